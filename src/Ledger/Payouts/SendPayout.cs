using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Receipts;
using Jisr.Ledger.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>The payer hands it over, or sends it. A receipt begins, with the payer's yes.</summary>
/// <param name="PaperNo">Number of the paper receipt, where there is one.</param>
/// <param name="Reference">Number of the payment, for a wallet or bank (K-4).</param>
/// <param name="Code">Code of a hawala office; without one Jisr makes it.</param>
/// <param name="Rounding">down or up: cash to the smallest note (M-7); null for the exact amount.</param>
internal sealed record SendPayout(
    Guid PayoutId,
    string? PaperNo = null,
    string? Reference = null,
    string? Code = null,
    string? Rounding = null
) : ICommand
{
    public static string Kind => "payout.send";
}

internal sealed class SendPayoutHandler(
    JisrDb db,
    PayoutSteps steps,
    TransferCode codes,
    PaperNumbers papers,
    IHolds holds,
    ILedger ledger
) : IHandle<SendPayout>
{
    private const int DaysOnItsWay = 10;

    public Task<Reach> ReachAsync(SendPayout command, CommandScope scope, CancellationToken ct) =>
        steps.PayerAsync(command.PayoutId, ct);

    public void Check(SendPayout command, Problems problems, CommandScope scope)
    {
        PaperNumbers.Check(problems, command.PaperNo);
        problems.Text("reference", command.Reference, 40, required: false);
        problems.Text("code", command.Code, 40, required: false);
        if (command.Rounding is not (null or CashStep.Down or CashStep.Up))
            problems.Add("rounding", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(SendPayout command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.PayoutId, ct);
        if (row.State != Payout.Approved)
            return Outcome.No("STEP_NOT_POSSIBLE");
        if (await steps.TargetProblemAsync(row, scope.Now, ct) is { } target)
            return new Outcome.Refused([target]);
        if (row.Method is "wallet" or "bank" && string.IsNullOrWhiteSpace(command.Reference))
            return Outcome.No("REQUIRED", "reference");
        if (command.Rounding is { } way)
        {
            // Only notes have a smallest one.
            if (row.Method != "cash" || CashStep.Of(row.Amount, row.Unit, way) is not { } rounded)
                return Outcome.No("ROUNDING_NOT_NEEDED", "rounding");
            row.RoundedMinor = rounded - row.Amount;
        }
        var (paper, used) = await papers.ReadAsync(command.PaperNo, row.BookId, scope.Id.Value, ct);
        if (used is not null)
            return new Outcome.Refused([used]);
        var problem =
            row.Method == "hawala" ? await SendAwayAsync(row, command, scope, ct) : await PayAsync(row, scope, ct);
        if (problem is not null)
            return new Outcome.Refused([problem]);
        (row.State, row.SentAt, row.SentBy) = (Payout.Sent, scope.Now, scope.Actor.AccountId?.Value);
        row.TxId = new JournalTxId(scope.Id.Value);
        row.Reference = command.Reference?.Trim();
        row.ReceiptId = scope.Id.Value;
        row.Version++;
        db.Add(
            new Receipt
            {
                Id = scope.Id.Value,
                TxId = new JournalTxId(scope.Id.Value),
                BookId = row.BookId,
                UnitId = row.UnitId,
                PayeeId = row.PayeeId,
                SourceKind = "payout",
                SourceId = row.Id,
                PaperNo = paper,
                PayerConfirm = Receipt.Pin,
                PayerBy = scope.Actor.AccountId?.Value,
                PayerAt = scope.Now,
                At = scope.Now,
            }
        );
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }

    // More than was reserved is paid out of what is free, in the same transaction.
    private async Task<Problem?> PayAsync(Payout row, CommandScope scope, CancellationToken ct)
    {
        var paying = PayoutSteps.Paying(row, scope.Id.Value, row.Cash);
        if (row.RoundedMinor <= 0)
            return await holds.PostAsync(row.HoldId!.Value, paying, scope, ct);
        return await holds.ReleaseAsync(row.HoldId!.Value, scope, ct) ?? await ledger.PostAsync(paying, scope, ct);
    }

    /// <summary>A hawala: the cash leaves now, she stays owed until she says yes; what is on its way is reserved for her.</summary>
    private async Task<Problem?> SendAwayAsync(Payout row, SendPayout command, CommandScope scope, CancellationToken ct)
    {
        if (await holds.ReleaseAsync(row.HoldId!.Value, scope, ct) is { } over)
            return over;
        var transfer = new Transfer
        {
            Id = scope.Id.Value,
            FromCustodianId = row.CustodianId,
            PayeeId = row.PayeeId,
            PayoutId = row.Id,
            BookId = row.BookId,
            UnitId = row.UnitId,
            Amount = row.Amount,
            Unit = row.Unit,
            CodeSealed = codes.Seal(command.Code ?? TransferCode.Fresh(), scope.Id.Value),
            State = Transfer.Sent,
            SentBy = scope.Actor.AccountId?.Value,
            SentAt = scope.Now,
            DueAt = scope.Now.AddDays(DaysOnItsWay),
        };
        db.Add(transfer);
        row.TransferId = transfer.Id;
        var send = TransferSteps.Of(
            transfer,
            "transfer.send",
            scope.Id.Value,
            "",
            Leg.Debit(transfer.Moving, row.Amount),
            Leg.Credit(row.Cash, row.Amount)
        );
        if (await ledger.PostAsync(send, scope, ct) is { } problem)
            return problem;
        row.HoldId = PayoutSteps.HoldOf(row.Id, scope);
        // Longer than the transfer may last: the transfer's end resolves it.
        var hold = new NewHold(
            row.HoldId.Value,
            row.BookId,
            "payout.send",
            row.Owed,
            transfer.Moving,
            row.Amount,
            transfer.DueAt.AddDays(365)
        );
        return await holds.PlaceAsync(hold, scope, ct);
    }
}
