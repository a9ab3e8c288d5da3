using Jisr.Contracts.Safety;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>Decides a case, with the policy it rests on and a short statement to each side (S-5). What is decided of the
/// lead is decided of all that joined it.</summary>
internal sealed record DecideReport(
    Guid ReportId,
    string PolicyId,
    string Result,
    string ToReporter,
    string? ToOther = null
) : ICommand
{
    public static string Kind => "report.decide";
}

internal sealed class DecideReportHandler(JisrDb db, ReportDesk desk, ReportKey key, IUnitTree units)
    : IHandle<DecideReport>
{
    public Task<Reach> ReachAsync(DecideReport command, CommandScope scope, CancellationToken ct) =>
        desk.ReachAsync(command.ReportId, scope.Actor, ct);

    public void Check(DecideReport command, Problems problems, CommandScope scope)
    {
        if (!ReportRules.Policies.Contains(command.PolicyId))
            problems.Add("policy", "CHOOSE_ONE");
        if (!ReportRules.Results.Contains(command.Result))
            problems.Add("result", "CHOOSE_ONE");
        problems.Text("toReporter", command.ToReporter, 1000);
        problems.Text("toOther", command.ToOther, 1000, required: false);
    }

    public async Task<Outcome> HandleAsync(DecideReport command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Report.Table, "id", command.ReportId, ct);
        var report = await db.Set<Report>().SingleAsync(r => r.Id == command.ReportId, ct);
        if (!report.IsHeldBy(scope.Actor.AccountId, scope.Now))
            return Outcome.No("HOLD_FIRST");
        var isAppeal = report.State == "appealed";
        if (isAppeal && report.DecidedBy == scope.Actor.AccountId)
            return Outcome.No("APPEAL_BY_ANOTHER");
        report.PolicyId = command.PolicyId;
        report.Result = command.Result;
        report.StatementSealed = await key.SealAsync(command.ToReporter.Trim(), "statement_sealed", report.Id, ct);
        report.OtherStatementSealed = command.ToOther?.Trim() is { Length: > 0 } other
            ? await key.SealAsync(other, "other_statement_sealed", report.Id, ct)
            : null;
        report.DecidedBy = scope.Actor.AccountId;
        report.DecidedAt = scope.Now;
        report.LockBy = null;
        report.LockUntil = null;
        report.IsOpen = false;
        report.State = "decided";
        // An appeal is the last word, and bad faith ends in one step.
        if (isAppeal || command.Result == "bad-faith")
            ReportClosing.Close(report, scope, units);
        else
            scope.Later(new ReportCloseDue(report.Id), scope.Now + ReportRules.AppealWithin);
        return new Outcome.Done { Subject = report.Id };
    }
}

/// <summary>The end of a case.</summary>
internal static class ReportClosing
{
    public static void Close(Report report, CommandScope scope, IUnitTree units)
    {
        report.State = "closed";
        report.ClosedAt = scope.Now;
        // S-6: no count of it either, while the organisation it names must not see it.
        var unit = report is { NamesStaff: true, ReleasedAt: null } ? (UnitId?)null : report.UnitId;
        scope.Publish(
            new ReportClosed
            {
                On = units.Today(unit ?? UnitId.Root),
                SourceId = report.Id,
                UnitId = unit,
                Detail = report.Queue,
            }
        );
        scope.Later(new ReportEraseDue(report.Id), scope.Now.AddYears(ReportRules.KeepYears));
    }
}
