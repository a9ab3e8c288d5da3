using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Custody;

/// <summary>It receives nothing more; what it still has can leave it.</summary>
internal sealed record DeactivateCustodian(Guid CustodianId) : ICommand
{
    public static string Kind => "custodian.deactivate";
}

/// <summary>It may receive again.</summary>
internal sealed record ActivateCustodian(Guid CustodianId) : ICommand
{
    public static string Kind => "custodian.activate";
}

internal sealed class DeactivateCustodianHandler(JisrDb db, CustodianReach reach) : IHandle<DeactivateCustodian>
{
    public Task<Reach> ReachAsync(DeactivateCustodian command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public Task<Outcome> HandleAsync(DeactivateCustodian command, CommandScope scope, CancellationToken ct) =>
        CustodianState.SetAsync(db, command.CustodianId, active: false, ct);
}

internal sealed class ActivateCustodianHandler(JisrDb db, CustodianReach reach) : IHandle<ActivateCustodian>
{
    public Task<Reach> ReachAsync(ActivateCustodian command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public Task<Outcome> HandleAsync(ActivateCustodian command, CommandScope scope, CancellationToken ct) =>
        CustodianState.SetAsync(db, command.CustodianId, active: true, ct);
}

/// <summary>Both ways of the one switch.</summary>
internal static class CustodianState
{
    public static async Task<Outcome> SetAsync(JisrDb db, Guid custodian, bool active, CancellationToken ct)
    {
        var id = new CustodianId(custodian);
        await db.Storage.LockRowAsync(db, Custodian.Table, "id", custodian, ct);
        var row = await db.Set<Custodian>().SingleAsync(c => c.Id == id, ct);
        if (row.Active == active)
            return Outcome.No("STEP_NOT_POSSIBLE");
        row.Active = active;
        row.Version++;
        return new Outcome.Done { Subject = custodian, Version = row.Version };
    }
}
