using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;

namespace Jisr.Ledger.Payouts;

/// <summary>It is not paid after all; what was reserved is free again.</summary>
internal sealed record CancelPayout(Guid PayoutId) : ICommand
{
    public static string Kind => "payout.cancel";
}

internal sealed class CancelPayoutHandler(PayoutSteps steps, IHolds holds) : IHandle<CancelPayout>
{
    public Task<Reach> ReachAsync(CancelPayout command, CommandScope scope, CancellationToken ct) =>
        steps.EitherAsync(command.PayoutId, ct);

    public async Task<Outcome> HandleAsync(CancelPayout command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.PayoutId, ct);
        if (row.State is not (Payout.Requested or Payout.Approved))
            return Outcome.No("STEP_NOT_POSSIBLE");
        // One whose time is over is free already.
        if (row.HoldId is { } hold && await holds.ReleaseAsync(hold, scope, ct) is { Code: not "HOLD_RESOLVED" } no)
            return new Outcome.Refused([no]);
        (row.State, row.EndedAt) = (Payout.Cancelled, scope.Now);
        row.Version++;
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }
}
