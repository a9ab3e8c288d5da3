using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>One reviewer takes a case for 20 minutes; the others read.</summary>
internal sealed record HoldReport(Guid ReportId) : ICommand
{
    public static string Kind => "report.hold";
}

internal sealed class HoldReportHandler(JisrDb db, ReportDesk desk) : IHandle<HoldReport>
{
    public Task<Reach> ReachAsync(HoldReport command, CommandScope scope, CancellationToken ct) =>
        desk.ReachAsync(command.ReportId, scope.Actor, ct);

    public async Task<Outcome> HandleAsync(HoldReport command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Report.Table, "id", command.ReportId, ct);
        var report = await db.Set<Report>().SingleAsync(r => r.Id == command.ReportId, ct);
        if (report.IsHeldByOther(scope.Actor.AccountId, scope.Now))
            return Outcome.No("HELD_BY_OTHER");
        if (report.LeadId is not null || report.State is "closed" or "erased")
            return Outcome.No("REPORT_CLOSED");
        report.LockBy = scope.Actor.AccountId;
        report.LockUntil = scope.Now + ReportRules.Hold;
        report.FirstLookAt ??= scope.Now;
        if (report.State == "new")
            report.State = "triaged";
        return new Outcome.Done { Subject = report.Id };
    }
}
