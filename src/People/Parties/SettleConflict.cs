using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Matching;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>A person says which of two values stands: theirs, which is there, or yours.</summary>
internal sealed record SettleConflict(Guid TaskId, string Choice) : ICommand
{
    public static string Kind => "party.settle-conflict";
}

internal sealed class SettleConflictHandler(
    JisrDb db,
    IUnitTree units,
    Sealer sealer,
    PersonValues values,
    MatchFinder matches
) : IHandle<SettleConflict>
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
        if (command.Choice is not ("theirs" or "yours"))
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
        var party = await db.Set<Party>().SingleAsync(p => p.Id == task.PartyId, ct);
        var yours = sealer.Open(task.Yours, ConflictTask.Table, "yours", task.Id);
        var last = await db.Set<FieldChange>()
            .Where(c => c.PartyId == task.PartyId && c.Group == task.Group)
            .MaxAsync(c => (int?)c.Version, ct);
        var id = NewId.Next();
        db.Add(
            new FieldChange
            {
                Id = id,
                PartyId = task.PartyId,
                Group = task.Group,
                Field = task.Field,
                Version = (last ?? 1) + 1,
                Before = sealer.Seal(values.Of(task.Field), FieldChange.Table, "before", id),
                After = sealer.Seal(yours, FieldChange.Table, "after", id),
                At = scope.Now,
                By = scope.Actor.AccountId,
            }
        );
        values.Apply(
            new Dictionary<string, string>(StringComparer.Ordinal) { [task.Field] = yours },
            scope,
            units.Today(party.HomeUnitId)
        );
        party.Version++;
        if (FieldGroups.IsCompared(task.Field))
            await matches.AgainAsync(values, sealer, scope, FieldGroups.Identifies(task.Field), ct);
    }
}
