using Jisr.Kernel.Values;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>What a text is (whatsapp.md §5).</summary>
internal enum OrderTextKind
{
    Order,
    OrderCode,
    BadCode,
    Start,
    Finish,
    Cancel,
    AskTotal,
    Browse,
    Question,
    PriceTalk,
    Handover,
    Address,
    Repeat,
    Empty,
    TooLong,
    Other,
}

/// <summary>What a quantity rests on; default: nothing, so it is one.</summary>
internal enum QuantitySource
{
    Explicit,
    Word,
    Dual,
    Default,
}

/// <summary>High lines are ticked beforehand, others are not.</summary>
internal enum Confidence
{
    High,
    Medium,
    Low,
}

/// <summary>One line that is proposed. <see cref="Product"/> is null where several fit or none does; what fits then
/// stands in <see cref="Candidates"/>. Warnings: <c>no_quantity</c>, <c>unknown_product</c>, <c>unit_differs</c>,
/// <c>size_differs</c>, <c>not_in_list</c>, and those of a quantity that nobody can confirm: <c>quantity_not_positive</c>,
/// <c>quantity_too_big</c>, <c>quantity_not_step</c>.</summary>
internal sealed record OrderLineReading
{
    public required string Text { get; init; }
    public string? Product { get; init; }
    public IReadOnlyList<string> Candidates { get; init; } = [];
    public required Quantity Quantity { get; init; }
    public required QuantitySource Source { get; init; }
    public Quantity Free { get; init; }
    public bool ByListNumber { get; init; }
    public string? Note { get; init; }
    public required Confidence Confidence { get; init; }
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The reading of one text: it proposes and saves nothing.</summary>
internal sealed record OrderReading
{
    public required OrderTextKind Kind { get; init; }

    /// <summary>The code that decides; null where the text holds several.</summary>
    public string? Code => Codes.Count == 1 ? Codes[0] : null;
    public IReadOnlyList<string> Codes { get; init; } = [];
    public IReadOnlyList<OrderLineReading> Lines { get; init; } = [];
    public string? Name { get; init; }
    public string? Address { get; init; }
    public bool PhoneSeen { get; init; }

    /// <summary>Sums that the text names, as digits. Noted and never used: prices come from the offer.</summary>
    public IReadOnlyList<string> AmountsSeen { get; init; } = [];

    /// <summary>Why a person takes over: <c>complaint</c>, <c>refund</c>, <c>damaged</c>, <c>privacy</c>, <c>person</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 in hex of the normalised text; null for a text that was not read.</summary>
    public string? Fingerprint { get; init; }
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A message that the seller may want to keep as an order.</summary>
    public bool IsProposal => Kind is OrderTextKind.Order or OrderTextKind.OrderCode;
}
