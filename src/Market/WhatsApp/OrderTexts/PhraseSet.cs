namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Phrases of a list, found in a text word by word. The first word may have و or ف before it; «*» in a phrase
/// stands for up to two words.</summary>
internal sealed class PhraseSet
{
    private const string Gap = "*";
    private const int MostInGap = 2;

    private readonly Dictionary<string, List<string[]>> byFirst = new(StringComparer.Ordinal);

    public PhraseSet(IEnumerable<string> phrases)
    {
        foreach (var words in phrases.Select(WordsOf).Where(w => w.Length > 0))
        {
            if (!byFirst.TryGetValue(words[0], out var same))
                byFirst[words[0]] = same = [];
            same.Add(words);
        }
        foreach (var same in byFirst.Values)
            same.Sort((a, b) => b.Length.CompareTo(a.Length));
    }

    /// <summary>How many tokens the longest phrase has that begins here; 0 where none does.</summary>
    public int LengthAt(IReadOnlyList<TextToken> tokens, int at)
    {
        if (!tokens[at].IsWord && !tokens[at].IsNumber)
            return 0;
        var length = LengthOf(tokens[at].Word, tokens, at);
        return length == 0 && tokens[at].Word is ['و' or 'ف', _, _, ..]
            ? LengthOf(tokens[at].Word[1..], tokens, at)
            : length;
    }

    public bool IsIn(IReadOnlyList<TextToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
            if (LengthAt(tokens, i) > 0)
                return true;
        return false;
    }

    /// <summary>Whether these words are one of the phrases, wholly.</summary>
    public bool IsWhole(IReadOnlyList<TextToken> words) => words.Count > 0 && LengthAt(words, 0) == words.Count;

    public bool Has(string word) => byFirst.TryGetValue(word, out var same) && same.Exists(p => p.Length == 1);

    private int LengthOf(string first, IReadOnlyList<TextToken> tokens, int at)
    {
        if (!byFirst.TryGetValue(first, out var phrases))
            return 0;
        foreach (var phrase in phrases)
            if (EndOf(phrase, 1, tokens, at + 1) is > 0 and var end)
                return end - at;
        return 0;
    }

    // Where the rest of a phrase ends in the text; 0 where it is not there.
    private static int EndOf(string[] phrase, int n, IReadOnlyList<TextToken> tokens, int at)
    {
        if (n == phrase.Length)
            return at;
        if (phrase[n] == Gap)
        {
            for (var skip = 0; skip <= MostInGap && at + skip < tokens.Count; skip++)
                if (skip > 0 && !tokens[at + skip - 1].IsWord)
                    return 0;
                else if (EndOf(phrase, n + 1, tokens, at + skip) is > 0 and var end)
                    return end;
            return 0;
        }
        return at < tokens.Count && tokens[at].Word == phrase[n] ? EndOf(phrase, n + 1, tokens, at + 1) : 0;
    }

    private static string[] WordsOf(string phrase) =>
        [
            .. phrase
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(w => w == Gap ? [Gap] : TextTokens.WordsOf(w)),
        ];
}
