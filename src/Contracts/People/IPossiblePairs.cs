using Jisr.Kernel.Ids;

namespace Jisr.Contracts.People;

/// <summary>Pairs of records that were found to be alike and that a person decides about.</summary>
public interface IPossiblePairs
{
    /// <summary>The pair of two records, in either order; null where they were never found to be alike.</summary>
    Task<Guid?> OfAsync(PartyId one, PartyId other, CancellationToken ct);
}
