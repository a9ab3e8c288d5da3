using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Ledger.Books;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Holds;
using Jisr.Ledger.Payouts;
using Jisr.Ledger.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Tasks;

/// <summary>What time alone does to money: holds end, transfers that nobody collected go back, tasks open. Safe to repeat.</summary>
internal sealed record SweepMoney : ICommand
{
    public static string Kind => "money.sweep";
}

internal sealed class SweepMoneyHandler(
    JisrDb db,
    BookRow books,
    OpenHolds holds,
    TransferSteps steps,
    TransferReturn returns,
    MoneyTasks tasks
) : IHandle<SweepMoney>
{
    /// <summary>O-4, and G-1: a count at least weekly.</summary>
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private const int Most = 200;

    public Task<Reach> ReachAsync(SweepMoney command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public async Task<Outcome> HandleAsync(SweepMoney command, CommandScope scope, CancellationToken ct)
    {
        // Two sweeps take turns, whatever they find.
        await books.LockAsync(BookId.Platform, ct);
        await ExpireHoldsAsync(scope.Now, ct);
        await ReturnTransfersAsync(scope, ct);
        await OpenTasksAsync(scope.Now, ct);
        return new Outcome.Done();
    }

    private async Task ExpireHoldsAsync(DateTimeOffset now, CancellationToken ct)
    {
        var over = await db.Set<Hold>()
            .AsNoTracking()
            .Where(h => h.State == Hold.Pending && h.ExpiresAt <= now)
            .OrderBy(h => h.ExpiresAt)
            .Take(Most)
            .Select(h => new { h.BookId, h.DebitAccountId })
            .ToListAsync(ct);
        foreach (var book in over.GroupBy(h => h.BookId).OrderBy(g => g.Key.Value))
        {
            await books.LockAsync(book.Key, ct);
            await holds.ExpireAsync([.. book.Select(h => h.DebitAccountId).Distinct()], now, ct);
        }
        await db.SaveChangesAsync(ct);
    }

    private async Task ReturnTransfersAsync(CommandScope scope, CancellationToken ct)
    {
        var due = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t => (t.State == Transfer.Sent || t.State == Transfer.Available) && t.DueAt <= scope.Now)
            .OrderBy(t => t.DueAt)
            .Take(Most)
            .Select(t => t.Id)
            .ToListAsync(ct);
        // One that cannot go back stays for a person; the others are not held up by it.
        foreach (var id in due)
            await returns.GoAsync(
                await steps.LockAsync(id, ct),
                NameUuid.Of("ledger.transfer-due", id.ToString()),
                "not collected in time",
                scope,
                ct
            );
    }

    private async Task OpenTasksAsync(DateTimeOffset now, CancellationToken ct)
    {
        var before = now - Week;
        var unconfirmed = await db.Set<Payout>()
            .AsNoTracking()
            .Where(p => p.State == Payout.Sent && p.SentAt <= before)
            .ToListAsync(ct);
        foreach (var payout in unconfirmed)
            await tasks.OpenAsync(MoneyTask.Unconfirmed, payout.UnitId, payout.Id, now, ct);
        var uncounted = await db.Set<Custodian>()
            .AsNoTracking()
            .Where(c =>
                c.Active
                && (c.Kind == Custodian.CashBox || c.Kind == Custodian.Courier)
                && (c.LastCountAt ?? c.AddedAt) <= before
            )
            .ToListAsync(ct);
        foreach (var custodian in uncounted)
            await tasks.OpenAsync(MoneyTask.CountDue, custodian.UnitId, custodian.Id.Value, now, ct);
    }
}
