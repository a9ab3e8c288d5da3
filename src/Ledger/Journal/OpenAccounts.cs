using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Journal;

/// <summary>Finds accounts by what they are, opens those that are new, and locks what a posting moves.</summary>
internal sealed class OpenAccounts(JisrDb db)
{
    /// <summary>The accounts of a posting; new ones are made but not yet kept, so that a refusal leaves nothing.</summary>
    public async Task<IReadOnlyDictionary<AccountRef, Account>> FindOrOpenAsync(Posting posting, CancellationToken ct)
    {
        var owners = posting.Legs.Select(l => l.Account.OwnerId).Distinct().ToList();
        var known = await db.Set<Account>()
            .Where(a => a.BookId == posting.Book && owners.Contains(a.OwnerId))
            .ToListAsync(ct);
        var byRef = known.ToDictionary(a => a.Ref);
        return posting
            .Legs.Select(l => l.Account)
            .Distinct()
            .ToDictionary(r => r, r => byRef.TryGetValue(r, out var account) ? account : New(posting.Book, r));
    }

    /// <summary>Keeps the accounts that were opened.</summary>
    public void Keep(IReadOnlyDictionary<AccountRef, Account> used)
    {
        foreach (var account in used.Values.Where(a => db.Entry(a).State == EntityState.Detached))
            db.Add(account);
    }

    /// <summary>Balances, those of limited accounts locked in id order so that two postings never wait for each other.</summary>
    public async Task<Dictionary<LedgerAccountId, Balance>> LockBalancesAsync(
        IEnumerable<Account> used,
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
        foreach (var account in all.Where(a => !balances.ContainsKey(a.Id)))
            balances[account.Id] = new Balance { AccountId = account.Id };
        return balances;
    }

    public async Task<IReadOnlyDictionary<AccountRef, long>> BalancesAsync(
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
        // The same owner may have an account in more than one book.
        var sums = rows.GroupBy(r => r.Account.Ref)
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Balance.Net(r.Account.NormalSide)));
        return wanted.Distinct().ToDictionary(w => w, w => sums.GetValueOrDefault(w));
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
