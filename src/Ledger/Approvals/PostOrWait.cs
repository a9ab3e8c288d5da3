using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Journal;

namespace Jisr.Ledger.Approvals;

/// <summary>Posts, or keeps what only a second person may let through: nothing that happened is lost.</summary>
internal sealed class PostOrWait(JisrDb db, JournalWriter writer)
{
    public async Task<(Problem? Problem, bool Waits)> SendAsync(
        Posting posting,
        UnitId unit,
        CommandScope scope,
        CancellationToken ct
    )
    {
        if (await writer.PostAsync(posting, scope, ct) is not { } problem)
            return (null, false);
        // The future is nobody's to allow.
        if (!PostingRules.AnotherPersonHelps(problem) || scope.OccurredAt > scope.Now + PostingCheck.Ahead)
            return (problem, false);
        if (await db.Set<WaitingPosting>().FindAsync([posting.Id], ct) is null)
            db.Add(WaitingPosting.Of(posting, unit, problem.Code, scope));
        return (null, true);
    }

    /// <summary>The answer to the command that posted; says so where it waits.</summary>
    public static Outcome Done(CommandScope scope, bool waits) =>
        new Outcome.Done { Subject = scope.Id.Value, Notes = waits ? [new Problem("WAITS_FOR_APPROVAL")] : [] };
}
