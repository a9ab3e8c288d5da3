using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>Who may look at a record of a pair and decide: those of its unit; where nobody has for two weeks, those of
/// the unit above it too (matching.md §9.6).</summary>
internal sealed class PairDoor(JisrDb db, AccessGate gate, UnitTree units)
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(14);

    /// <summary>The pair with its two parties.</summary>
    public async Task<(PossibleMatch Match, Party A, Party B)?> FindAsync(Guid id, CancellationToken ct)
    {
        var row = await (
            from match in db.Set<PossibleMatch>()
            join a in db.Set<Party>() on match.A equals a.Id
            join b in db.Set<Party>() on match.B equals b.Id
            where match.Id == id
            select new
            {
                match,
                a,
                b,
            }
        ).SingleOrDefaultAsync(ct);
        return row is null ? null : (row.match, row.a, row.b);
    }

    /// <summary>The unit at which the actor holds the permission for a record of that home; null where she does
    /// not.</summary>
    public UnitId? Holds(Actor actor, string permission, UnitId home, DateTimeOffset openSince, DateTimeOffset now)
    {
        if (gate.May(actor, permission, Reach.Unit(home)))
            return home;
        return
            now - openSince > Patience
            && units.ParentOf(home) is { } above
            && gate.May(actor, permission, Reach.Unit(above))
            ? above
            : null;
    }

    /// <summary>Both records must be hers to see: who sees one side only cannot compare.</summary>
    public Reach OfBoth(
        Actor actor,
        string permission,
        (PossibleMatch Match, Party A, Party B) pair,
        DateTimeOffset now
    ) =>
        Holds(actor, permission, pair.A.HomeUnitId, pair.Match.CreatedAt, now) is not null
        && Holds(actor, permission, pair.B.HomeUnitId, pair.Match.CreatedAt, now) is { } unit
            ? Reach.Unit(unit)
            : Reach.Missing;
}
