using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>The time of the first look is over.</summary>
internal sealed record FirstLookDue(Guid ReportId) : IMessage
{
    public static string Name => "safety.first-look-due";
}

/// <summary>Where nobody has looked by then, the deputy and the platform's safeguarding are told.</summary>
internal sealed class TellDeputies(JisrDb db, IRoleHolders holders, TimeProvider clock) : IReact<FirstLookDue>
{
    public async Task ReactAsync(FirstLookDue message, Guid messageId, CancellationToken ct)
    {
        var report = await db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == message.ReportId, ct);
        if (report is not { FirstLookAt: null, State: "new" or "appealed" })
            return;
        var to = new HashSet<AccountId>(await holders.AtAsync(Roles.SafeguardingOfficer, UnitId.Root, ct));
        // The one who had it first is not told again: whoever comes after her at the unit is. An appeal is news to all but
        // the one who decided.
        var had = report.State == "appealed" ? 0 : 1;
        if (!report.NamesStaff)
        {
            to.UnionWith((await holders.AtAsync(Roles.SafeguardingOfficer, report.UnitId, ct)).Skip(had));
            if (report.Queue is ReportRules.Money or ReportRules.Content)
                to.UnionWith((await holders.AtAsync(Roles.Reviewer, report.UnitId, ct)).Skip(had));
        }
        if (report.State == "appealed" && report.DecidedBy is { } decided)
            to.Remove(decided);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        // Who was told of the report itself is told of the appeal again.
        await db.Set<ReportAlert>()
            .Where(a => a.ReportId == report.Id && a.At < report.AppealedAt)
            .ExecuteDeleteAsync(ct);
        var told = await db.Set<ReportAlert>()
            .Where(a => a.ReportId == report.Id)
            .Select(a => a.AccountId)
            .ToListAsync(ct);
        foreach (var account in to.Except(told))
            db.Add(
                new ReportAlert
                {
                    Id = NewId.Next(),
                    ReportId = report.Id,
                    AccountId = account,
                    At = Clock.Now(clock),
                }
            );
        await db.SaveChangesAsync(ct);
    }
}
