using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Kept;

/// <summary>What was sent is not done, and why not is written down.</summary>
internal sealed record DismissKept(Guid ItemId, string Reason) : ICommand
{
    public static string Kind => "worklist.dismiss";
}

internal sealed class DismissKeptHandler(JisrDb db, Sealer sealer) : IHandle<DismissKept>
{
    public Task<Reach> ReachAsync(DismissKept command, CommandScope scope, CancellationToken ct) =>
        KeptReach.OfAsync(db, command.ItemId, scope.Actor, ct);

    public void Check(DismissKept command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 500);

    public async Task<Outcome> HandleAsync(DismissKept command, CommandScope scope, CancellationToken ct)
    {
        var item = await db.Set<WorklistItem>().SingleAsync(i => i.Id == command.ItemId, ct);
        if (item.State is not (WorklistStates.Open or WorklistStates.Quarantined))
            return Outcome.No("KEPT_CLOSED");
        item.State = WorklistStates.Dismissed;
        item.ById = scope.Actor.AccountId;
        item.ClosedAt = scope.Now;
        item.Reason = sealer.Seal(command.Reason.Trim(), "kernel_worklist_item", "reason", item.Id);
        return new Outcome.Done { Subject = item.Id };
    }
}
