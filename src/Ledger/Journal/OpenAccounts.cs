using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Jisr.Ledger.Holds;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Journal;

/// <summary>Finds accounts by what they are, opens those that are new, and locks what a posting moves.</summary>
internal sealed class OpenAccounts(JisrDb db, OpenHolds holds, TimeProvider clock)
{
    /// <summary>The accounts of a posting; new ones are made but not yet kept, so that a refusal leaves nothing.</summary>
    public async Task<IReadOnlyDictionary<AccountRef, Account>> FindOrOpenAsync(
        BookId book,
        IEnumerable<AccountRef> wanted,
        CancellationToken ct
    )
    {
        var refs = wanted.Distinct().ToList();
        var owners = refs.Select(r => r.OwnerId).Distinct().ToList();
        var known = await db.Set<Account>().Where(a => a.BookId == book && owners.Contains(a.OwnerId)).ToListAsync(ct);
        var byRef = known.ToDictionary(a => a.Ref);
        return refs.ToDictionary(r => r, r => byRef.TryGetValue(r, out var account) ? account : New(book, r));
    }

    /// <summary>Keeps the accounts and balances that were opened.</summary>
    public void Keep(
        IReadOnlyDictionary<AccountRef, Account> used,
        IReadOnlyDictionary<LedgerAccountId, Balance> balances
    )
    {
        foreach (var account in used.Values.Where(a => db.Entry(a).State == EntityState.Detached))
            db.Add(account);
        foreach (var balance in balances.Values.Where(b => db.Entry(b).State == EntityState.Detached))
            db.Add(balance);
    }

    /// <summary>Balances, those of limited accounts locked in id order so that two postings never wait for each other.
    /// Holds on them whose time is over are ended.</summary>
    public async Task<Dictionary<LedgerAccountId, Balance>> LockBalancesAsync(
        IEnumerable<Account> used,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var all = used.OrderBy(a => a.Id.Value.ToString(), StringComparer.Ordinal).ToList();
        var old = all.Where(a => db.Entry(a).State != EntityState.Detached).ToList();
        foreach (var account in old.Where(a => !a.MayGoNegative))
            await db.Storage.LockRowAsync(db, "ledger_balance", "account_id", account.Id.Value, ct);
        var ids = old.ConvertAll(a => a.Id);
        var balances = await db.Set<Balance>()
            .Where(b => ids.Contains(b.AccountId))
            .ToDictionaryAsync(b => b.AccountId, ct);
        if (balances.Values.Any(b => b.PendingD > 0 || b.PendingC > 0))
            await holds.ExpireAsync(ids, now, ct);
        foreach (var account in all.Where(a => !balances.ContainsKey(a.Id)))
            balances[account.Id] = new Balance { AccountId = account.Id };
        return balances;
    }

    /// <summary>Posted and available on the normal side, over all books.</summary>
    public async Task<IReadOnlyDictionary<AccountRef, Standing>> StandingsAsync(
        IReadOnlyCollection<AccountRef> wanted,
        CancellationToken ct
    )
    {
        var owners = wanted.Select(w => w.OwnerId).Distinct().ToList();
        var rows = await (
            from a in db.Set<Account>().AsNoTracking()
            join b in db.Set<Balance>().AsNoTracking() on a.Id equals b.AccountId
            where owners.Contains(a.OwnerId)
            select new { Account = a, Balance = b }
        ).ToListAsync(ct);
        var reserved = rows.Where(r => r.Balance.PendingD > 0 || r.Balance.PendingC > 0)
            .Select(r => r.Account.Id)
            .ToList();
        var over =
            reserved.Count == 0
                ? new Dictionary<LedgerAccountId, (long D, long C)>()
                : await holds.OverAsync(reserved, Clock.Now(clock), ct);
        foreach (var (id, (d, c)) in over)
        {
            var balance = rows.First(r => r.Account.Id == id).Balance;
            balance.PendingD -= d;
            balance.PendingC -= c;
        }
        // The same owner may have an account in more than one book.
        var sums = rows.GroupBy(r => r.Account.Ref)
            .ToDictionary(
                g => g.Key,
                g => new Standing(
                    g.Sum(r => r.Balance.Net(r.Account.NormalSide)),
                    g.Sum(r => r.Balance.Available(r.Account.NormalSide))
                )
            );
        return wanted.Distinct().ToDictionary(w => w, w => sums.GetValueOrDefault(w) ?? new Standing(0, 0));
    }

    private static Account New(BookId book, AccountRef account)
    {
        var purpose = Purpose.Of(account.Purpose);
        return new Account
        {
            Id = AccountName.IdOf(book, account),
            BookId = book,
            OwnerKind = account.Owner,
            OwnerId = account.OwnerId,
            Purpose = account.Purpose,
            Unit = account.Unit,
            NormalSide = purpose.NormalSide,
            MayGoNegative = purpose.MayGoNegative,
        };
    }
}
