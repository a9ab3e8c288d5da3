namespace Jisr.People.Matching;

/// <summary>How else a word of a name may be read aloud, so that both scripts share a key (matching.md §4): Latin letters
/// that stand for one sound in one word and for two in another, and letters that one writer hears and another does
/// not.</summary>
internal static class OtherReadings
{
    private const string Vowels = "aeiouy";

    /// <summary>Other spellings of a folded word; nothing for most.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (word.Length < 2)
            yield break;
        if (word[0] >= '\u0621')
        {
            // نجاة, حياة: after an alef the last letter is spoken, Najat, Hayet.
            if (word.Length >= 3 && word.EndsWith("اه", StringComparison.Ordinal))
                yield return word[..^1] + 'ت';
            yield break;
        }
        // Saleh is صالح, Farah is فرح; Sarah is سارة.
        if (word[^1] == 'h' && Vowels.Contains(word[^2], StringComparison.Ordinal))
            yield return word + 'a';
        // Fathi is فتحي, Ishaq is إسحاق, Adham is أدهم: two letters, not one.
        for (var i = 1; i < word.Length - 1; i++)
            if (word[i] == 'h' && word[i - 1] is ('t' or 's' or 'd'))
                yield return word[..i] + 'a' + word[i..];
        // Nivine is نيفين, Mervat is ميرفت; Havva is حواء.
        if (word.Contains('v', StringComparison.Ordinal))
            yield return word.Replace('v', 'f');
    }
}
