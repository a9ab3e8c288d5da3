using Jisr.Kernel.Ids;

namespace Jisr.Market;

/// <summary>The public face of one party.</summary>
internal readonly record struct ShopId(Guid Value) : IId<ShopId>
{
    public static ShopId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a shop sells.</summary>
internal readonly record struct ProductId(Guid Value) : IId<ProductId>
{
    public static ProductId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What one can put in a bag.</summary>
internal readonly record struct VariantId(Guid Value) : IId<VariantId>
{
    public static VariantId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A price from a moment on.</summary>
internal readonly record struct PriceVersionId(Guid Value) : IId<PriceVersionId>
{
    public static PriceVersionId From(Guid value) => new(value);
}

/// <summary>A buyer, as one shop knows her.</summary>
internal readonly record struct ContactId(Guid Value) : IId<ContactId>
{
    public static ContactId From(Guid value) => new(value);
}

/// <summary>What a buyer asked of a shop.</summary>
internal readonly record struct OrderId(Guid Value) : IId<OrderId>
{
    public static OrderId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A line of an order.</summary>
internal readonly record struct OrderLineId(Guid Value) : IId<OrderLineId>
{
    public static OrderLineId From(Guid value) => new(value);
}

/// <summary>Cash that was handed over for an order.</summary>
internal readonly record struct PaymentId(Guid Value) : IId<PaymentId>
{
    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A market run: one window of orders, one market day, one share-out.</summary>
internal readonly record struct RunId(Guid Value) : IId<RunId>
{
    public static RunId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A place to walk to and buy from.</summary>
internal readonly record struct StallId(Guid Value) : IId<StallId>
{
    public static StallId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a run offers of a variant.</summary>
internal readonly record struct OfferId(Guid Value) : IId<OfferId>
{
    public static OfferId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What must be bought of a variant on a run.</summary>
internal readonly record struct BuyLineId(Guid Value) : IId<BuyLineId>
{
    public static BuyLineId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What was bought, where, for how much.</summary>
internal readonly record struct BuyEntryId(Guid Value) : IId<BuyEntryId>
{
    public static BuyEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What became otherwise with a line, and why.</summary>
internal readonly record struct LineChangeId(Guid Value) : IId<LineChangeId>
{
    public static LineChangeId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One courier's ordered list of doors.</summary>
internal readonly record struct RoundId(Guid Value) : IId<RoundId>
{
    public static RoundId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a text seems to ask for, until the seller says yes or no.</summary>
internal readonly record struct ProposalId(Guid Value) : IId<ProposalId>
{
    public static ProposalId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One door of a round.</summary>
internal readonly record struct StopId(Guid Value) : IId<StopId>
{
    public static StopId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A bag of cash that a courier hands over.</summary>
internal readonly record struct HandOverId(Guid Value) : IId<HandOverId>
{
    public static HandOverId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Goods left with a shop that still belong to their owner.</summary>
internal readonly record struct LotId(Guid Value) : IId<LotId>
{
    public static LotId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One move of a lot.</summary>
internal readonly record struct LotEntryId(Guid Value) : IId<LotEntryId>
{
    public static LotEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A counter or a fair stand, from its opening to its count.</summary>
internal readonly record struct CounterId(Guid Value) : IId<CounterId>
{
    public static CounterId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Sold and paid at once at a counter.</summary>
internal readonly record struct CounterSaleId(Guid Value) : IId<CounterSaleId>
{
    public static CounterSaleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A chat that a seller imports from time to time.</summary>
internal readonly record struct ChatId(Guid Value) : IId<ChatId>
{
    public static ChatId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A buyer says that something is wrong with goods that reached her.</summary>
internal readonly record struct ClaimId(Guid Value) : IId<ClaimId>
{
    public static ClaimId From(Guid value) => new(value);

    // Of two of one moment, on a list that is read page by page.
    public static bool operator <(ClaimId a, ClaimId b) => a.Value < b.Value;

    public static bool operator >(ClaimId a, ClaimId b) => a.Value > b.Value;

    public override string ToString() => Value.ToString();
}

/// <summary>What a buyer says of goods that reached her.</summary>
internal readonly record struct FeedbackId(Guid Value) : IId<FeedbackId>
{
    public static FeedbackId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a shop remembers of a buyer for a while.</summary>
internal readonly record struct BuyerMarkId(Guid Value) : IId<BuyerMarkId>
{
    public static BuyerMarkId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A tracked link: by it a promoter brings buyers to a shop.</summary>
internal readonly record struct LinkId(Guid Value) : IId<LinkId>
{
    public static LinkId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
