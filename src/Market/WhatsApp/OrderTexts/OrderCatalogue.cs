using System.Globalization;
using Jisr.Market.Search;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>One thing that can be ordered. <see cref="Number"/>: its place in the list that the seller sent last, where it
/// has one. <see cref="Unit"/> is a sale unit's code (piece, kg …); <see cref="Step"/> is in thousandths of it.</summary>
internal sealed record Offer(string Id, IReadOnlyList<string> Names, string Unit, long Step)
{
    public int? Number { get; init; }

    /// <summary>What tells two offers of one name apart: a size, a colour.</summary>
    public string? Label { get; init; }
}

/// <summary>How a word of a text names a word of an offer.</summary>
internal enum WordStrength
{
    Exact,
    Dictionary,
    Typo,
}

/// <summary>One word that a name and a text share: which name of <see cref="OrderCatalogue.Names"/>, which word of it
/// as a bit.</summary>
internal readonly record struct WordHit(int Name, uint Word, WordStrength Strength);

/// <summary>A name of an offer: its words without sizes and little words, all bits of them set in <see cref="All"/>, and
/// what else tells it from a namesake.</summary>
internal sealed record OfferName(int Offer, IReadOnlyList<string> Words, IReadOnlyList<string> Sizes)
{
    public uint All => Words.Count >= 32 ? uint.MaxValue : (1u << Words.Count) - 1;

    public string Key => string.Join(' ', Words.Order(StringComparer.Ordinal));
}

/// <summary>What may be ordered, ready to be asked by words. Filled from a file or from a shop's offers.</summary>
internal sealed class OrderCatalogue
{
    // Two words one letter apart are mostly two things; shorter ones always.
    private const int LeastForTypo = 4;

    private const int MostFound = 5000;

    private readonly Dictionary<string, IReadOnlyList<WordHit>> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<WordHit>> byForm = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<WordHit>> bySound = new(StringComparer.Ordinal);
    private readonly Synonyms dictionary;

    public OrderCatalogue(IReadOnlyList<Offer> offers, Synonyms dictionary)
    {
        (Offers, this.dictionary) = (offers, dictionary);
        var names = new List<OfferName>();
        for (var i = 0; i < offers.Count; i++)
            foreach (var name in offers[i].Names)
                names.Add(NameOf(i, name, offers[i].Label));
        Names = names;
        for (var n = 0; n < names.Count; n++)
        for (var w = 0; w < Math.Min(names[n].Words.Count, 31); w++)
        {
            var hit = new WordHit(n, 1u << w, WordStrength.Exact);
            foreach (var form in WordForms.OfName(names[n].Words[w]))
                Put(byForm, form, hit);
            foreach (var sound in ProductWords.Sounds(names[n].Words[w], 3, ofOtherScript: false))
                Put(bySound, sound, hit);
        }
        List = offers
            .Where(o => o.Number is not null)
            .DistinctBy(o => o.Number)
            .ToDictionary(o => o.Number!.Value, o => o.Id);
    }

    public IReadOnlyList<Offer> Offers { get; }
    public IReadOnlyList<OfferName> Names { get; }

    /// <summary>The numbered list, empty where the catalogue has no numbers.</summary>
    public IReadOnlyDictionary<int, string> List { get; }

    /// <summary>True where a name holds the word just as it stands.</summary>
    public bool HasWord(string word) => byForm.ContainsKey(word);

    /// <summary>True where a name is this one word.</summary>
    public bool IsName(string word) =>
        byForm.TryGetValue(word, out var hits) && hits.Exists(h => Names[h.Name].Words is [var one] && one == word);

    /// <summary>Names that hold the word: in one of its forms, by the dictionary or its sound in the other script, or with
    /// one letter wrong.</summary>
    public IReadOnlyList<WordHit> Find(string word)
    {
        if (found.TryGetValue(word, out var known))
            return known;
        // A chat of strangers' words must not fill the memory.
        if (found.Count >= MostFound)
            found.Clear();
        return found[word] = Search(word);
    }

    private IReadOnlyList<WordHit> Search(string word)
    {
        var forms = WordForms.OfText(word).ToList();
        foreach (var form in forms)
            if (byForm.TryGetValue(form, out var hits))
                return hits;
        var others = forms.SelectMany(dictionary.Of).SelectMany(WordForms.OfText);
        if (As(WordStrength.Dictionary, byForm, others) is { Count: > 0 } named)
            return named;
        // «zaatar» says زعتر: sounds are compared across scripts only.
        var sounds = ProductWords.Sounds(word, 3, ofOtherScript: true);
        return As(WordStrength.Dictionary, bySound, sounds) is { Count: > 0 } heard ? heard : Misspelt(word);
    }

    /// <summary>Names that hold what this word says two of.</summary>
    public IReadOnlyList<WordHit> FindDual(string word) => As(WordStrength.Exact, byForm, WordForms.OfDual(word));

    private List<WordHit> Misspelt(string word)
    {
        if (word.Length < LeastForTypo || word.Any(char.IsAsciiDigit))
            return [];
        return As(
            WordStrength.Typo,
            byForm,
            byForm.Keys.Where(f => f.Length >= LeastForTypo && f[0] == word[0] && Edits.AtMostOne(f, word))
        );
    }

    private static List<WordHit> As(
        WordStrength strength,
        Dictionary<string, List<WordHit>> index,
        IEnumerable<string> forms
    ) =>
        [
            .. forms
                .SelectMany(f => index.GetValueOrDefault(f) ?? [])
                .Select(h => h with { Strength = strength })
                .Distinct(),
        ];

    private static void Put(Dictionary<string, List<WordHit>> index, string form, WordHit hit)
    {
        if (!index.TryGetValue(form, out var hits))
            index[form] = hits = [];
        hits.Add(hit);
    }

    private static OfferName NameOf(int offer, string name, string? label)
    {
        var words = new List<string>();
        var sizes = new List<string>();
        foreach (var token in TextTokens.Of(name))
            if (token.IsNumber)
                sizes.Add(SizeOf(token.Value));
            else if (token.IsWord && !IsLittle(token.Word))
                words.Add(token.Word);
        foreach (var token in TextTokens.Of(label ?? ""))
            if (token.IsNumber)
                sizes.Add(SizeOf(token.Value));
            else if (token.IsWord && !OrderWords.Default.IsMeasure(token.Word))
                sizes.Add(token.Word);
        // «100 مل» is no word of the name; a measure alone is: «كيلو مكسرات».
        if (sizes.Count > 0 && words.Exists(w => !OrderWords.Default.IsMeasure(w)))
            words.RemoveAll(OrderWords.Default.IsMeasure);
        return new OfferName(offer, words.Count > 0 ? words : [name], sizes);
    }

    /// <summary>A size as it is compared: its number alone.</summary>
    public static string SizeOf(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static bool IsLittle(string word) =>
        OrderWords.Default.Fillers.Has(word)
        || OrderWords.Default.Joiners.Has(word)
        || OrderWords.Default.With.Has(word);
}
