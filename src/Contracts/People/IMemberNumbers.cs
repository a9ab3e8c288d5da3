using Jisr.Kernel.Ids;

namespace Jisr.Contracts.People;

/// <summary>Numbers for cards that a device may give out while it has no line.</summary>
public interface IMemberNumbers
{
    /// <summary>A fresh block for a device; empty when it has asked for too many today.</summary>
    Task<IReadOnlyList<string>> ReserveAsync(Guid device, CancellationToken ct);

    /// <summary>Who holds the card with this number, and the number as it is written; null when nobody does. Asked by the
    /// program itself where the holder stands by: her name is not told.</summary>
    Task<(PartyId Party, string Number)?> HolderOfAsync(string typed, CancellationToken ct);
}
