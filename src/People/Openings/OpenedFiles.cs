using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Openings;

/// <summary>By what else than her unit a file opens to somebody: for reading, and until it ends. <paramref name="Id"/> is
/// the opening whose reason stands behind each look: its words are kept there alone, where they can be forgotten; the read
/// log forgets nothing.</summary>
internal sealed record Opening(string By, Guid? Id);

/// <summary>Files that open beside the rights of a role: in an emergency, or by a referral that was accepted. It opens the
/// page alone: no change, no telephone, no paper, and never the confidential compartment, which asks the gate only.</summary>
internal sealed class OpenedFiles(JisrDb db, AccessGate gate, TimeProvider clock)
{
    public const string Emergency = "emergency";
    public const string Referred = "referral";

    public async Task<Opening?> OfAsync(Actor actor, PartyId party, CancellationToken ct)
    {
        if (actor.AccountId is not { } me)
            return null;
        var now = Clock.Now(clock);
        var opening = await db.Set<EmergencyOpening>()
            .AsNoTracking()
            .Where(o => o.PartyId == party && o.AccountId == me && o.Until > now)
            .OrderByDescending(o => o.At)
            .Select(o => (Guid?)o.Id)
            .FirstOrDefaultAsync(ct);
        if (opening is not null && gate.HoldsAnywhere(actor, BreakGlass.Kind))
            return new Opening(Emergency, opening);
        var to = await db.Set<Referral>()
            .AsNoTracking()
            .Where(r => r.PartyId == party && r.State == Referral.Accepted)
            .Select(r => r.ToUnitId)
            .ToListAsync(ct);
        return to.Any(u => gate.May(actor, PersonRights.See, Reach.Unit(u))) ? new Opening(Referred, null) : null;
    }

    public const int PageSize = 25;

    /// <summary>Openings of files of these units, the newest first, and after which one the next page starts.</summary>
    public static async Task<(IReadOnlyList<EmergencyOpening> Rows, Guid? Next)> OfUnitsAsync(
        JisrDb db,
        IReadOnlyList<UnitId> units,
        Guid? after,
        CancellationToken ct
    )
    {
        var all = db.Set<EmergencyOpening>().AsNoTracking().Where(o => units.Contains(o.OwnerUnitId));
        if (after is { } last && await all.SingleOrDefaultAsync(o => o.Id == last, ct) is { } from)
            all = all.Where(o => o.At < from.At || (o.At == from.At && o.Id < from.Id));
        var rows = await all.OrderByDescending(o => o.At)
            .ThenByDescending(o => o.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }
}
