using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>A person looked at both values of a row that came twice with other content, and says what holds: the first
/// (theirs) stays; or the later one is right and was put into her record by hand (yours). Both stay readable.</summary>
internal sealed record SettleConflict(Guid ConflictId, string Choice) : ICommand
{
    public static string Kind => "import.settle-conflict";

    public static readonly IReadOnlyList<string> Choices = ["theirs", "yours"];
}

internal sealed class SettleConflictHandler(JisrDb db) : IHandle<SettleConflict>
{
    public async Task<Reach> ReachAsync(SettleConflict command, CommandScope scope, CancellationToken ct) =>
        await db.Set<ImportConflict>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.ConflictId, ct)
            is { } conflict
            ? Reach.Unit(conflict.UnitId)
            : Reach.Missing;

    public void Check(SettleConflict command, Problems problems, CommandScope scope)
    {
        if (!SettleConflict.Choices.Contains(command.Choice))
            problems.Add("choice", "CHOOSE_ONE");
    }

    public async Task<Outcome> HandleAsync(SettleConflict command, CommandScope scope, CancellationToken ct)
    {
        var conflict = await db.Set<ImportConflict>().SingleAsync(c => c.Id == command.ConflictId, ct);
        if (conflict.State != "open")
            return Outcome.No("CONFLICT_SETTLED");
        conflict.State = "settled";
        conflict.Choice = command.Choice;
        conflict.SettledBy = scope.Actor.AccountId;
        conflict.SettledAt = scope.Now;
        return new Outcome.Done { Subject = conflict.Id };
    }
}
