using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Transfers;

/// <summary>Cash leaves one custodian for another: float to the runner, bag to the courier, box to box.</summary>
/// <param name="Minor">Smallest parts of the currency.</param>
/// <param name="FeeMinor">What the carrier is paid; an entry of its own (K-2), a cost of the unit.</param>
/// <param name="Code">The code that a hawala office gave; without one Jisr makes it.</param>
/// <param name="Days">Not collected for so long, it goes back.</param>
internal sealed record SendTransfer(
    Guid FromCustodianId,
    Guid ToCustodianId,
    string Currency,
    long Minor,
    long FeeMinor = 0,
    string? Code = null,
    int Days = 10
) : ICommand
{
    public static string Kind => "transfer.send";
}

internal sealed class SendTransferHandler(
    JisrDb db,
    CustodianReach reach,
    CustodianRules rules,
    TransferCode codes,
    ILedger ledger
) : IHandle<SendTransfer>
{
    public Task<Reach> ReachAsync(SendTransfer command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.FromCustodianId, ct);

    public void Check(SendTransfer command, Problems problems, CommandScope scope)
    {
        MoneyRange.Check(problems, command.Currency, command.Minor);
        MoneyRange.From0(problems, command.FeeMinor, "fee");
        if (command.FromCustodianId == command.ToCustodianId)
            problems.Add("to", "TO_ITSELF");
        if (command.Days is < 1 or > 90)
            problems.Add("days", "DAYS_RANGE");
        problems.Text("code", command.Code, 40, required: false);
    }

    public async Task<Outcome> HandleAsync(SendTransfer command, CommandScope scope, CancellationToken ct)
    {
        var from = (await reach.FindAsync(command.FromCustodianId, ct))!;
        // Two transfers to one custodian take turns at its limit.
        await db.Storage.LockRowAsync(db, Custodian.Table, "id", command.ToCustodianId, ct);
        var to = await reach.FindAsync(command.ToCustodianId, ct);
        if (to is null || to.BookId != from.BookId)
            return Outcome.No("ACCOUNT_NOT_USABLE", "to");
        if (
            await rules.ProblemAsync(to.Id, command.Currency, command.Minor, isTransfer: false, scope.Now, ct) is { } no
        )
            return new Outcome.Refused([no with { Field = "to" }]);
        var transfer = new Transfer
        {
            Id = scope.Id.Value,
            FromCustodianId = from.Id,
            ToCustodianId = to.Id,
            BookId = from.BookId,
            UnitId = from.UnitId,
            Amount = command.Minor,
            Unit = command.Currency,
            CodeSealed = codes.Seal(command.Code ?? TransferCode.Fresh(), scope.Id.Value),
            State = Transfer.Sent,
            SentBy = scope.Actor.AccountId?.Value,
            SentAt = scope.Now,
            DueAt = scope.Now.AddDays(command.Days),
        };
        db.Add(transfer);
        var cash = AccountRef.Cash(from.Id.Value, command.Currency);
        var send = TransferSteps.Of(
            transfer,
            "transfer.send",
            scope.Id.Value,
            "",
            Leg.Debit(transfer.Moving, command.Minor),
            Leg.Credit(cash, command.Minor)
        );
        var problem = await ledger.PostAsync(send, scope, ct);
        if (problem is null && command.FeeMinor > 0)
            problem = await ledger.PostAsync(
                TransferSteps.Of(
                    transfer,
                    "expense.pay",
                    NameUuid.Of(scope.Id.ToString(), "2"),
                    "fee",
                    Leg.Debit(
                        AccountRef.Cost(AccountOwner.Unit, from.UnitId.Value, command.Currency),
                        command.FeeMinor
                    ),
                    Leg.Credit(cash, command.FeeMinor)
                ),
                scope,
                ct
            );
        return problem is null
            ? new Outcome.Done { Subject = transfer.Id }
            : new Outcome.Refused([problem with { Field = "amount" }]);
    }
}
