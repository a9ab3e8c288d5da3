using Jisr.Contracts.Access;
using Jisr.Contracts.Ledger;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Receipts;
using Jisr.Ledger.Tasks;
using Jisr.Ledger.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>What the steps of a payout share.</summary>
internal sealed class PayoutSteps(
    JisrDb db,
    IHolds holds,
    MoneyTasks tasks,
    IEnumerable<IPartyDirectory> people,
    IEnumerable<IPayoutHolds> waits
)
{
    public async Task<Payout> LockAsync(Guid id, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Payout.Table, "id", id, ct);
        return await db.Set<Payout>().SingleAsync(p => p.Id == id, ct);
    }

    public Task<Payout?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<Payout>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);

    /// <summary>The unit that pays.</summary>
    public async Task<Reach> PayerAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } row ? Reach.Unit(row.UnitId) : Reach.Missing;

    /// <summary>She who is paid, or the unit that pays.</summary>
    public async Task<Reach> EitherAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } row ? Reach.Any(Reach.Self(row.PayeeId), Reach.Unit(row.UnitId)) : Reach.Missing;

    /// <summary>Why money cannot go there now: after her PIN was reset (S-26), a target of somebody else, or one that was set
    /// less than 24 hours ago.</summary>
    public async Task<Problem?> TargetProblemAsync(Payout payout, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var wait in waits)
            if (await wait.HeldUntilAsync(payout.PayeeId, ct) is { } until)
                return PostingCheck.With("PAYOUT_HELD", ("until", Written(until)));
        if (payout.TargetId is not { } id)
            return null;
        var hers = await people.RecordsOfAsync(payout.PayeeId, ct);
        var target = await db.Set<PayoutTarget>()
            .AsNoTracking()
            .SingleOrDefaultAsync(t => t.Id == id && hers.Contains(t.PartyId) && t.Kind == payout.Method, ct);
        if (target is null or { ReplacedAt: not null })
            return new Problem("TARGET_UNKNOWN", "target");
        if (target.UsableFrom > now)
            return PostingCheck.With("TARGET_TOO_NEW", ("from", Written(target.UsableFrom))) with { Field = "target" };
        return target is { OfAnother: true, SaidHow: null } ? new Problem("TARGET_OF_ANOTHER", "target") : null;
    }

    /// <summary>The posting that pays her; <paramref name="from"/> is the cash, or what is on its way.</summary>
    public static Posting Paying(Payout payout, Guid id, AccountRef from) =>
        new(
            payout.BookId,
            "payout.send",
            [
                Leg.Debit(payout.Owed, payout.Amount),
                Leg.Credit(from, payout.Handed),
                .. Rounding(payout, payout.RoundedMinor),
            ]
        )
        {
            Id = id,
            SourceKind = "payout",
            SourceId = payout.Id,
        };

    /// <summary>The cash step of a payout, as its own leg (M-7).</summary>
    public static IEnumerable<Leg> Rounding(Payout payout, long more)
    {
        var rounding = AccountRef.RoundingOf(payout.Unit);
        if (more > 0)
            yield return Leg.Debit(rounding, more);
        else if (more < 0)
            yield return Leg.Credit(rounding, -more);
    }

    /// <summary>A hawala reached her: her yes pays what was owed out of what is on its way.</summary>
    public async Task<Problem?> ConfirmTransferAsync(
        Guid id,
        Transfer transfer,
        string how,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var row = await LockAsync(id, ct);
        if (row.State != Payout.Sent)
            return new Problem("STEP_NOT_POSSIBLE");
        if (await holds.PostAsync(row.HoldId!.Value, Paying(row, scope.Id.Value, transfer.Moving), scope, ct) is { } no)
            return no;
        row.TxId = new JournalTxId(scope.Id.Value);
        await EndAsync(row, how, scope, ct);
        return null;
    }

    /// <summary>A hawala came back: she is still owed it.</summary>
    public async Task<Problem?> TransferCameBackAsync(Guid id, string reason, CommandScope scope, CancellationToken ct)
    {
        var row = await LockAsync(id, ct);
        if (row.State != Payout.Sent)
            return new Problem("STEP_NOT_POSSIBLE");
        if (await holds.ReleaseAsync(row.HoldId!.Value, scope, ct) is { Code: not "HOLD_RESOLVED" } no)
            return no;
        (row.State, row.EndedAt, row.Reason) = (Payout.Returned, scope.Now, reason);
        row.Version++;
        await tasks.DoneAsync(MoneyTask.Unconfirmed, row.Id, scope.Now, ct);
        return null;
    }

    /// <summary>The payee said yes.</summary>
    public async Task EndAsync(Payout row, string how, CommandScope scope, CancellationToken ct)
    {
        (row.State, row.EndedAt) = (Payout.Confirmed, scope.Now);
        row.Version++;
        var receipt = await db.Set<Receipt>().SingleAsync(r => r.Id == row.ReceiptId, ct);
        (receipt.PayeeConfirm, receipt.PayeeBy, receipt.PayeeAt) = (how, scope.Actor.AccountId?.Value, scope.Now);
        await tasks.DoneAsync(MoneyTask.Unconfirmed, row.Id, scope.Now, ct);
    }

    public static HoldId HoldOf(Guid payout, CommandScope scope) =>
        new(NameUuid.Of("ledger.payout-hold", payout.ToString(), scope.Id.ToString()));

    private static string Written(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC";
}
