using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Referrals;

/// <summary>Reads referrals: of one woman, or those that ask a receiver.</summary>
internal sealed class ReferralBoard(JisrDb db, Desk desk, ReadLog log)
{
    public async Task<IReadOnlyList<Referral>> OfAsync(PartyId party, CancellationToken ct) =>
        await db.Set<Referral>()
            .AsNoTracking()
            .Where(r => r.PartyId == party)
            .OrderByDescending(r => r.At)
            .Take(50)
            .ToListAsync(ct);

    /// <summary>What is asked of her units. A name is shown once it was taken on, and that is written down.</summary>
    public async Task<(IReadOnlyList<Referral> Rows, IReadOnlyDictionary<PartyId, string> Names)> AskedAsync(
        CancellationToken ct
    )
    {
        var units = (await desk.UnitsAsync(AcceptReferral.Kind, ct)).Select(u => u.Id).ToList();
        var rows = await db.Set<Referral>()
            .AsNoTracking()
            .Where(r => units.Contains(r.ToUnitId))
            .Where(r => r.State == Referral.Proposed || r.State == Referral.Accepted)
            .OrderBy(r => r.At)
            .Take(100)
            .ToListAsync(ct);
        var shown = rows.Where(r => r.State == Referral.Accepted).Select(r => r.PartyId).Distinct().ToList();
        if (shown.Count > 0)
            await log.WriteAsync(ReadAction.List, shown, "name", units[0], OpenedByReferral, ct);
        var names = await db.Set<Person>()
            .AsNoTracking()
            .Where(p => shown.Contains(p.PartyId))
            .ToDictionaryAsync(p => p.PartyId, p => p.FullName, ct);
        return (rows, names);
    }

    private const string OpenedByReferral = Openings.OpenedFiles.Referred;
}
