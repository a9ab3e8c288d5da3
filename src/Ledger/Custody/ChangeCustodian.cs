using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Custody;

/// <summary>What is known of a custodian changed: its name, licence, limit, or that it was looked at anew. Never its kind.</summary>
internal sealed record ChangeCustodian(
    Guid CustodianId,
    string Label,
    string? Last4 = null,
    string? Licence = null,
    DateOnly? DueDiligenceOn = null,
    long? LimitMinor = null,
    string? LimitUnit = null
) : ICommand
{
    public static string Kind => "custodian.change";
}

internal sealed class ChangeCustodianHandler(JisrDb db, CustodianReach reach, IUnitTree units)
    : IHandle<ChangeCustodian>
{
    public Task<Reach> ReachAsync(ChangeCustodian command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public void Check(ChangeCustodian command, Problems problems, CommandScope scope) =>
        CustodianFields.Check(
            problems,
            command.Label,
            command.Last4,
            command.Licence,
            command.LimitMinor,
            command.LimitUnit
        );

    public async Task<Outcome> HandleAsync(ChangeCustodian command, CommandScope scope, CancellationToken ct)
    {
        var id = new CustodianId(command.CustodianId);
        await db.Storage.LockRowAsync(db, Custodian.Table, "id", id.Value, ct);
        var row = await db.Set<Custodian>().SingleAsync(c => c.Id == id, ct);
        if (command.DueDiligenceOn > units.Today(row.UnitId))
            return Outcome.No("DATE_AHEAD", "dueDiligenceOn");
        row.Label = command.Label.Trim();
        row.Last4 = command.Last4;
        row.Licence = command.Licence?.Trim();
        row.DueDiligenceOn = command.DueDiligenceOn;
        row.LimitMinor = command.LimitMinor;
        row.LimitUnit = command.LimitMinor is null ? null : command.LimitUnit;
        row.Version++;
        return new Outcome.Done { Subject = id.Value, Version = row.Version };
    }
}
