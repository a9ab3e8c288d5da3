using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Jisr.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Holds;

/// <summary>Two-phase money (ledger.md §8), inside the transaction of the command that asks.</summary>
internal sealed class HoldBook(
    JisrDb db,
    BookRow books,
    OpenAccounts accounts,
    OpenHolds open,
    JournalWriter writer,
    TimeProvider clock
) : IHolds
{
    public async Task<Problem?> PlaceAsync(NewHold hold, CommandScope scope, CancellationToken ct)
    {
        if (Wrong(hold, scope) is { } wrong)
            return wrong;
        await books.LockAsync(hold.Book, ct);
        var used = await accounts.FindOrOpenAsync(hold.Book, [hold.Debit, hold.Credit], ct);
        var (debit, credit) = (used[hold.Debit], used[hold.Credit]);
        if (await db.Set<Hold>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == hold.Id, ct) is { } earlier)
            return IsSame(earlier, hold, debit, credit) ? null : new Problem("ID_REUSED");
        if (debit.ClosedAt is not null || credit.ClosedAt is not null)
            return new Problem("ACCOUNT_NOT_USABLE");
        var balances = await accounts.LockBalancesAsync(used.Values, scope.Now, ct);
        var (from, to) = (balances[debit.Id], balances[credit.Id]);
        // Only the side that the posting will lower can lack something.
        foreach (
            var (account, balance, lowers) in ((Account, Balance, bool)[])
                [(debit, from, debit.NormalSide == Side.Credit), (credit, to, credit.NormalSide == Side.Debit)]
        )
            if (lowers && !account.MayGoNegative && balance.Available(account.NormalSide) < hold.Minor)
                return NotEnough.Of(account, balance);
        accounts.Keep(used, balances);
        from.PendingD += hold.Minor;
        from.Version++;
        to.PendingC += hold.Minor;
        to.Version++;
        db.Add(
            new Hold
            {
                Id = hold.Id,
                BookId = hold.Book,
                TxKind = hold.Kind,
                DebitAccountId = debit.Id,
                CreditAccountId = credit.Id,
                Amount = hold.Minor,
                ExpiresAt = hold.ExpiresAt,
                State = Hold.Pending,
            }
        );
        await db.SaveChangesAsync(ct);
        return null;
    }

    public async Task<Problem?> PostAsync(HoldId id, Posting posting, CommandScope scope, CancellationToken ct)
    {
        if (await OpenAsync(id, scope, ct) is not { } hold)
            return new Problem("HOLD_RESOLVED");
        if (posting.Kind != hold.TxKind || posting.Book != hold.BookId)
            return new Problem("ACCOUNT_NOT_USABLE");
        var sides = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => a.Id == hold.DebitAccountId || a.Id == hold.CreditAccountId)
            .ToDictionaryAsync(a => a.Id, a => a.Ref, ct);
        var (debit, credit) = (
            Sum(posting, sides[hold.DebitAccountId], isDebit: true),
            Sum(posting, sides[hold.CreditAccountId], isDebit: false)
        );
        if (debit == 0 || credit == 0)
            return new Problem("ACCOUNT_NOT_USABLE");
        if (debit > hold.Amount || credit > hold.Amount)
            return new Problem("HOLD_EXCEEDED");
        var all = debit == hold.Amount && credit == hold.Amount;
        await open.EndAsync(hold, all ? Hold.Posted : Hold.PartlyPosted, posting.Id, ct);
        return await writer.PostAsync(posting, scope, ct);
    }

    public async Task<Problem?> ReleaseAsync(HoldId id, CommandScope scope, CancellationToken ct)
    {
        if (await OpenAsync(id, scope, ct) is not { } hold)
            return new Problem("HOLD_RESOLVED");
        // One command may give back several.
        await open.EndAsync(
            hold,
            Hold.Released,
            Kernel.Values.NameUuid.Of("ledger.hold-released", id.Value.ToString(), scope.Id.ToString()),
            ct
        );
        await db.SaveChangesAsync(ct);
        return null;
    }

    public async Task<HoldNow?> FindAsync(HoldId id, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return await db.Set<Hold>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, ct) is { } h
            ? new HoldNow(
                h.Id,
                h.TxKind,
                h.Amount,
                h.ExpiresAt,
                h.State == Hold.Pending && !h.IsOpen(now) ? Hold.Expired : h.State
            )
            : null;
    }

    // The book's row first, so that two who resolve it take turns and the second sees what the first did.
    private async Task<Hold?> OpenAsync(HoldId id, CommandScope scope, CancellationToken ct)
    {
        var book = await db.Set<Hold>().Where(h => h.Id == id).Select(h => (BookId?)h.BookId).SingleOrDefaultAsync(ct);
        if (book is not { } known)
            return null;
        await books.LockAsync(known, ct);
        var hold = await db.Set<Hold>().SingleAsync(h => h.Id == id, ct);
        await db.Entry(hold).ReloadAsync(ct);
        return hold.IsOpen(scope.Now) ? hold : null;
    }

    private static Problem? Wrong(NewHold hold, CommandScope scope)
    {
        if (!KindRules.Knows(hold.Kind) || hold.Kind == KindRules.Reversal)
            return PostingCheck.With("KIND_UNKNOWN", ("kind", hold.Kind));
        if (hold.Minor <= 0)
            return new Problem("AMOUNT_NOT_POSITIVE");
        if (hold.Debit.Unit != hold.Credit.Unit || !Units.Fit(hold.Debit) || !Units.Fit(hold.Credit))
            return new Problem("UNIT_MISMATCH");
        if (!KindRules.Fits(hold.Kind, [(hold.Debit, true), (hold.Credit, false)]))
            return new Problem("ACCOUNT_NOT_USABLE");
        return hold.ExpiresAt <= scope.Now ? new Problem("TIME_ORDER") : null;
    }

    private static bool IsSame(Hold earlier, NewHold hold, Account debit, Account credit) =>
        earlier.TxKind == hold.Kind
        && earlier.DebitAccountId == debit.Id
        && earlier.CreditAccountId == credit.Id
        && earlier.Amount == hold.Minor;

    private static Int128 Sum(Posting posting, AccountRef account, bool isDebit) =>
        posting
            .Legs.Where(l => l.IsDebit == isDebit && l.Account == account)
            .Aggregate((Int128)0, (sum, l) => sum + l.Minor);
}
