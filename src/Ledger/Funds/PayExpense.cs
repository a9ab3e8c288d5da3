using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Funds;

/// <summary>Hall, materials, transport, a transfer's fee (K-2): paid from a custodian, by a fund or as a cost of the unit.</summary>
/// <param name="FundId">The fund that pays; null when the unit itself does.</param>
/// <param name="Minor">Smallest parts of the currency.</param>
internal sealed record PayExpense(Guid CustodianId, Guid? FundId, string Currency, long Minor, string Reason) : ICommand
{
    public static string Kind => "expense.pay";
}

internal sealed class PayExpenseHandler(JisrDb db, CustodianReach reach, ILedger ledger) : IHandle<PayExpense>
{
    public Task<Reach> ReachAsync(PayExpense command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public void Check(PayExpense command, Problems problems, CommandScope scope)
    {
        MoneyRange.Check(problems, command.Currency, command.Minor);
        problems.Text("reason", command.Reason, PostingCheck.MostReason);
    }

    public async Task<Outcome> HandleAsync(PayExpense command, CommandScope scope, CancellationToken ct)
    {
        var from = (await reach.FindAsync(command.CustodianId, ct))!;
        if (
            command.FundId is { } fund
            && !await db.Set<Fund>().AnyAsync(f => f.Id == fund && f.BookId == from.BookId, ct)
        )
            return Outcome.No("ACCOUNT_NOT_USABLE", "fund");
        var problem = await ledger.PostAsync(
            new Posting(
                from.BookId,
                "expense.pay",
                [
                    Leg.Debit(
                        command.FundId is { } paid
                            ? AccountRef.OfFund(paid, command.Currency)
                            : AccountRef.Cost(AccountOwner.Unit, from.UnitId.Value, command.Currency),
                        command.Minor
                    ),
                    Leg.Credit(AccountRef.Cash(from.Id.Value, command.Currency), command.Minor),
                ]
            )
            {
                Id = scope.Id.Value,
                SourceKind = "custodian",
                SourceId = from.Id.Value,
                Reason = command.Reason.Trim(),
            },
            scope,
            ct
        );
        return problem is null
            ? new Outcome.Done { Subject = scope.Id.Value }
            : new Outcome.Refused([problem with { Field = "amount" }]);
    }
}
