namespace Jisr.Market.Search;

/// <summary>One word of a query (or a phrase of the dictionary) with all it may match, best first.</summary>
internal sealed record QueryWord(
    string Written,
    string Folded,
    IReadOnlyList<string> Clitics,
    IReadOnlyList<string> Synonyms,
    IReadOnlyList<string> Sounds
)
{
    /// <summary>Words of the index that are one edit away.</summary>
    public IReadOnlyList<string> OneEdit { get; init; } = [];

    /// <summary>The word itself and what means the same: ranks 1 to 4.</summary>
    public IReadOnlyList<string> Near => [.. Clitics.Prepend(Folded).Concat(Synonyms).Distinct()];

    /// <summary>All forms for the index.</summary>
    public IReadOnlyList<string> Forms => [.. Near.Concat(Sounds).Concat(OneEdit).Distinct()];

    /// <summary>Reads a query; every word of it must match.</summary>
    public static IReadOnlyList<QueryWord> Read(string query, Synonyms dictionary)
    {
        var words = ProductWords.OfQuery(query);
        var result = new List<QueryWord>();
        for (var i = 0; i < words.Count; )
        {
            var length = PhraseAt(words, i, dictionary);
            var folded = string.Join(' ', words.Skip(i).Take(length).Select(w => w.Folded));
            var written = string.Join(' ', words.Skip(i).Take(length).Select(w => w.Written));
            var clitics = length == 1 ? ProductWords.WithoutClitic(folded).ToList() : [];
            result.Add(
                new QueryWord(
                    written,
                    folded,
                    clitics,
                    [.. clitics.Prepend(folded).SelectMany(dictionary.Of).Distinct()],
                    length == 1 ? [.. ProductWords.Sounds(folded, words.Count == 1 ? 2 : 3, ofOtherScript: true)] : []
                )
            );
            i += length;
        }
        return result;
    }

    /// <summary>1 as written, 2 folded, 3 clitic, 4 dictionary, 5 sound, 6 one edit; 0 where it does not match.</summary>
    public int RankIn(WordBag bag)
    {
        if (bag.HasWritten(Written))
            return 1;
        if (bag.Has(Folded))
            return 2;
        if (bag.HasBare(Folded) || Clitics.Any(c => bag.Has(c) || bag.HasBare(c)))
            return 3;
        if (Synonyms.Any(s => bag.Has(s) || bag.HasBare(s)))
            return 4;
        if (Sounds.Any(bag.HasSound))
            return 5;
        return OneEdit.Any(w => bag.Has(w) || bag.HasBare(w)) ? 6 : 0;
    }

    private static int PhraseAt(IReadOnlyList<(string Written, string Folded)> words, int at, Synonyms dictionary)
    {
        for (var length = Math.Min(dictionary.Longest, words.Count - at); length > 1; length--)
            if (dictionary.Of(string.Join(' ', words.Skip(at).Take(length).Select(w => w.Folded))).Count > 0)
                return length;
        return 1;
    }
}

/// <summary>The words of one text, ready to be asked. What is asked last, such as sounds, is made when it is asked: most
/// texts match by a plain word.</summary>
internal sealed class WordBag(string text)
{
    private readonly IReadOnlyList<(string Written, string Folded)> words = ProductWords.Of(text);
    private string? written;
    private string? folded;
    private string? bare;
    private HashSet<string>? loose;
    private HashSet<string>? sounds;

    public bool HasWritten(string term) => Holds(written ??= Line(words.Select(w => w.Written)), term);

    public bool Has(string term) => Holds(folded ??= Line(words.Select(w => w.Folded)), term);

    public bool HasBare(string term) =>
        (loose ??= [.. words.SelectMany(w => ProductWords.WithoutClitic(w.Folded))]).Contains(term)
        || Holds(
            bare ??= Line(words.Select(w => ProductWords.WithoutClitic(w.Folded).FirstOrDefault() ?? w.Folded)),
            term
        );

    public bool HasSound(string token) =>
        (sounds ??= [.. words.SelectMany(w => ProductWords.Sounds(w.Folded, 2, ofOtherScript: false))]).Contains(token);

    private static string Line(IEnumerable<string> words) => " " + string.Join(' ', words) + " ";

    // The spaces around a term keep it from being found inside a word.
    private static bool Holds(string line, string term)
    {
        for (var at = 0; (at = line.IndexOf(term, at, StringComparison.Ordinal)) > 0; at++)
            if (line[at - 1] == ' ' && at + term.Length < line.Length && line[at + term.Length] == ' ')
                return true;
        return false;
    }
}
