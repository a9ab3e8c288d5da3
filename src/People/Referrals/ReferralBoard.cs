using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Referrals;

/// <summary>A page of what is asked of a receiver.</summary>
/// <param name="Rows">The referrals.</param>
/// <param name="Names">Of those whose referral was taken on.</param>
/// <param name="Next">After which one the next page starts; null on the last.</param>
internal sealed record AskedReferrals(
    IReadOnlyList<Referral> Rows,
    IReadOnlyDictionary<PartyId, string> Names,
    Guid? Next
);

/// <summary>Reads referrals: of one woman, or those that ask a receiver.</summary>
internal sealed class ReferralBoard(JisrDb db, Desk desk, ReadLog log)
{
    public const int PageSize = 25;

    /// <summary>Those of one woman, the newest first, and after which one the next page starts.</summary>
    public async Task<(IReadOnlyList<Referral> Rows, Guid? Next)> OfAsync(
        PartyId party,
        Guid? after,
        CancellationToken ct
    )
    {
        var all = db.Set<Referral>().AsNoTracking().Where(r => r.PartyId == party);
        if (after is { } last && await all.SingleOrDefaultAsync(r => r.Id == last, ct) is { } from)
            all = all.Where(r => r.At < from.At || (r.At == from.At && r.Id < from.Id));
        var rows = await all.OrderByDescending(r => r.At)
            .ThenByDescending(r => r.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }

    /// <summary>What is asked of her units, who waits longest first. A name is shown once it was taken on, and that is written
    /// down.</summary>
    public async Task<AskedReferrals> AskedAsync(Guid? after, CancellationToken ct)
    {
        var units = (await desk.UnitsAsync(AcceptReferral.Kind, ct)).Select(u => u.Id).ToList();
        var all = db.Set<Referral>().AsNoTracking().Where(r => units.Contains(r.ToUnitId));
        // The last one of a page may be done with meanwhile: its place in the row stays.
        if (after is { } last && await all.SingleOrDefaultAsync(r => r.Id == last, ct) is { } from)
            all = all.Where(r => r.At > from.At || (r.At == from.At && r.Id > from.Id));
        var read = await all.Where(r => r.State == Referral.Proposed || r.State == Referral.Accepted)
            .OrderBy(r => r.At)
            .ThenBy(r => r.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var rows = read.Take(PageSize).ToList();
        var shown = rows.Where(r => r.State == Referral.Accepted).Select(r => r.PartyId).Distinct().ToList();
        if (shown.Count > 0)
            await log.WriteAsync(ReadAction.List, shown, "name", units[0], OpenedByReferral, ct);
        var names = await db.Set<Person>()
            .AsNoTracking()
            .Where(p => shown.Contains(p.PartyId))
            .ToDictionaryAsync(p => p.PartyId, p => p.FullName, ct);
        return new AskedReferrals(rows, names, read.Count > PageSize ? rows[^1].Id : null);
    }

    private const string OpenedByReferral = Openings.OpenedFiles.Referred;
}
