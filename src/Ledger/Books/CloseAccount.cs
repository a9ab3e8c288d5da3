using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Holds;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Books;

/// <summary>An account takes no posting any more. Only an empty one of which nothing is reserved.</summary>
internal sealed record CloseAccount(Guid AccountId, Guid UnitId) : ICommand
{
    public static string Kind => "account.close";
}

/// <summary>It takes postings again.</summary>
internal sealed record ReopenAccount(Guid AccountId, Guid UnitId) : ICommand
{
    public static string Kind => "account.reopen";
}

internal sealed class CloseAccountHandler(JisrDb db, BookRow books, OpenHolds holds, BooksOfUnits units)
    : IHandle<CloseAccount>,
        IHandle<ReopenAccount>
{
    public Task<Reach> ReachAsync(CloseAccount command, CommandScope scope, CancellationToken ct) =>
        ReachAsync(command.AccountId, command.UnitId, ct);

    public Task<Reach> ReachAsync(ReopenAccount command, CommandScope scope, CancellationToken ct) =>
        ReachAsync(command.AccountId, command.UnitId, ct);

    public async Task<Outcome> HandleAsync(CloseAccount command, CommandScope scope, CancellationToken ct)
    {
        var account = await LockAsync(command.AccountId, ct);
        if (account.ClosedAt is not null)
            return Outcome.No("STEP_NOT_POSSIBLE");
        // Every exchange and every cash step needs them.
        if (account.OwnerKind == AccountOwner.System)
            return Outcome.No("ACCOUNT_OF_THE_BOOKS");
        await holds.ExpireAsync([account.Id], scope.Now, ct);
        await db.SaveChangesAsync(ct);
        var balance = await db.Set<Balance>().AsNoTracking().SingleAsync(b => b.AccountId == account.Id, ct);
        if (balance.PostedD != balance.PostedC)
            return Outcome.No("ACCOUNT_NOT_EMPTY");
        if (balance.PendingD != 0 || balance.PendingC != 0)
            return Outcome.No("ACCOUNT_RESERVED");
        account.ClosedAt = scope.Now;
        return new Outcome.Done { Subject = command.AccountId };
    }

    public async Task<Outcome> HandleAsync(ReopenAccount command, CommandScope scope, CancellationToken ct)
    {
        var account = await LockAsync(command.AccountId, ct);
        if (account.ClosedAt is null)
            return Outcome.No("STEP_NOT_POSSIBLE");
        account.ClosedAt = null;
        return new Outcome.Done { Subject = command.AccountId };
    }

    // Only in the book of the organisation she stands in.
    private async Task<Reach> ReachAsync(Guid account, Guid unit, CancellationToken ct)
    {
        var id = new LedgerAccountId(account);
        var book = await db.Set<Account>()
            .Where(a => a.Id == id)
            .Select(a => (BookId?)a.BookId)
            .SingleOrDefaultAsync(ct);
        return book is not null && book == await units.OfAsync(new UnitId(unit), ct)
            ? Reach.Unit(new UnitId(unit))
            : Reach.Missing;
    }

    // A posting holds the book's row first: while it is held, nothing comes onto the account.
    private async Task<Account> LockAsync(Guid account, CancellationToken ct)
    {
        var id = new LedgerAccountId(account);
        var book = await db.Set<Account>().Where(a => a.Id == id).Select(a => a.BookId).SingleAsync(ct);
        await books.LockAsync(book, ct);
        return await db.Set<Account>().SingleAsync(a => a.Id == id, ct);
    }
}
