using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Approvals;

/// <summary>The second person says yes: what waited is posted as it was asked for.</summary>
internal sealed record AgreePosting(Guid PostingId) : ICommand
{
    public static string Kind => "posting.agree";
}

internal sealed class AgreePostingHandler(JisrDb db, TwoPeople people, JournalWriter writer, SuspenseTasks tasks)
    : IHandle<AgreePosting>
{
    public async Task<Reach> ReachAsync(AgreePosting command, CommandScope scope, CancellationToken ct) =>
        await WaitingReach.OfAsync(db, command.PostingId, ct);

    public async Task<Outcome> HandleAsync(AgreePosting command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, WaitingPostingTable.Name, "id", command.PostingId, ct);
        var row = await db.Set<WaitingPosting>().SingleAsync(w => w.Id == command.PostingId, ct);
        if (row.State != WaitingPosting.Waiting)
            return Outcome.No("STEP_NOT_POSSIBLE");
        if (people.Agree(row.Id, row.AskedBy, scope) is { } same)
            return new Outcome.Refused([same]);
        // Seen by the rule that asks for it, which reads the table.
        await db.SaveChangesAsync(ct);
        if (await writer.PostForAsync(row.ToPosting(), row.AskedBy, row.OccurredAt, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        (row.State, row.DecidedBy, row.DecidedAt) = (WaitingPosting.Agreed, scope.Actor.AccountId?.Value, scope.Now);
        if (row.Kind == "suspense.clear")
            await tasks.CloseAsync(row.SourceId, scope.Now, ct);
        return new Outcome.Done { Subject = row.Id };
    }
}

/// <summary>Where a waiting posting belongs.</summary>
internal static class WaitingReach
{
    public static async Task<Reach> OfAsync(JisrDb db, Guid id, CancellationToken ct) =>
        await db.Set<WaitingPosting>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is { } row
            ? Reach.Unit(row.UnitId)
            : Reach.Missing;
}
