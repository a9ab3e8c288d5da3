using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Jisr.Ledger.Rates;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Verify;

/// <summary>Checks the books against every invariant that can be checked from outside. Reads in one snapshot, holds
/// one transaction at a time in memory, and never repairs.</summary>
internal sealed class VerifyBooks(JisrDb db)
{
    /// <param name="only">One book, or all.</param>
    /// <param name="since">Transactions recorded before it are added up but not hashed anew.</param>
    /// <param name="anchors">Anchors printed earlier: each must stand in some book's chain.</param>
    public async Task<Report> CheckAsync(
        BookId? only,
        DateTimeOffset? since,
        IReadOnlyCollection<string> anchors,
        CancellationToken ct
    )
    {
        await using var snapshot = await db.Storage.SnapshotAsync(db, ct);
        var findings = new List<Finding>();
        var checkedBooks = new List<CheckedBook>();
        var missing = anchors.Select(a => a.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        missing.UnionWith(
            await db.Set<BookAnchor>()
                .AsNoTracking()
                .Where(a => only == null || a.BookId == only)
                .Select(a => a.Anchor)
                .ToListAsync(ct)
        );
        var custody = await CustodyFacts.ReadAsync(db, ct);
        var rates = await db.Set<Rate>().AsNoTracking().ToDictionaryAsync(r => r.Id, ct);
        var books = await db.Set<Book>()
            .AsNoTracking()
            .Where(b => only == null || b.Id == only)
            .OrderBy(b => b.Id)
            .ToListAsync(ct);
        if (only is { } wanted && books.Count == 0)
            findings.Add(new Finding(wanted.Value.ToString(), "book", "a book", "none"));
        foreach (var book in books)
            checkedBooks.Add(await CheckBookAsync(book, since, missing, rates, custody, findings, ct));
        findings.AddRange(
            missing.Select(a => new Finding("anchor", "I9", a, "in no chain: the tail is cut off or changed"))
        );
        return new Report(checkedBooks, findings);
    }

    private async Task<CheckedBook> CheckBookAsync(
        Book book,
        DateTimeOffset? since,
        HashSet<string> anchors,
        IReadOnlyDictionary<Guid, Rate> rates,
        CustodyFacts custody,
        List<Finding> findings,
        CancellationToken ct
    )
    {
        var accounts = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => a.BookId == book.Id)
            .ToDictionaryAsync(a => a.Id, ct);
        var chain = new ChainWalk(book, accounts, rates, findings);
        var rows = db.Set<JournalTx>()
            .AsNoTracking()
            .Include(t => t.Entries.OrderBy(e => e.N))
            .Where(t => t.BookId == book.Id)
            .OrderBy(t => t.Seq)
            .AsAsyncEnumerable();
        await foreach (var tx in rows.WithCancellation(ct))
        {
            chain.Step(tx, deep: since is null || tx.RecordedAt >= since);
            if (anchors.Count > 0)
                anchors.Remove(Hex(Chain.Anchor(book.Id, tx.Seq, tx.Hash)));
        }
        chain.End();
        await CheckReversalsAsync(book.Id, chain.Reversals, findings, ct);
        custody.CheckPeople(chain.Carried, accounts, findings);
        await custody.CheckHoldsAsync(db, book.Id, findings, ct);
        await custody.CheckCountsAsync(db, book.Id, findings, ct);
        await CheckBalancesAsync(book.Id, chain, accounts, findings, ct);
        return new CheckedBook(
            book.Id,
            chain.Count,
            book.HeadSeq,
            Hex(book.HeadHash),
            Hex(Chain.Anchor(book.Id, book.HeadSeq, book.HeadHash))
        );
    }

    /// <summary>I7: one reversal per transaction, the exact mirror of it, and never of another reversal.</summary>
    private async Task CheckReversalsAsync(
        BookId book,
        IReadOnlyList<JournalTx> reversals,
        List<Finding> findings,
        CancellationToken ct
    )
    {
        foreach (var again in reversals.GroupBy(r => r.ReversesId).Where(g => g.Key is not null && g.Count() > 1))
            findings.Add(
                new Finding(again.Key!.Value.Value.ToString(), "I7", "reversed once", $"{again.Count()} times")
            );
        foreach (var reversal in reversals)
        {
            var old = await db.Set<JournalTx>()
                .AsNoTracking()
                .Include(t => t.Entries.OrderBy(e => e.N))
                .SingleOrDefaultAsync(t => t.Id == reversal.ReversesId && t.BookId == book, ct);
            var mirrored =
                old is { ReversesId: null }
                && old.Entries.Select(e => (e.AccountId, Side.Other(e.Side), e.Amount))
                    .SequenceEqual(reversal.Entries.Select(e => (e.AccountId, e.Side, e.Amount)));
            if (!mirrored)
                findings.Add(
                    new Finding(
                        reversal.Id.Value.ToString(),
                        "I7",
                        "the mirror of " + reversal.ReversesId?.Value,
                        old is null ? "no such transaction" : "other entries"
                    )
                );
        }
    }

    /// <summary>I2 over all accounts, I3 and I4 for each.</summary>
    private async Task CheckBalancesAsync(
        BookId book,
        ChainWalk chain,
        IReadOnlyDictionary<LedgerAccountId, Account> accounts,
        List<Finding> findings,
        CancellationToken ct
    )
    {
        var kept = await (
            from b in db.Set<Balance>().AsNoTracking()
            join a in db.Set<Account>() on b.AccountId equals a.Id
            where a.BookId == book
            select b
        ).ToDictionaryAsync(b => b.AccountId, ct);
        var reserved = await CustodyFacts.ReservedAsync(db, book, ct);
        foreach (var account in accounts.Values)
        {
            var (debit, credit) = chain.SumsOf(account.Id);
            var balance = kept.GetValueOrDefault(account.Id) ?? new Balance { AccountId = account.Id };
            if (debit != balance.PostedD || credit != balance.PostedC)
                findings.Add(
                    new Finding(
                        account.Id.Value.ToString(),
                        "I3",
                        $"D {debit} C {credit}",
                        $"D {balance.PostedD} C {balance.PostedC}"
                    )
                );
            var (pendingD, pendingC) = reserved.GetValueOrDefault(account.Id);
            if (pendingD != balance.PendingD || pendingC != balance.PendingC)
                findings.Add(
                    new Finding(
                        account.Id.Value.ToString(),
                        "I3",
                        $"reserved D {pendingD} C {pendingC}",
                        $"reserved D {balance.PendingD} C {balance.PendingC}"
                    )
                );
            if (!account.MayGoNegative && balance.Net(account.NormalSide) is < 0 and var below)
                findings.Add(new Finding(account.Id.Value.ToString(), "I4", "0 or more", $"{below} {account.Unit}"));
        }
        foreach (var unit in accounts.Values.GroupBy(a => a.Unit))
        {
            var debit = unit.Aggregate((Int128)0, (sum, a) => sum + chain.SumsOf(a.Id).Debit);
            var credit = unit.Aggregate((Int128)0, (sum, a) => sum + chain.SumsOf(a.Id).Credit);
            if (debit != credit)
                findings.Add(new Finding(book.Value.ToString(), "I2", $"{unit.Key} D {debit}", $"C {credit}"));
        }
    }

    internal static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
