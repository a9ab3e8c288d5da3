using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>A person says which of two values stands: theirs, which is there, or yours; or that she has asked the woman
/// and neither does: what stands is then written as a change of its own.</summary>
internal sealed record SettleConflict(Guid TaskId, string Choice) : ICommand
{
    public static string Kind => "party.settle-conflict";
}

internal sealed class SettleConflictHandler(JisrDb db, Sealer sealer, PersonValues values, KeepChanges keep)
    : IHandle<SettleConflict>
{
    public async Task<Reach> ReachAsync(SettleConflict command, CommandScope scope, CancellationToken ct)
    {
        var home = await (
            from task in db.Set<ConflictTask>().AsNoTracking()
            join party in db.Set<Party>() on task.PartyId equals party.Id
            where task.Id == command.TaskId
            select (UnitId?)party.HomeUnitId
        ).SingleOrDefaultAsync(ct);
        return home is { } unit ? Reach.Unit(unit) : Reach.Missing;
    }

    public void Check(SettleConflict command, Problems problems, CommandScope scope)
    {
        if (command.Choice is not ("theirs" or "yours" or "other"))
            problems.Add("choice", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(SettleConflict command, CommandScope scope, CancellationToken ct)
    {
        var task = await db.Set<ConflictTask>().SingleAsync(t => t.Id == command.TaskId, ct);
        await db.Storage.LockRowAsync(db, "people_party", "id", task.PartyId.Value, ct);
        if (task.State != "open")
            return Outcome.No("CONFLICT_CLOSED");
        task.State = "settled";
        task.Choice = command.Choice;
        task.SettledAt = scope.Now;
        task.SettledBy = scope.Actor.AccountId;
        if (command.Choice == "yours")
            await TakeAsync(task, scope, ct);
        return new Outcome.Done { Subject = task.PartyId.Value };
    }

    private async Task TakeAsync(ConflictTask task, CommandScope scope, CancellationToken ct)
    {
        await values.LoadAsync(task.PartyId, ct);
        var yours = sealer.Open(task.Yours, ConflictTask.Table, "yours", task.Id);
        await keep.WriteAsync(
            values,
            task.Group,
            await keep.VersionAsync(task.PartyId, task.Group, ct) + 1,
            new Dictionary<string, string>(StringComparer.Ordinal) { [task.Field] = yours },
            scope,
            ct
        );
    }
}
