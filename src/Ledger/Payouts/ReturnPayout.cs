using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Ledger.Tasks;

namespace Jisr.Ledger.Payouts;

/// <summary>It failed or was refused after it was sent: the cash is here again and she is owed it again.</summary>
internal sealed record ReturnPayout(Guid PayoutId, string Reason) : ICommand
{
    public static string Kind => "payout.return";
}

internal sealed class ReturnPayoutHandler(PayoutSteps steps, MoneyTasks tasks, ILedger ledger) : IHandle<ReturnPayout>
{
    public Task<Reach> ReachAsync(ReturnPayout command, CommandScope scope, CancellationToken ct) =>
        steps.PayerAsync(command.PayoutId, ct);

    public void Check(ReturnPayout command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(ReturnPayout command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.PayoutId, ct);
        if (row.State != Payout.Sent || row.TransferId is not null)
            return Outcome.No("STEP_NOT_POSSIBLE");
        var reason = command.Reason.Trim();
        var problem = await ledger.PostAsync(
            new Posting(
                row.BookId,
                "payout.return",
                [
                    Leg.Debit(row.Cash, row.Handed),
                    Leg.Credit(row.Owed, row.Amount),
                    .. PayoutSteps.Rounding(row, -row.RoundedMinor),
                ]
            )
            {
                Id = scope.Id.Value,
                SourceKind = "payout",
                SourceId = row.Id,
                Reason = reason,
            },
            scope,
            ct
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        (row.State, row.EndedAt, row.Reason) = (Payout.Returned, scope.Now, reason);
        row.Version++;
        await tasks.DoneAsync(MoneyTask.Unconfirmed, row.Id, scope.Now, ct);
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }
}
