using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>The reporter is not content with what was decided; somebody else looks again.</summary>
internal sealed record AppealReport(string Ticket, string Text) : ICommand
{
    public static string Kind => "report.appeal";
}

internal sealed class AppealReportHandler(JisrDb db, ReportKey key) : IHandle<AppealReport>
{
    public async Task<Reach> ReachAsync(AppealReport command, CommandScope scope, CancellationToken ct) =>
        await key.ReadTicketAsync(command.Ticket, scope.Now, ct) is not null ? Reach.Held(true) : Reach.Missing;

    public void Check(AppealReport command, Problems problems, CommandScope scope) =>
        problems.Text("text", command.Text, ReportRules.MostText);

    public async Task<Outcome> HandleAsync(AppealReport command, CommandScope scope, CancellationToken ct)
    {
        var id = (await key.ReadTicketAsync(command.Ticket, scope.Now, ct))!.Value;
        var own = await db.Set<Report>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var lead = own.LeadId ?? own.Id;
        await db.Storage.LockRowAsync(db, Report.Table, "id", lead, ct);
        var report = await db.Set<Report>().SingleAsync(r => r.Id == lead, ct);
        if (report.State != "decided" || scope.Now > report.DecidedAt + ReportRules.AppealWithin)
            return Outcome.No("APPEAL_TOO_LATE");
        report.State = "appealed";
        report.FirstLookAt = null;
        report.AppealedAt = scope.Now;
        report.AppealSealed = await key.SealAsync(command.Text.Trim(), "appeal_sealed", report.Id, ct);
        scope.Later(new FirstLookDue(report.Id), scope.Now + ReportRules.AppealTime);
        return new Outcome.Done { Subject = report.Id };
    }
}
