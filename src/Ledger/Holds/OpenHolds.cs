using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Holds;

/// <summary>Ends holds: by a posting, by giving back, or by time. Whoever calls it has the book's row.</summary>
internal sealed class OpenHolds(JisrDb db)
{
    /// <summary>Ends those on these accounts whose time is over. The clock and a reader give the same single result.</summary>
    public async Task ExpireAsync(
        IReadOnlyCollection<LedgerAccountId> accounts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var hold in await Over(accounts, now).ToListAsync(ct))
            await EndAsync(hold, Hold.Expired, ExpiryOf(hold.Id), ct);
    }

    /// <summary>Takes the reservation off both sides and says how it ended.</summary>
    public async Task EndAsync(Hold hold, string state, Guid by, CancellationToken ct)
    {
        var debit = await db.Set<Balance>().SingleAsync(b => b.AccountId == hold.DebitAccountId, ct);
        var credit = await db.Set<Balance>().SingleAsync(b => b.AccountId == hold.CreditAccountId, ct);
        debit.PendingD -= hold.Amount;
        debit.Version++;
        credit.PendingC -= hold.Amount;
        credit.Version++;
        (hold.State, hold.ResolvedBy) = (state, by);
    }

    /// <summary>Reserved amounts of holds whose time is over but that nobody has ended: what a reader takes off.</summary>
    public async Task<IReadOnlyDictionary<LedgerAccountId, (long D, long C)>> OverAsync(
        IReadOnlyCollection<LedgerAccountId> accounts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var over = await Over(accounts, now).AsNoTracking().ToListAsync(ct);
        return accounts
            .Distinct()
            .ToDictionary(
                a => a,
                a =>
                    (
                        over.Where(h => h.DebitAccountId == a).Sum(h => h.Amount),
                        over.Where(h => h.CreditAccountId == a).Sum(h => h.Amount)
                    )
            );
    }

    private IQueryable<Hold> Over(IReadOnlyCollection<LedgerAccountId> accounts, DateTimeOffset now) =>
        db.Set<Hold>()
            .Where(h =>
                h.State == Hold.Pending
                && h.ExpiresAt <= now
                && (accounts.Contains(h.DebitAccountId) || accounts.Contains(h.CreditAccountId))
            );

    public static Guid ExpiryOf(HoldId hold) => NameUuid.Of("ledger.hold-expired", hold.Value.ToString());
}
