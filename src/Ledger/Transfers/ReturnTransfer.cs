using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Ledger.Payouts;

namespace Jisr.Ledger.Transfers;

/// <summary>Not collected, or refused: the sender's cash is there again.</summary>
internal sealed record ReturnTransfer(Guid TransferId, string Reason) : ICommand
{
    public static string Kind => "transfer.return";
}

internal sealed class ReturnTransferHandler(TransferSteps steps, TransferReturn returns) : IHandle<ReturnTransfer>
{
    public async Task<Reach> ReachAsync(ReturnTransfer command, CommandScope scope, CancellationToken ct) =>
        await steps.SenderAsync(command.TransferId, ct);

    public void Check(ReturnTransfer command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(ReturnTransfer command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.TransferId, ct);
        return await returns.GoAsync(row, scope.Id.Value, command.Reason.Trim(), scope, ct) is { } problem
            ? new Outcome.Refused([problem])
            : new Outcome.Done { Subject = row.Id, Version = row.Version };
    }
}

/// <summary>The way back of a transfer, whether somebody asks for it or its time is over.</summary>
internal sealed class TransferReturn(PayoutSteps payouts, ILedger ledger)
{
    public async Task<Problem?> GoAsync(Transfer row, Guid id, string reason, CommandScope scope, CancellationToken ct)
    {
        if (!row.MayBecome(Transfer.Returned))
            return new Problem("STEP_NOT_POSSIBLE");
        if (row.PayoutId is { } payout && await payouts.TransferCameBackAsync(payout, reason, scope, ct) is { } held)
            return held;
        var problem = await ledger.PostAsync(
            TransferSteps.Of(
                row,
                "transfer.return",
                id,
                reason,
                Leg.Debit(AccountRef.Cash(row.FromCustodianId.Value, row.Unit), row.Amount),
                Leg.Credit(row.Moving, row.Amount)
            ),
            scope,
            ct
        );
        if (problem is not null)
            return problem;
        (row.State, row.EndedAt, row.Reason) = (Transfer.Returned, scope.Now, reason);
        row.EndedBy = scope.Actor.AccountId?.Value;
        row.Version++;
        return null;
    }
}
