using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>A second registration that is thought to be hers: when it was made and at which centre, and nothing more
/// before she has said so herself.</summary>
internal sealed record OwnMatch(Guid Id, UnitId Unit, string? HerWord);

/// <summary>What she may see of pairs that she is in.</summary>
internal sealed class OwnMatches(JisrDb db)
{
    private const int Most = 10;

    public async Task<IReadOnlyList<OwnMatch>> OfAsync(PartyId me, CancellationToken ct) =>
        await (
            from match in db.Set<PossibleMatch>().AsNoTracking()
            join other in db.Set<Party>() on (match.A == me ? match.B : match.A) equals other.Id
            where (match.A == me || match.B == me) && match.State == "open" && match.Strength == "strong"
            orderby match.Id
            select new OwnMatch(match.Id, other.HomeUnitId, match.HerWord)
        )
            .Take(Most)
            .ToListAsync(ct);
}
