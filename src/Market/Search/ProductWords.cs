using System.Text;
using System.Text.RegularExpressions;
using Jisr.Kernel.Text;

namespace Jisr.Market.Search;

/// <summary>How product texts and queries become words (matching.md §12).</summary>
internal static partial class ProductWords
{
    private static readonly string[] WithArticle = ["وال", "بال", "كال", "فال", "لل", "ال"];
    private static readonly string[] Bare = ["و", "ب", "ل"];

    private static readonly HashSet<string> Stop = new(StringComparer.Ordinal)
    {
        "في",
        "من",
        "علي",
        "مع",
        "للبيع",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "pour",
        "for",
        "the",
        "and",
        "of",
    };

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["مل"] = "ml",
        ["ملل"] = "ml",
        ["مليلتر"] = "ml",
        ["ml"] = "ml",
        ["ل"] = "l",
        ["لتر"] = "l",
        ["ليتر"] = "l",
        ["l"] = "l",
        ["litre"] = "l",
        ["litres"] = "l",
        ["غ"] = "g",
        ["غرام"] = "g",
        ["غم"] = "g",
        ["جم"] = "g",
        ["جرام"] = "g",
        ["g"] = "g",
        ["gr"] = "g",
        ["كغ"] = "kg",
        ["كغم"] = "kg",
        ["كجم"] = "kg",
        ["كيلو"] = "kg",
        ["kg"] = "kg",
        ["kilo"] = "kg",
        ["سم"] = "cm",
        ["cm"] = "cm",
        ["م"] = "m",
        ["متر"] = "m",
        ["m"] = "m",
    };

    /// <summary>Words as typed (harakat and all) beside their folded form; a number and its unit are one word.</summary>
    public static IReadOnlyList<(string Written, string Folded)> Of(string text)
    {
        var plain = ArabicText.AsciiDigits(ArabicText.StripInvisible(text)).Normalize(NormalizationForm.FormC);
        plain = Elision().Replace(plain, " ");
        plain = Measure()
            .Replace(
                plain,
                m =>
                    Units.TryGetValue(ArabicText.Fold(m.Groups["unit"].Value), out var unit)
                        ? " " + m.Groups["whole"].Value + Decimals(m.Groups["part"].Value) + unit + " "
                        : m.Value
            );
        var words = new List<(string, string)>();
        foreach (Match match in Word().Matches(plain))
        // A sign inside a word may fold to a space; then it is several words.
        foreach (var folded in ArabicText.Words(match.Value))
            words.Add((match.Value.ToLowerInvariant(), folded));
        return words;
    }

    /// <summary>The word without one of ال وال بال كال فال لل و ب ل; none where too little is left.</summary>
    public static IEnumerable<string> WithoutClitic(string folded)
    {
        foreach (var clitic in WithArticle)
            if (folded.StartsWith(clitic, StringComparison.Ordinal) && folded.Length - clitic.Length >= 2)
                yield return folded[clitic.Length..];
        foreach (var clitic in Bare)
            if (folded.StartsWith(clitic, StringComparison.Ordinal) && folded.Length - clitic.Length >= 3)
                yield return folded[clitic.Length..];
    }

    /// <summary>The sound keys of a word, marked with its script: they are compared across scripts only.</summary>
    public static IEnumerable<string> Sounds(string folded, int least, bool ofOtherScript)
    {
        var arabic = ArabicText.IsArabic(folded);
        var spoken = arabic ? folded : ChatLetters(folded);
        if (spoken.Any(char.IsAsciiDigit))
            return [];
        var mark = arabic != ofOtherScript ? "xqa" : "xql";
        return SoundKey
            .Keys(spoken)
            .Where(k => k.Length >= least && k != spoken)
            .Select(k => mark + k.ToLowerInvariant());
    }

    /// <summary>What the index holds of a text: its words, the same without clitics, and their sounds.</summary>
    public static string Indexed(string text)
    {
        var words = Of(text).Select(w => w.Folded).ToList();
        var bare = words.ConvertAll(w => WithoutClitic(w).FirstOrDefault() ?? w);
        var extra = words.SelectMany(WithoutClitic).Concat(words.SelectMany(w => Sounds(w, 2, ofOtherScript: false)));
        // The bare words stand in order too, so that a phrase of the dictionary is found in «ورق العنب».
        return string.Join(' ', words.Concat(bare.SequenceEqual(words) ? [] : bare).Concat(extra.Distinct()));
    }

    /// <summary>Query words without stop words; all of them when nothing else is left.</summary>
    public static IReadOnlyList<(string Written, string Folded)> OfQuery(string query)
    {
        var all = Of(query);
        var kept = all.Where(w => !Stop.Contains(w.Folded)).ToList();
        return kept.Count > 0 ? kept : all;
    }

    // 2 ء, 3 ع, 5 خ, 7 ح, 9 ق inside a Latin word; a number stays a number.
    private static string ChatLetters(string word) =>
        word.Any(char.IsAsciiLetter)
            ? word.Replace("7", "h", StringComparison.Ordinal)
                .Replace("5", "kh", StringComparison.Ordinal)
                .Replace("9", "q", StringComparison.Ordinal)
                .Replace("3", "", StringComparison.Ordinal)
                .Replace("2", "", StringComparison.Ordinal)
            : word;

    private static string Decimals(string part) => part.Length == 0 ? "" : "p" + part;

    [GeneratedRegex(@"\b(?:d|l|j|qu)['’‘]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Elision();

    [GeneratedRegex(
        @"(?<whole>[0-9]+)(?:[.,٫](?<part>[0-9]+))?\s*(?<unit>\p{L}+)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Measure();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}'’]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
