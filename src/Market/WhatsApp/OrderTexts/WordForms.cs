namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Forms of one folded word that name the same thing: without و ف ب ك ل and ال, without feminine or plural
/// endings. No stemmer: broken plurals are the dictionary's.</summary>
internal static class WordForms
{
    private static readonly string[] Articles = ["وال", "فال", "بال", "كال", "لل", "ال"];
    private static readonly string[] Prefixes = ["و", "ف", "ب", "ك", "ل"];

    /// <summary>The word as a text may write it; the word itself first.</summary>
    public static IEnumerable<string> OfText(string word) => Bare(word, Prefixes).SelectMany(Endings).Distinct();

    /// <summary>The word of a name. Letters that only look like prefixes stay: كولا is not «ولا».</summary>
    public static IEnumerable<string> OfName(string word) => Bare(word, []).SelectMany(Endings).Distinct();

    /// <summary>What a dual is two of: شمعتين, صابونتين, كيسين.</summary>
    public static IEnumerable<string> OfDual(string word)
    {
        foreach (var bare in Bare(word, ["و", "ف", "ب"]))
        {
            if (bare.Length >= 6 && (Ends(bare, "تين") || Ends(bare, "تان")))
            {
                yield return bare[..^3] + "ه";
                yield return bare[..^3];
            }
            if (bare.Length >= 5 && (Ends(bare, "ين") || Ends(bare, "ان")))
                yield return bare[..^2];
        }
    }

    private static IEnumerable<string> Bare(string word, string[] prefixes)
    {
        yield return word;
        foreach (var article in Articles)
            if (word.StartsWith(article, StringComparison.Ordinal) && word.Length - article.Length >= 2)
                yield return word[article.Length..];
        foreach (var prefix in prefixes)
            if (word.StartsWith(prefix, StringComparison.Ordinal) && word.Length - prefix.Length >= 3)
                yield return word[prefix.Length..];
    }

    private static IEnumerable<string> Endings(string word)
    {
        yield return word;
        if (word.Length >= 4 && Ends(word, "ه"))
            yield return word[..^1];
        if (word.Length >= 5 && Ends(word, "ات"))
        {
            yield return word[..^2];
            yield return word[..^2] + "ه";
        }
        if (word.Length >= 4 && word[^1] is 's' or 'x' && word[^2] != 's')
            yield return word[..^1];
        if (word.Length >= 5 && (Ends(word, "es") || Ends(word, "ee")))
            yield return word[..^2] + (Ends(word, "ee") ? "e" : "");
    }

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);
}
