using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Safety;

/// <summary>The one answer that leaves the confidential compartment (people.md A3.13). It covers several reasons at once,
/// so that it tells none. Asked only for a page whose reader works with the woman.</summary>
public interface IPriority
{
    /// <summary>True when somebody responsible confirmed that her need comes first.</summary>
    Task<bool> IsConfirmedAsync(PartyId party, CancellationToken ct);
}
