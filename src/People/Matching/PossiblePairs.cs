using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>Finds the pair of two records for other modules.</summary>
internal sealed class PossiblePairs(JisrDb db) : IPossiblePairs
{
    public Task<Guid?> OfAsync(PartyId one, PartyId other, CancellationToken ct) =>
        db.Set<PossibleMatch>()
            .AsNoTracking()
            .Where(m => (m.A == one && m.B == other) || (m.A == other && m.B == one))
            .Select(m => (Guid?)m.Id)
            .SingleOrDefaultAsync(ct);
}
