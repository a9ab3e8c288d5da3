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

/// <summary>A market run is settled: every bag was handed over or taken back. The amount is what it brought less what it
/// cost, below 0 where it lost.</summary>
public sealed record RunSettled : JisrEvent;

/// <summary>It was decided what comes of a buyer's complaint. <see cref="JisrEvent.Detail"/> is what she gets: refund-cash,
/// credit, replace or none; the amount is what was made good.</summary>
public sealed record ClaimDecided : JisrEvent;
