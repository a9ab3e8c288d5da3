namespace Jisr.Contracts.People;

/// <summary>Numbers for cards that a device may give out while it has no line.</summary>
public interface IMemberNumbers
{
    /// <summary>A fresh block for a device; empty when it has asked for too many today.</summary>
    Task<IReadOnlyList<string>> ReserveAsync(Guid device, CancellationToken ct);
}
