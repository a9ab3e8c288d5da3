using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>Who sees which report. Asked by every page, file, count and command about reports.</summary>
internal sealed class ReportDesk(JisrDb db, AccessGate gate, IUnitTree units, ICurrentActor current, TimeProvider clock)
{
    /// <summary>The pages; each report is asked about beside it.</summary>
    public const string See = "report.see";
    public const string Protect = "report.protect";
    public const string Review = "report.review";
    public const string Staff = "report.staff";

    /// <summary>Reports on one page of the queues.</summary>
    public const int PageSize = 100;

    /// <summary>All cases that wait, oldest first within a queue, the most urgent queue first: none is left out, so that a queue
    /// of many never hides an urgent one.</summary>
    public async Task<IReadOnlyList<Report>> WaitingAsync(CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var rows = await db.Set<Report>()
            .AsNoTracking()
            .Where(r => r.LeadId == null && r.State != "closed" && r.State != "erased" && r.State != "decided")
            .OrderBy(r => r.At)
            .ToListAsync(ct);
        var excluded = await ExcludedAsync([.. rows.Select(r => r.Id)], ct);
        return
        [
            .. rows.Where(r => Sees(actor, r, excluded[r.Id]))
                .OrderBy(r => ReportRules.Queues.Index().First(q => q.Item == r.Queue).Index)
                .ThenBy(r => r.At)
                .ThenBy(r => r.Id),
        ];
    }

    /// <summary>How many reports each case has.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountsAsync(IReadOnlyList<Guid> leads, CancellationToken ct)
    {
        var more = await db.Set<Report>()
            .Where(r => r.LeadId != null && leads.Contains(r.LeadId.Value))
            .GroupBy(r => r.LeadId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return leads.ToDictionary(l => l, l => 1 + more.GetValueOrDefault(l));
    }

    /// <summary>A report, or null when it is not there for her.</summary>
    public async Task<Report?> FindAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, await current.GetAsync(ct), ct);

    public async Task<Report?> FindAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var report = await db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        return report is not null && Sees(actor, report, (await ExcludedAsync([id], ct))[id]) ? report : null;
    }

    /// <summary>What a command about a report touches: the rights were asked here, more finely than a unit can say.</summary>
    public async Task<Reach> ReachAsync(Guid id, Actor actor, CancellationToken ct) =>
        await FindAsync(id, actor, ct) is not null ? Reach.Anywhere : Reach.Missing;

    /// <summary>Reports she was told of because nobody had looked in time.</summary>
    public async Task<IReadOnlyList<Report>> ToldAsync(CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        if (actor.AccountId is not { } me)
            return [];
        var rows = await (
            from alert in db.Set<ReportAlert>().AsNoTracking()
            join report in db.Set<Report>() on alert.ReportId equals report.Id
            where alert.AccountId == me && report.FirstLookAt == null
            orderby report.At
            select report
        ).ToListAsync(ct);
        var excluded = await ExcludedAsync([.. rows.Select(r => r.Id)], ct);
        return [.. rows.Where(r => Sees(actor, r, excluded[r.Id]))];
    }

    /// <summary>Notes that she reads a report or a file of it; awaited before it is shown.</summary>
    public async Task NoteAsync(Guid report, Guid? evidence, CancellationToken ct)
    {
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        db.Add(
            new ReportLook
            {
                Id = NewId.Next(),
                ReportId = report,
                EvidenceId = evidence,
                ActorId = (await current.GetAsync(ct)).AccountId,
                At = Clock.Now(clock),
            }
        );
        await db.SaveChangesAsync(ct);
    }

    private bool Sees(Actor actor, Report report, IEnumerable<UnitId> excluded)
    {
        if (actor.IsSystem)
            return true;
        var released = report.ReleasedAt is not null;
        // Also who holds a role elsewhere beside one in that organisation: she works with the one who is named.
        if (!released && excluded.Any(x => actor.Grants.Any(g => units.IsAtOrBelow(g.UnitId, x))))
            return false;
        if (report.NamesStaff && !released)
            return gate.UnitsWith(actor, Staff).Count > 0 || gate.May(actor, Protect, Reach.Unit(UnitId.Root));
        var permission = report.Queue is ReportRules.Critical or ReportRules.Safeguarding ? Protect : Review;
        return gate.May(actor, permission, Reach.Unit(report.UnitId));
    }

    private async Task<ILookup<Guid, UnitId>> ExcludedAsync(IReadOnlyList<Guid> reports, CancellationToken ct) =>
        (await db.Set<ExcludedUnit>().AsNoTracking().Where(e => reports.Contains(e.ReportId)).ToListAsync(ct)).ToLookup(
            e => e.ReportId,
            e => e.UnitId
        );
}
