using System.Collections.Concurrent;
using System.Text;
using Jisr.Kernel.Text;

namespace Jisr.People.Matching;

/// <summary>One part of a name after joining (matching.md §3): عبد الكريم and عبدالكريم are one part each.</summary>
/// <param name="Text">Folded, joined, without the article.</param>
/// <param name="Keys">Sound keys, for blocking and for comparing across scripts.</param>
internal sealed record NamePart(string Text, IReadOnlyList<string> Keys)
{
    private const char KeysAfter = '/';

    public bool IsArabic => Text.Length > 0 && Text[0] >= '\u0621';

    /// <summary>As a form keeps it.</summary>
    public string Write() => Text + KeysAfter + string.Join(',', Keys);

    public static NamePart Read(ReadOnlySpan<char> written)
    {
        var at = written.IndexOf(KeysAfter);
        return new NamePart(written[..at].ToString(), written[(at + 1)..].ToString().Split(','));
    }
}

/// <summary>Cuts folded text into parts.</summary>
internal static class NameParts
{
    private static readonly HashSet<string> JoinNext = Set(
        "عبد ابو ابي ابا ام بني ايت حاج الحاج سيدي مولاي لاله للا ولد اولاد بو "
            + "abd abdel abdul abdal abdol abdu abu abou abo um umm om omm oum oumm beni bani banu bni ben ban ait ayt ayet aeet haj hadj hajj sidi moulay mulay lalla ould uld oulad ouled walad wlad bou"
    );
    private static readonly HashSet<string> Between = Set("بن ابن بنت bin bint ibn bent");
    private static readonly HashSet<string> FamilyStarts = Set("بن بو ben bou bin");
    private static readonly HashSet<string> Ends = Set("الدين دين الله eddine eddin eldin aldin din dine allah ullah");
    private static readonly HashSet<string> Articles = Set(
        "el al ul il ech ez er es ed et en ash ach az ar as ad an at l"
    );

    // The letters of the article are their own: nothing is taken off.
    private static readonly HashSet<string> OwnArticle = Set("الهام الياس اليسار الماس الفت الماظ اليسا اليان اليانا");
    private static readonly HashSet<string> OwnLatinArticle = Set(
        "elham alham ilham elias alias ilias ilyas elyas alyas elissar alissar elyssar almas elmas olfat elfat ulfat"
    );
    private static readonly string[] Servants = ["عبدال", "abdel", "abdul", "abdal", "abdou", "abdol", "abdil"];

    /// <summary>The parts of a field, in order. In a family name بن at the start joins the next word; between names it
    /// vanishes.</summary>
    public static List<NamePart> Of(string? field, bool family = false)
    {
        var parts = new List<NamePart>();
        if (string.IsNullOrWhiteSpace(field))
            return parts;
        var words = WithoutArticles(ArabicText.Words(field));
        for (var i = 0; i < words.Count; i++)
        {
            List<string> joined = [words[i]];
            while (i + 1 < words.Count && Joins(words, i, family && joined.Count == 1 && i == 0))
                joined.Add(words[++i]);
            if (joined.Count > 1 || !Between.Contains(joined[0]) || words.Count == 1)
                parts.Add(Make(joined));
        }
        return parts;
    }

    /// <summary>The whole field as one part: a family name of several words, a father's double name.</summary>
    public static NamePart? Whole(string? field, bool family = false)
    {
        var parts = Of(field, family);
        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => new NamePart(string.Concat(parts.Select(p => p.Text)), Cross(parts.Select(p => p.Keys))),
        };
    }

    private static bool Joins(List<string> words, int i, bool startsFamily) =>
        JoinNext.Contains(words[i])
        || Ends.Contains(words[i + 1])
        || NameLists.IsCompound(words[i], words[i + 1])
        || (startsFamily && FamilyStarts.Contains(words[i]));

    // A few thousand names make up most of a country's: each is taken apart once.
    private static readonly ConcurrentDictionary<string, NamePart> Made = new(StringComparer.Ordinal);
    private const int MostMade = 50_000;
    private const int MostKeys = 4;

    private static NamePart Make(List<string> words)
    {
        var key = words.Count == 1 ? words[0] : string.Join(' ', words);
        if (Made.TryGetValue(key, out var known))
            return known;
        var all = words.SelectMany(Split).ToList();
        var part = new NamePart(string.Concat(all), Cross(all.Select(KeysOf)));
        if (Made.Count < MostMade)
            Made[key] = part;
        return part;
    }

    private static IReadOnlyList<string> KeysOf(string word)
    {
        var keys = SoundKey.Keys(word);
        if (keys is [var only] && only == word)
            keys = [OpenKey(word)];
        if (StartsWithArticle(word))
            keys = [.. keys.Take(2), .. SoundKey.Keys(word[2..]).Take(2)];
        return
        [
            .. keys.Concat(OtherReadings.Of(word).SelectMany(SoundKey.Keys))
                .Distinct(StringComparer.Ordinal)
                .Take(MostKeys),
        ];
    }

    // Alkhatib is الخطيب with its article written on, and Alami is العلمي without one: nothing but the ear can tell, so
    // both readings are kept.
    private static bool StartsWithArticle(string word) =>
        word.Length >= 6
        && (
            word.StartsWith("al", StringComparison.Ordinal)
            || word.StartsWith("el", StringComparison.Ordinal)
            || word.StartsWith("ul", StringComparison.Ordinal)
        );

    // A name without consonants (آية, Aya, Aïa) keeps its letters as its key, which the other script never shares: it is
    // known by its half vowels instead, small so that no key of consonants is like it.
    private static string OpenKey(string word)
    {
        var key = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            var sound = word[i] switch
            {
                'ي' or 'i' or 'y' => 'y',
                'و' or 'o' or 'u' or 'w' or 'v' => 'w',
                'ه' or 'h' when i == word.Length - 1 => ' ',
                _ => 'a',
            };
            if (sound != ' ' && (key.Length == 0 || key[^1] != sound))
                key.Append(sound);
        }
        while (key.Length > 1 && key[^1] == 'a')
            key.Length--;
        return key.Length > 0 ? key.ToString() : word;
    }

    // عبدالكريم is عبد and كريم; بنجلون stays, its letters are those of بن جلون.
    private static IEnumerable<string> Split(string word)
    {
        foreach (var servant in Servants)
            if (word.Length >= servant.Length + 3 && word.StartsWith(servant, StringComparison.Ordinal))
                return [servant[..3], word[servant.Length..]];
        if (word is "abdel" or "abdul" or "abdal" or "abdu" or "abdil")
            return ["abd"];
        return NameLists.CompoundOf(word) ?? [word];
    }

    private static List<string> WithoutArticles(string[] words)
    {
        var kept = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            // El, al, ech before a name are the article; kept only when nothing follows.
            if (i + 1 < words.Length && Articles.Contains(word) && words[i + 1].Length >= 3)
            {
                // Abed Al Rahman is عبد الرحمن; Abed Hassan is عابد.
                if (kept is [.., "abed"])
                    kept[^1] = "abd";
                if (OwnLatinArticle.Contains(word + words[i + 1]))
                    kept.Add(word + words[++i]);
                continue;
            }
            kept.Add(
                word.Length >= 5 && word.StartsWith("ال", StringComparison.Ordinal) && !OwnArticle.Contains(word)
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
