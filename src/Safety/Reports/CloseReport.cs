using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>The time for an appeal is over. Nobody's right: the program itself.</summary>
internal sealed record CloseReport(Guid ReportId) : ICommand
{
    public static string Kind => "report.close";
}

/// <summary>The time for an appeal is over.</summary>
internal sealed record ReportCloseDue(Guid ReportId) : IMessage
{
    public static string Name => "safety.report-close-due";
}

internal sealed class CloseReportHandler(JisrDb db, IUnitTree units) : IHandle<CloseReport>
{
    public Task<Reach> ReachAsync(CloseReport command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public async Task<Outcome> HandleAsync(CloseReport command, CommandScope scope, CancellationToken ct)
    {
        var report = await db.Set<Report>().SingleOrDefaultAsync(r => r.Id == command.ReportId, ct);
        // Appealed meanwhile, or closed already: nothing to do.
        if (report is { State: "decided" })
            ReportClosing.Close(report, scope, units);
        return new Outcome.Done { Subject = command.ReportId };
    }
}

internal sealed class CloseDueReports(CommandPipeline pipeline) : IReact<ReportCloseDue>
{
    public Task ReactAsync(ReportCloseDue message, Guid messageId, CancellationToken ct) =>
        pipeline.SendAsync(
            new Envelope<CloseReport>(new CommandId(messageId), new CloseReport(message.ReportId)),
            Actor.System,
            Door.System,
            ct
        );
}
