namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>What a word does in an order.</summary>
internal enum Role
{
    /// <summary>Says nothing about goods.</summary>
    Skip,
    Product,
    Number,

    /// <summary>A half or quarter that belongs to what stands before it: «كيلو ونص».</summary>
    FractionAfter,
    Unit,
    SizeUnit,
    Dual,
    Keyword,
    Times,
    Plus,
    Free,
    Note,
    With,
    ListNumber,
    Currency,
    Quarters,
    LessQuarter,
    Unknown,
}

/// <summary>A token and what it does. <see cref="Unit"/> is a sale unit's code for words of measure.</summary>
internal sealed record Piece(TextToken Token, Role Role)
{
    public decimal Value { get; init; }
    public QuantitySource Source { get; init; } = QuantitySource.Explicit;
    public string? Unit { get; init; }
    public IReadOnlyList<WordHit> Hits { get; init; } = [];

    /// <summary>«ب 25»: names the sum behind it, never the number before it.</summary>
    public bool IsBefore => Role == Role.Currency && Token.Word == "ب";
}

/// <summary>What a part of a text is about, beside goods.</summary>
[Flags]
internal enum Topics
{
    None = 0,
    Want = 1,
    Question = 2,
    Available = 4,
    PriceTalk = 8,
    Statement = 16,
    Place = 32,
    Negation = 64,
    Browse = 128,
    Ask = 256,
    Amount = 512,
    NameIntro = 1024,
    AddressIntro = 2048,
}

/// <summary>A part of a text between two cuts: line ends, commas, a joining و.</summary>
internal sealed class Segment
{
    public List<Piece> Pieces { get; } = [];
    public Topics Topics { get; set; }

    public bool Has(Topics topics) => (Topics & topics) != Topics.None;

    public bool HasProduct => Pieces.Exists(p => p.Role == Role.Product);
}
