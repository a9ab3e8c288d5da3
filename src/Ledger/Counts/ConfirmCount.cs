using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Approvals;
using Jisr.Ledger.Books;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Counts;

/// <summary>The count stands: for an organisation's custodian the second person says so, for her own purse a woman alone.
/// A difference goes to suspense, always (I15).</summary>
/// <param name="What">The kind of the thing that was taken along, for a count without a line: the run it ends.</param>
/// <param name="ThingId">That thing.</param>
internal sealed record ConfirmCount(Guid CountId, string? Reason = null, string? What = null, Guid? ThingId = null)
    : IOfflineMoney
{
    public static string Kind => "count.confirm";

    AlongThing IOfflineMoney.Along => new(What ?? "", ThingId ?? Guid.Empty);
}

internal sealed class ConfirmCountHandler(
    JisrDb db,
    CustodianReach reach,
    InTheBooks books,
    BookRow rows,
    TwoPeople people,
    MoneyTasks tasks,
    ILedger ledger
) : IHandle<ConfirmCount>
{
    public async Task<Reach> ReachAsync(ConfirmCount command, CommandScope scope, CancellationToken ct) =>
        await db.Set<CashCount>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.CountId, ct) is { } row
            ? await reach.OfAsync(row.CustodianId, scope, ct)
            : Reach.Missing;

    public void Check(ConfirmCount command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200, required: false);

    public async Task<Outcome> HandleAsync(ConfirmCount command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, CashCount.Table, "id", command.CountId, ct);
        var row = await db.Set<CashCount>().SingleAsync(c => c.Id == command.CountId, ct);
        if (row.State != CashCount.Draft)
            return Outcome.No("STEP_NOT_POSSIBLE");
        // From here nobody moves what was counted until the difference stands.
        await rows.LockAsync(row.BookId, ct);
        if (await books.NetAsync(row.BookId, row.CustodianId, AccountPurpose.Cash, row.Unit, ct) != row.Expected)
            return Outcome.No("COUNT_OVERTAKEN");
        if (row.Difference != 0 && string.IsNullOrWhiteSpace(command.Reason))
            return Outcome.No("REQUIRED", "reason");
        var custodian = await reach.FindAsync(row.CustodianId, ct);
        var needsTwo = custodian is not null && custodian.Kind != Custodian.Purse;
        if (needsTwo && people.Agree(row.Id, row.FirstCounter, scope) is { } same)
            return new Outcome.Refused([same]);
        row.Reason = command.Reason?.Trim();
        (row.State, row.ConfirmedAt) = (CashCount.Confirmed, scope.Now);
        if (needsTwo)
            row.SecondCounter = scope.Actor.AccountId?.Value;
        await db.SaveChangesAsync(ct);
        if (row.Difference != 0 && await AdjustAsync(row, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        var head = await db.Set<Book>().SingleAsync(b => b.Id == row.BookId, ct);
        row.Anchor = Convert.ToHexStringLower(Chain.Anchor(head.Id, head.HeadSeq, head.HeadHash));
        if (custodian is not null)
            await NoteAsync(row, custodian.Id, needsTwo, scope, ct);
        return new Outcome.Done { Subject = row.Id };
    }

    private async Task<Problem?> AdjustAsync(CashCount row, CommandScope scope, CancellationToken ct)
    {
        var cash = AccountRef.Cash(row.CustodianId, row.Unit);
        var suspense = AccountRef.Suspense(row.CustodianId, row.Unit);
        var minor = Math.Abs(row.Difference);
        row.TxId = new JournalTxId(scope.Id.Value);
        return await ledger.PostAsync(
            new Posting(
                row.BookId,
                "count.adjust",
                row.Difference < 0
                    ? [Leg.Debit(suspense, minor), Leg.Credit(cash, minor)]
                    : [Leg.Debit(cash, minor), Leg.Credit(suspense, minor)]
            )
            {
                Id = scope.Id.Value,
                SourceKind = "count",
                SourceId = row.Id,
                Reason = row.Reason ?? "",
            },
            scope,
            ct
        );
    }

    private async Task NoteAsync(
        CashCount row,
        CustodianId id,
        bool ofOrganisation,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var custodian = await db.Set<Custodian>().SingleAsync(c => c.Id == id, ct);
        custodian.LastCountAt = row.At;
        await tasks.DoneAsync(MoneyTask.CountDue, id.Value, scope.Now, ct);
        if (ofOrganisation && row.Difference != 0)
            await tasks.OpenAsync(MoneyTask.Suspense, custodian.UnitId, id.Value, scope.Now, ct);
    }
}
