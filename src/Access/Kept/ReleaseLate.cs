using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Kept;

/// <summary>The unit lead lets in what came late. It is then applied as its writer's, by <see cref="SyncSweep"/>.</summary>
internal sealed record ReleaseLate(Guid ItemId) : ICommand
{
    public static string Kind => "late-delivery.release";
}

internal sealed class ReleaseLateHandler(JisrDb db) : IHandle<ReleaseLate>
{
    public Task<Reach> ReachAsync(ReleaseLate command, CommandScope scope, CancellationToken ct) =>
        KeptReach.OfAsync(db, command.ItemId, scope.Actor, ct);

    public async Task<Outcome> HandleAsync(ReleaseLate command, CommandScope scope, CancellationToken ct)
    {
        var item = await db.Set<WorklistItem>().SingleAsync(i => i.Id == command.ItemId, ct);
        if (item.State != WorklistStates.Quarantined)
            return Outcome.No("KEPT_CLOSED");
        // It is a second person's decision; about a phone of her own there is no second.
        if (
            item.ActorId is { } writer
            && writer == scope.Actor.AccountId
            && !await KeptReach.OfHer(db, writer).AnyAsync(i => i.Id == item.Id, ct)
        )
            return Outcome.No("NOT_YOUR_OWN");
        item.State = WorklistStates.Released;
        item.ById = scope.Actor.AccountId;
        item.ClosedAt = scope.Now;
        return new Outcome.Done { Subject = item.Id };
    }
}
