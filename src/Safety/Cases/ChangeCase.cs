using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Cases;

/// <summary>Other reasons than before.</summary>
internal sealed record ChangeCase(Guid CaseId, IReadOnlyList<string> Codes, string Blind) : ICommand
{
    public static string Kind => "case.change";
}

internal sealed class ChangeCaseHandler(JisrDb db, CaseKey key, IStepUp step) : IHandle<ChangeCase>
{
    public Task<Reach> ReachAsync(ChangeCase command, CommandScope scope, CancellationToken ct) =>
        CaseReach.OfAsync(db, command.CaseId, ct);

    public void Check(ChangeCase command, Problems problems, CommandScope scope)
    {
        CaseRights.CheckStep(step, problems, scope, command.Blind);
        CaseRights.CheckCodes(command.Codes, problems);
    }

    public async Task<Outcome> HandleAsync(ChangeCase command, CommandScope scope, CancellationToken ct)
    {
        var row = await db.Set<ConfidentialCase>().SingleAsync(c => c.Id == command.CaseId, ct);
        row.CodesSealed = await key.SealCodesAsync(command.Codes, row.Id, ct);
        return new Outcome.Done { Subject = row.Id };
    }
}

/// <summary>An open file belongs to its unit.</summary>
internal static class CaseReach
{
    public static async Task<Reach> OfAsync(JisrDb db, Guid id, CancellationToken ct) =>
        await db.Set<ConfidentialCase>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && c.State == ConfidentialCase.Open, ct)
            is { } row
            ? Reach.Unit(row.UnitId)
            : Reach.Missing;
}
