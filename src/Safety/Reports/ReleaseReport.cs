using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>Opens a report to the organisation it names; the platform's safeguarding alone may.</summary>
internal sealed record ReleaseReport(Guid ReportId) : ICommand
{
    public static string Kind => "report.release";
}

internal sealed class ReleaseReportHandler(JisrDb db, ReportDesk desk) : IHandle<ReleaseReport>
{
    public async Task<Reach> ReachAsync(ReleaseReport command, CommandScope scope, CancellationToken ct) =>
        await desk.FindAsync(command.ReportId, scope.Actor, ct) is not null ? Reach.Unit(UnitId.Root) : Reach.Missing;

    public async Task<Outcome> HandleAsync(ReleaseReport command, CommandScope scope, CancellationToken ct)
    {
        var report = await db.Set<Report>().SingleAsync(r => r.Id == command.ReportId, ct);
        report.ReleasedAt ??= scope.Now;
        return new Outcome.Done { Subject = report.Id };
    }
}
