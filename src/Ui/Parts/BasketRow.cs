namespace Jisr.Ui.Parts;

/// <summary>A line of a basket or an order in words: what, how much of it, for how much.</summary>
public sealed record BasketRow(string Title, string Amount, string Sum, string? Note = null);
