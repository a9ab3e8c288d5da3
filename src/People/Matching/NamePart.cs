using Jisr.Kernel.Text;

namespace Jisr.People.Matching;

/// <summary>One part of a name after joining (matching.md §3): عبد الكريم and عبدالكريم are one part each.</summary>
/// <param name="Text">Folded, joined, without the article.</param>
/// <param name="Keys">Sound keys, for comparing across scripts.</param>
internal sealed record NamePart(string Text, IReadOnlyList<string> Keys)
{
    public bool IsArabic => Text.Length > 0 && Text[0] >= '\u0621';

    /// <summary>Level 1 or 2 of matching.md §5; 5 for anything further off, 0 where one side is missing.</summary>
    public static int Level(NamePart? a, NamePart? b)
    {
        if (a is null || b is null)
            return 0;
        if (a.Text == b.Text)
            return 1;
        if (!a.Keys.Intersect(b.Keys, StringComparer.Ordinal).Any())
            return 5;
        return
            a.IsArabic != b.IsArabic || Spelling.IsOneEdit(a.Text, b.Text) || Spelling.Likeness(a.Text, b.Text) >= 0.80
            ? 2
            : 5;
    }
}

/// <summary>Cuts folded text into parts.</summary>
internal static class NameParts
{
    private static readonly HashSet<string> JoinNext = Set(
        "عبد ابو ابي ابا ام بني ايت حاج الحاج سيدي مولاي لاله للا ولد اولاد "
            + "abd abdel abdul abdal abdu abu abou um oum beni ait haj hadj el hadj sidi moulay lalla ould bou"
    );
    private static readonly HashSet<string> Fathers = Set("بن ابن بنت bin bint ben ibn");
    private static readonly HashSet<string> Ends = Set("الدين دين الله eddine eldin din dine allah");
    private static readonly HashSet<string> Articles = Set("el al ul ech ez er es ed et en ash as az ar ad an at");
    private static readonly string[] ServantOf = ["عبدال", "abdel", "abdul", "abdal", "abdou", "abdol"];

    // Compound given names are one part: without this the second word is taken for the father.
    private static readonly HashSet<(string, string)> Compounds =
    [
        ("فاطمه", "زهرا"),
        ("فاطمه", "زهره"),
        ("نور", "هدي"),
        ("ست", "كل"),
        ("fatima", "zahra"),
        ("fatima", "zohra"),
        ("fatima", "zahrae"),
        ("fatima", "zohrae"),
        ("fatema", "zahra"),
        ("nour", "houda"),
        ("noor", "huda"),
        ("nor", "houda"),
        ("nour", "huda"),
    ];

    private static readonly string[] CompoundWords =
    [
        "fatimazahra",
        "fatimazohra",
        "fatimaezzahra",
        "فاطمهالزهرا",
        "فاطمهزهرا",
    ];

    /// <summary>The parts of a field, in order. In a family name بن at the start joins the next word.</summary>
    public static List<NamePart> Of(string? field, bool family = false)
    {
        var parts = new List<NamePart>();
        if (string.IsNullOrWhiteSpace(field))
            return parts;
        var words = WithoutArticles(ArabicText.Words(field));
        for (var i = 0; i < words.Count; i++)
        {
            List<string> joined = [words[i]];
            while (
                i + 1 < words.Count
                && (
                    JoinNext.Contains(words[i])
                    || Ends.Contains(words[i + 1])
                    || Compounds.Contains((words[i], words[i + 1]))
                    || (Fathers.Contains(words[i]) && joined.Count == 1 && family && i == 0)
                )
            )
                joined.Add(words[++i]);
            if (joined.Count > 1 || !Fathers.Contains(joined[0]) || words.Count == 1)
                parts.Add(Make(joined));
        }
        return parts;
    }

    /// <summary>The whole field as one part: a family name of several words.</summary>
    public static NamePart? Whole(string? field, bool family)
    {
        var parts = Of(field, family);
        return parts.Count == 0 ? null
            : parts.Count == 1 ? parts[0]
            : new NamePart(string.Concat(parts.Select(p => p.Text)), Cross(parts.Select(p => p.Keys)));
    }

    private static NamePart Make(List<string> words)
    {
        var all = words.SelectMany(Split).ToList();
        return new NamePart(string.Concat(all), Cross(all.Select(KeysOf)));
    }

    // Alkhatib is الخطيب with its article written on, and Alami is العلمي without one: nothing but the ear can tell, so
    // both readings are kept.
    private static IReadOnlyList<string> KeysOf(string word)
    {
        var keys = SoundKey.Keys(word);
        return
            word.Length >= 6
            && (
                word.StartsWith("al", StringComparison.Ordinal)
                || word.StartsWith("el", StringComparison.Ordinal)
                || word.StartsWith("ul", StringComparison.Ordinal)
            )
            ? [.. keys.Take(2), .. SoundKey.Keys(word[2..]).Take(2)]
            : keys;
    }

    // عبدالكريم is عبد and كريم; بنجلون stays, its letters are those of بن جلون.
    private static IEnumerable<string> Split(string word)
    {
        foreach (var servant in ServantOf)
            if (word.Length >= servant.Length + 3 && word.StartsWith(servant, StringComparison.Ordinal))
                return [servant[..3], word[servant.Length..]];
        if (word is "abdel" or "abdul" or "abdal" or "abdu")
            return ["abd"];
        foreach (var compound in CompoundWords)
            if (word == compound)
                return compound[0] == 'f' ? ["fatima", "zahra"] : ["فاطمه", "زهرا"];
        return [word];
    }

    private static List<string> WithoutArticles(string[] words)
    {
        var kept = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            // El, al, ech before a name are the article; kept only when nothing follows.
            if (i + 1 < words.Length && Articles.Contains(word) && words[i + 1].Length >= 3)
                continue;
            kept.Add(
                word.Length >= 5
                && word.StartsWith("ال", StringComparison.Ordinal)
                && word is not ("الهام" or "الاء" or "الياس")
                    ? word[2..]
                    : word
            );
        }
        return kept;
    }

    private static List<string> Cross(IEnumerable<IReadOnlyList<string>> keys)
    {
        List<string> all = [""];
        foreach (var part in keys)
            all =
            [
                .. all.SelectMany(start => part.Select(end => Join(start, end)))
                    .Distinct(StringComparer.Ordinal)
                    .Take(4),
            ];
        return all;
    }

    private static string Join(string start, string end) =>
        start.Length > 0 && end.Length > 0 && start[^1] == end[0] ? start + end[1..] : start + end;

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
