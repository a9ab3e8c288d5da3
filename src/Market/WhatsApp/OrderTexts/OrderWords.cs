using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Jisr.Kernel.Text;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>The words by which order texts are read, in the dialects of four countries, French and English:
/// <c>Data/words.json</c>. Data, normalised when it is loaded (whatsapp.md §5 rule 3).</summary>
internal sealed class OrderWords
{
    /// <summary>The lists that ship with the program.</summary>
    public static readonly OrderWords Default = new();

    private OrderWords()
    {
        using var file = typeof(OrderWords).Assembly.GetManifestResourceStream("Jisr.Market.WhatsApp.Data.words.json")!;
        var lists = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(file)!;
        PhraseSet Set(string name) => new(TextsOf(lists[name]));
        Whole =
        [
            (OrderTextKind.Finish, Set("finish")),
            (OrderTextKind.Cancel, Set("cancel")),
            (OrderTextKind.AskTotal, Set("ask_total")),
            (OrderTextKind.Start, Set("start")),
            (OrderTextKind.Repeat, Set("repeat")),
        ];
        Handover = [.. lists["handover"].EnumerateObject().Select(r => (r.Name, new PhraseSet(TextsOf(r.Value))))];
        Labels =
        [
            .. lists["labels"]
                .EnumerateObject()
                .SelectMany(l => TextsOf(l.Value).Select(t => (Key: string.Join(' ', TextTokens.WordsOf(t)), l.Name))),
        ];
        NumberWords = Folded(lists["number_words"], v => decimal.Parse(v, CultureInfo.InvariantCulture));
        Duals = Folded(lists["duals"], v => ArabicText.Fold(v.Split(' ')[1]));
        UnitKinds = lists["unit_kinds"]
            .EnumerateObject()
            .SelectMany(k => TextsOf(k.Value).Select(u => (ArabicText.Fold(u), k.Name)))
            .DistinctBy(u => u.Item1)
            .ToFrozenDictionary(u => u.Item1, u => u.Name, StringComparer.Ordinal);
        QuantityUnits = Set("quantity_units");
        SizeUnits = Set("size_units_never_quantity");
        QuantityKeywords = Set("quantity_keywords");
        FreeGoods = Set("free_goods");
        Dozens = Set("dozens");
        Quarters = Set("quarters");
        LessQuarter = Set("less_quarter");
        Joiners = Set("joiners");
        FractionJoiners = Set("fraction_joiners");
        Greetings = Set("greetings");
        Polite = Set("polite");
        Fillers = Set("fillers");
        Want = Set("want");
        Negations = Set("negations");
        Notes = Set("notes");
        With = Set("with");
        ListNumbers = Set("list_number");
        Currencies = Set("currencies");
        AmountStarts = Set("amount_starts");
        PriceTalk = Set("price_talk");
        Questions = Set("questions");
        Available = Set("available");
        Browse = Set("browse");
        Statements = Set("statements");
        Places = Set("places");
        NameIntros = Set("name_intros");
        AddressIntros = Set("address_intros");
        Categories = Set("categories");
    }

    /// <summary>Commands, which count only when they are the whole message.</summary>
    public IReadOnlyList<(OrderTextKind Kind, PhraseSet Phrases)> Whole { get; }

    /// <summary>By reason, the graver first.</summary>
    public IReadOnlyList<(string Reason, PhraseSet Phrases)> Handover { get; }

    /// <summary>Words before a colon, and what stands behind it.</summary>
    public IReadOnlyList<(string Words, string Kind)> Labels { get; }
    public FrozenDictionary<string, decimal> NumberWords { get; }

    /// <summary>Two of a unit, such as علبتين, and the unit.</summary>
    public FrozenDictionary<string, string> Duals { get; }

    /// <summary>Words of measures by the sale unit they mean: kg, g, l, ml, m.</summary>
    public FrozenDictionary<string, string> UnitKinds { get; }
    public PhraseSet QuantityUnits { get; }
    public PhraseSet SizeUnits { get; }
    public PhraseSet QuantityKeywords { get; }
    public PhraseSet FreeGoods { get; }
    public PhraseSet Dozens { get; }
    public PhraseSet Quarters { get; }
    public PhraseSet LessQuarter { get; }
    public PhraseSet Joiners { get; }
    public PhraseSet FractionJoiners { get; }
    public PhraseSet Greetings { get; }
    public PhraseSet Polite { get; }
    public PhraseSet Fillers { get; }
    public PhraseSet Want { get; }
    public PhraseSet Negations { get; }
    public PhraseSet Notes { get; }
    public PhraseSet With { get; }
    public PhraseSet ListNumbers { get; }
    public PhraseSet Currencies { get; }
    public PhraseSet AmountStarts { get; }
    public PhraseSet PriceTalk { get; }
    public PhraseSet Questions { get; }
    public PhraseSet Available { get; }
    public PhraseSet Browse { get; }
    public PhraseSet Statements { get; }
    public PhraseSet Places { get; }
    public PhraseSet NameIntros { get; }
    public PhraseSet AddressIntros { get; }
    public PhraseSet Categories { get; }

    /// <summary>A half or a quarter in words, which may follow a unit: «كيلو ونص».</summary>
    public bool IsFraction(string word) => NumberWords.TryGetValue(word, out var value) && value < 1;

    /// <summary>A word that says how much, and so is no word of a product.</summary>
    public bool IsMeasure(string word) => QuantityUnits.Has(word) || SizeUnits.Has(word) || UnitKinds.ContainsKey(word);

    private static IEnumerable<string> TextsOf(JsonElement list) => list.EnumerateArray().Select(t => t.GetString()!);

    private static FrozenDictionary<string, TValue> Folded<TValue>(JsonElement map, Func<string, TValue> read) =>
        map.EnumerateObject()
            .Select(p => (Key: ArabicText.Fold(p.Name), Value: read(p.Value.GetString()!)))
            .DistinctBy(p => p.Key)
            .ToFrozenDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
