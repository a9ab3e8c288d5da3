using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Approvals;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>The money is reserved for her, on both sides. Above the book's limit another person than who asked says so.</summary>
internal sealed record ApprovePayout(Guid PayoutId) : ICommand
{
    public static string Kind => "payout.approve";
}

internal sealed class ApprovePayoutHandler(JisrDb db, PayoutSteps steps, TwoPeople people, IHolds holds)
    : IHandle<ApprovePayout>
{
    /// <summary>What is not sent by then is free again, and needs a new approval.</summary>
    private static readonly TimeSpan Reserved = TimeSpan.FromDays(14);

    public Task<Reach> ReachAsync(ApprovePayout command, CommandScope scope, CancellationToken ct) =>
        steps.PayerAsync(command.PayoutId, ct);

    public async Task<Outcome> HandleAsync(ApprovePayout command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.PayoutId, ct);
        var isOver =
            row is { State: Payout.Approved, HoldId: { } old }
            && (await holds.FindAsync(old, ct))?.State == Holds.Hold.Expired;
        if (row.State != Payout.Requested && !isOver)
            return Outcome.No("STEP_NOT_POSSIBLE");
        if (await steps.TargetProblemAsync(row, scope.Now, ct) is { } target)
            return new Outcome.Refused([target]);
        var limit = await people.LimitAsync(row.BookId, row.Unit, scope.Now, ct) ?? 0;
        var by = scope.Actor.AccountId?.Value;
        if (row.Amount > limit && by == row.RequestedBy)
            return Outcome.No("NEEDS_ANOTHER_PERSON");
        if (by != row.RequestedBy && !await db.Set<Approval>().AnyAsync(a => a.SourceId == row.Id, ct))
            people.Agree(row.Id, row.RequestedBy, scope);
        row.HoldId = PayoutSteps.HoldOf(row.Id, scope);
        var hold = new NewHold(
            row.HoldId.Value,
            row.BookId,
            "payout.send",
            row.Owed,
            row.Cash,
            row.Amount,
            scope.Now + Reserved
        );
        if (await holds.PlaceAsync(hold, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        (row.State, row.ApprovedBy, row.ApprovedAt) = (Payout.Approved, by, scope.Now);
        row.Version++;
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }
}
