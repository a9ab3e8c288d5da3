using Jisr.Kernel.Events;

namespace Jisr.Contracts.Market;

/// <summary>A shop opened its doors.</summary>
public sealed record ShopOpened : JisrEvent;

/// <summary>An order was placed.</summary>
public sealed record OrderPlaced : JisrEvent;

/// <summary>A line reached its buyer; the amount is its final total.</summary>
public sealed record LineDelivered : JisrEvent;

/// <summary>An order is done.</summary>
public sealed record OrderClosed : JisrEvent;
