using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Statements;

/// <summary>An account on the list of the books.</summary>
internal sealed record AccountRow(
    LedgerAccountId Id,
    AccountOwner Owner,
    Guid OwnerId,
    AccountPurpose Purpose,
    string Unit,
    string NormalSide,
    long PostedD,
    long PostedC,
    BookId Book,
    bool IsClosed
)
{
    public long Net => NormalSide == Side.Debit ? PostedD - PostedC : PostedC - PostedD;

    /// <summary>The account by its own name: what it is for and whose, by the end of the owner's id.</summary>
    public string Short => OwnerId.ToString()[^6..];
}

/// <summary>A line of an account.</summary>
internal sealed record AccountLine(
    JournalTxId Tx,
    long Seq,
    string Kind,
    DateTimeOffset At,
    long Debit,
    long Credit,
    string Reason,
    bool IsTakenBack
);

/// <summary>Sum of a purpose and unit over a book.</summary>
internal sealed record PurposeSum(AccountPurpose Purpose, string Unit, int Accounts, long Net);

/// <summary>Reads accounts and their lines for those who answer for the books.</summary>
internal sealed class AccountBook(JisrDb db)
{
    public const string Pages = "ledger.statement";
    public const int PageSize = 50;

    public async Task<IReadOnlyList<PurposeSum>> SumsAsync(CancellationToken ct)
    {
        var rows = await (
            from a in db.Set<Account>().AsNoTracking()
            join b in db.Set<Balance>() on a.Id equals b.AccountId
            group b by new
            {
                a.Purpose,
                a.Unit,
                a.NormalSide,
            } into g
            select new
            {
                g.Key,
                Count = g.Count(),
                D = g.Sum(b => b.PostedD),
                C = g.Sum(b => b.PostedC),
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new PurposeSum(
                    r.Key.Purpose,
                    r.Key.Unit,
                    r.Count,
                    r.Key.NormalSide == Side.Debit ? r.D - r.C : r.C - r.D
                ))
                .OrderBy(r => r.Purpose)
                .ThenBy(r => r.Unit, StringComparer.Ordinal),
        ];
    }

    /// <summary>Accounts of a purpose and unit, largest movement first.</summary>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(AccountPurpose purpose, string unit, CancellationToken ct) =>
        await Rows(db.Set<Account>().AsNoTracking().Where(a => a.Purpose == purpose && a.Unit == unit))
            .Take(PageSize)
            .ToListAsync(ct);

    public async Task<AccountRow?> FindAsync(Guid id, CancellationToken ct)
    {
        var account = new LedgerAccountId(id);
        return await Rows(db.Set<Account>().AsNoTracking().Where(a => a.Id == account)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Newest first; <paramref name="before"/> is the key of the page.</summary>
    public async Task<(IReadOnlyList<AccountLine> Lines, long? Next)> LinesAsync(
        Guid id,
        long? before,
        CancellationToken ct
    )
    {
        var lines = await Lines(id, before).Take(PageSize + 1).ToListAsync(ct);
        return ([.. lines.Take(PageSize)], lines.Count > PageSize ? lines[PageSize - 1].Seq : null);
    }

    public IAsyncEnumerable<AccountLine> All(Guid id) => Lines(id, null).AsAsyncEnumerable();

    /// <summary>An amount of a unit: money with its currency, or a count of goods.</summary>
    public static string Show(Show show, long minor, string unit) =>
        Currency.Find(unit) is { } currency ? show.Money(new Money(minor, currency)) : show.Number(minor) + " " + unit;

    // One row a transaction: an account may stand in several entries of it.
    private IQueryable<AccountLine> Lines(Guid id, long? before)
    {
        var account = new LedgerAccountId(id);
        return from t in db.Set<JournalTx>().AsNoTracking()
            where
                db.Set<Entry>().Any(e => e.TxId == t.Id && e.AccountId == account) && (before == null || t.Seq < before)
            orderby t.Seq descending
            select new AccountLine(
                t.Id,
                t.Seq,
                t.Kind,
                t.OccurredAt,
                db.Set<Entry>()
                    .Where(e => e.TxId == t.Id && e.AccountId == account && e.Side == Side.Debit)
                    .Sum(e => e.Amount),
                db.Set<Entry>()
                    .Where(e => e.TxId == t.Id && e.AccountId == account && e.Side == Side.Credit)
                    .Sum(e => e.Amount),
                t.Reason,
                db.Set<JournalTx>().Any(o => o.ReversesId == t.Id)
            );
    }

    private IQueryable<AccountRow> Rows(IQueryable<Account> accounts) =>
        from a in accounts
        join b in db.Set<Balance>() on a.Id equals b.AccountId
        orderby b.PostedD + b.PostedC descending, a.Id
        select new AccountRow(
            a.Id,
            a.OwnerKind,
            a.OwnerId,
            a.Purpose,
            a.Unit,
            a.NormalSide,
            b.PostedD,
            b.PostedC,
            a.BookId,
            a.ClosedAt != null
        );
}
