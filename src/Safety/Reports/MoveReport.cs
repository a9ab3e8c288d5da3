using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>Puts a case into another queue.</summary>
internal sealed record MoveReport(Guid ReportId, string Queue) : ICommand
{
    public static string Kind => "report.move";
}

internal sealed class MoveReportHandler(JisrDb db, ReportDesk desk) : IHandle<MoveReport>
{
    public Task<Reach> ReachAsync(MoveReport command, CommandScope scope, CancellationToken ct) =>
        desk.ReachAsync(command.ReportId, scope.Actor, ct);

    public void Check(MoveReport command, Problems problems, CommandScope scope)
    {
        if (!ReportRules.Queues.Contains(command.Queue))
            problems.Add("queue", "CHOOSE_ONE");
    }

    public async Task<Outcome> HandleAsync(MoveReport command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Report.Table, "id", command.ReportId, ct);
        var report = await db.Set<Report>().SingleAsync(r => r.Id == command.ReportId, ct);
        if (!report.IsHeldBy(scope.Actor.AccountId, scope.Now))
            return Outcome.No("HOLD_FIRST");
        report.Queue = command.Queue;
        // Who takes it from there begins anew, and her time runs from now.
        report.LockBy = null;
        report.LockUntil = null;
        report.FirstLookAt = null;
        report.State = report.State == "triaged" ? "new" : report.State;
        scope.Later(
            new FirstLookDue(report.Id),
            scope.Now + (report.AppealedAt is null ? ReportRules.FirstLook(command.Queue) : ReportRules.AppealTime)
        );
        return new Outcome.Done { Subject = report.Id };
    }
}
