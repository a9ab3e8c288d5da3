using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Payouts;
using Jisr.Ledger.Receipts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Transfers;

/// <summary>The far custodian, or the payee, says yes: only now is the cash hers (K-5).</summary>
/// <param name="How">pin, signature-photo or witness.</param>
internal sealed record ConfirmTransfer(Guid TransferId, string How) : ICommand
{
    public static string Kind => "transfer.confirm";
}

internal sealed class ConfirmTransferHandler(JisrDb db, TransferSteps steps, PayoutSteps payouts, ILedger ledger)
    : IHandle<ConfirmTransfer>
{
    /// <summary>Kinds in which nobody at the far side could say yes.</summary>
    private static readonly string[] Alone = [Custodian.Bank, Custodian.Wallet];

    public Task<Reach> ReachAsync(ConfirmTransfer command, CommandScope scope, CancellationToken ct) =>
        steps.ReceiverAsync(command.TransferId, ct);

    public void Check(ConfirmTransfer command, Problems problems, CommandScope scope)
    {
        if (!Receipt.Ways.Contains(command.How))
            problems.Add("how", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(ConfirmTransfer command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.TransferId, ct);
        if (!row.MayBecome(Transfer.Confirmed))
            return Outcome.No("STEP_NOT_POSSIBLE");
        var how = scope.Actor.Is(row.PayeeId) ? Receipt.Pin : command.How;
        if (row.PayeeId is not null && how == Receipt.Pin && !scope.Actor.Is(row.PayeeId))
            return Outcome.No("PIN_IS_HERS", "how");
        var kind = row.ToCustodianId is { } to
            ? await db.Set<Custodian>().Where(c => c.Id == to).Select(c => c.Kind).SingleAsync(ct)
            : "";
        if (row.SentBy == scope.Actor.AccountId?.Value && !Alone.Contains(kind))
            return Outcome.No("NEEDS_ANOTHER_PERSON");
        (row.State, row.EndedAt, row.ConfirmedHow) = (Transfer.Confirmed, scope.Now, how);
        row.EndedBy = scope.Actor.AccountId?.Value;
        row.Version++;
        var problem = row.PayoutId is { } payout
            ? await payouts.ConfirmTransferAsync(payout, row, how, scope, ct)
            : await ledger.PostAsync(
                TransferSteps.Of(
                    row,
                    "transfer.confirm",
                    scope.Id.Value,
                    "",
                    Leg.Debit(AccountRef.Cash(row.ToCustodianId!.Value.Value, row.Unit), row.Amount),
                    Leg.Credit(row.Moving, row.Amount)
                ),
                scope,
                ct
            );
        return problem is null
            ? new Outcome.Done { Subject = row.Id, Version = row.Version }
            : new Outcome.Refused([problem]);
    }
}
