using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Approvals;

/// <summary>The second person says no; the asking stays to be read, nothing is posted.</summary>
internal sealed record DeclinePosting(Guid PostingId, string Reason) : ICommand
{
    public static string Kind => "posting.decline";
}

internal sealed class DeclinePostingHandler(JisrDb db) : IHandle<DeclinePosting>
{
    public async Task<Reach> ReachAsync(DeclinePosting command, CommandScope scope, CancellationToken ct) =>
        await WaitingReach.OfAsync(db, command.PostingId, ct);

    public void Check(DeclinePosting command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(DeclinePosting command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, WaitingPostingTable.Name, "id", command.PostingId, ct);
        var row = await db.Set<WaitingPosting>().SingleAsync(w => w.Id == command.PostingId, ct);
        if (row.State != WaitingPosting.Waiting)
            return Outcome.No("STEP_NOT_POSSIBLE");
        (row.State, row.DecidedBy, row.DecidedAt) = (WaitingPosting.Declined, scope.Actor.AccountId?.Value, scope.Now);
        row.Answer = command.Reason.Trim();
        return new Outcome.Done { Subject = row.Id };
    }
}
