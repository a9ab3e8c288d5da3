using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Cases;

/// <summary>Ends a file; from now on nobody is told of a priority.</summary>
internal sealed record CloseCase(Guid CaseId, string Blind) : ICommand
{
    public static string Kind => "case.close";
}

internal sealed class CloseCaseHandler(JisrDb db, IUnitTree units, IStepUp step) : IHandle<CloseCase>
{
    public Task<Reach> ReachAsync(CloseCase command, CommandScope scope, CancellationToken ct) =>
        CaseReach.OfAsync(db, command.CaseId, ct);

    public void Check(CloseCase command, Problems problems, CommandScope scope) =>
        CaseRights.CheckStep(step, problems, scope, command.Blind);

    public async Task<Outcome> HandleAsync(CloseCase command, CommandScope scope, CancellationToken ct)
    {
        var row = await db.Set<ConfidentialCase>().SingleAsync(c => c.Id == command.CaseId, ct);
        row.State = ConfidentialCase.Closed;
        row.ClosedOn = units.Today(row.UnitId);
        return new Outcome.Done { Subject = row.Id };
    }
}
