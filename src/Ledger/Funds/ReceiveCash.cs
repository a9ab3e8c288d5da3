using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Approvals;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Receipts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Funds;

/// <summary>Money of a fund arrives at a custodian; a receipt begins, with the yes of who takes it. What happened longer
/// than 30 days ago waits for a second person and is not lost.</summary>
/// <param name="Minor">Smallest parts of the currency.</param>
/// <param name="GivenBack">True when an awardee gives back what she got, false when the source pays.</param>
internal sealed record ReceiveCash(
    Guid CustodianId,
    Guid FundId,
    string Currency,
    long Minor,
    string Reason,
    string? PaperNo = null,
    bool GivenBack = false
) : ICommand
{
    public static string Kind => "cash.receive";
}

internal sealed class ReceiveCashHandler(JisrDb db, CustodianReach reach, PaperNumbers papers, PostOrWait road)
    : IHandle<ReceiveCash>
{
    public Task<Reach> ReachAsync(ReceiveCash command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public void Check(ReceiveCash command, Problems problems, CommandScope scope)
    {
        MoneyRange.Check(problems, command.Currency, command.Minor);
        problems.Text("reason", command.Reason, PostingCheck.MostReason);
        PaperNumbers.Check(problems, command.PaperNo);
    }

    public async Task<Outcome> HandleAsync(ReceiveCash command, CommandScope scope, CancellationToken ct)
    {
        var to = (await reach.FindAsync(command.CustodianId, ct))!;
        var fund = await db.Set<Fund>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == command.FundId, ct);
        if (fund is null || fund.BookId != to.BookId)
            return Outcome.No("ACCOUNT_NOT_USABLE", "fund");
        var (paper, used) = await papers.ReadAsync(command.PaperNo, to.BookId, scope.Id.Value, ct);
        if (used is not null)
            return new Outcome.Refused([used]);
        var (problem, waits) = await road.SendAsync(
            new Posting(
                to.BookId,
                command.GivenBack ? "grant.return" : "fund.receive",
                [
                    Leg.Debit(AccountRef.Cash(to.Id.Value, command.Currency), command.Minor),
                    Leg.Credit(AccountRef.OfFund(fund.Id, command.Currency), command.Minor),
                ]
            )
            {
                Id = scope.Id.Value,
                SourceKind = "fund",
                SourceId = fund.Id,
                Reason = command.Reason.Trim(),
            },
            to.UnitId,
            scope,
            ct
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        db.Add(
            new Receipt
            {
                Id = scope.Id.Value,
                TxId = new JournalTxId(scope.Id.Value),
                BookId = to.BookId,
                UnitId = to.UnitId,
                SourceKind = "cash",
                SourceId = to.Id.Value,
                PaperNo = paper,
                PayeeConfirm = Receipt.Pin,
                PayeeBy = scope.Actor.AccountId?.Value,
                PayeeAt = scope.Now,
                At = scope.OccurredAt,
            }
        );
        return PostOrWait.Done(scope, waits);
    }
}
