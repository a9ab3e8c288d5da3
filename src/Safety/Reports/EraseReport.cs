using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>Texts, contact and files of a closed case go; that there was one stays. Nobody's right: the program itself.</summary>
internal sealed record EraseReport(Guid ReportId) : ICommand
{
    public static string Kind => "report.erase";
}

/// <summary>The term of a closed case is over (S-8).</summary>
internal sealed record ReportEraseDue(Guid ReportId) : IMessage
{
    public static string Name => "safety.report-erase-due";
}

internal sealed class EraseReportHandler(JisrDb db) : IHandle<EraseReport>
{
    public Task<Reach> ReachAsync(EraseReport command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public async Task<Outcome> HandleAsync(EraseReport command, CommandScope scope, CancellationToken ct)
    {
        var all = await db.Set<Report>()
            .Where(r => r.Id == command.ReportId || r.LeadId == command.ReportId)
            .ToListAsync(ct);
        foreach (var report in all)
        {
            report.TextSealed = report.ContactSealed = report.AppealSealed = null;
            report.StatementSealed = report.OtherStatementSealed = null;
            report.State = "erased";
        }
        var ids = all.Select(r => r.Id).ToList();
        foreach (var file in await db.Set<Evidence>().Where(e => ids.Contains(e.ReportId)).ToListAsync(ct))
        {
            file.Sealed = [];
            file.ErasedAt = scope.Now;
        }
        return new Outcome.Done { Subject = command.ReportId };
    }
}

internal sealed class EraseDueReports(CommandPipeline pipeline) : IReact<ReportEraseDue>
{
    public Task ReactAsync(ReportEraseDue message, Guid messageId, CancellationToken ct) =>
        pipeline.SendAsync(
            new Envelope<EraseReport>(new CommandId(messageId), new EraseReport(message.ReportId)),
            Actor.System,
            Door.System,
            ct
        );
}
