using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Journal;

/// <summary>Writes transactions as ledger.md §7 says, inside the transaction of the command that asks.</summary>
internal sealed class JournalWriter(
    JisrDb db,
    BookRow books,
    OpenAccounts accounts,
    PostingRules rules,
    EarningEvents events
) : ILedger
{
    public Task<Problem?> PostAsync(Posting posting, CommandScope scope, CancellationToken ct) =>
        PostForAsync(posting, scope.Actor.AccountId?.Value, scope.OccurredAt, scope, ct);

    /// <summary>Posts what somebody asked for earlier and a second person agrees to now.</summary>
    public async Task<Problem?> PostForAsync(
        Posting posting,
        Guid? actor,
        DateTimeOffset occurredAt,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var book = await books.LockAsync(posting.Book, ct);
        var occurred = WholeMilliseconds(occurredAt);
        var recorded = scope.Now > book.HeadAt ? scope.Now : book.HeadAt;
        if (PostingCheck.Of(posting) is { } wrong)
            return wrong;
        var used = await accounts.FindOrOpenAsync(posting.Book, posting.Legs.Select(l => l.Account), ct);
        var tx = Draft(posting, actor, book, used, occurred, recorded);
        if (await EarlierAsync(tx, ct) is { } earlier)
            return earlier ? null : new Problem("ID_REUSED");
        if (await ReversalProblemAsync(posting, tx, ct) is { } notReversible)
            return notReversible;
        if (await rules.ProblemAsync(posting, tx, ct) is { } against)
            return against;
        if (await MoveBalancesAsync(tx, used, scope.Now, ct) is { } refused)
            return refused;
        db.Add(tx);
        (book.HeadSeq, book.HeadHash, book.HeadAt) = (tx.Seq, tx.Hash, tx.RecordedAt);
        await db.SaveChangesAsync(ct);
        await events.PublishAsync(posting, tx, scope, ct);
        return null;
    }

    public async Task<Problem?> ReverseAsync(
        JournalTxId what,
        Guid id,
        string reason,
        CommandScope scope,
        CancellationToken ct
    )
    {
        return await ReversalOfAsync(what, id, reason, ct) is { } posting
            ? await PostAsync(posting, scope, ct)
            : new Problem("NOT_FOUND");
    }

    /// <summary>The mirror of a transaction; null when there is none.</summary>
    public async Task<Posting?> ReversalOfAsync(JournalTxId what, Guid id, string reason, CancellationToken ct)
    {
        var old = await db.Set<JournalTx>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == what, ct);
        return old is null
            ? null
            : new Posting(old.BookId, KindRules.Reversal, await MirrorAsync(what, ct))
            {
                Id = id,
                Reason = reason,
                Reverses = what,
                SourceKind = old.SourceKind,
                SourceId = old.SourceId,
                Earner = old.EarnerId,
            };
    }

    public Task<IReadOnlyDictionary<AccountRef, Standing>> StandingsAsync(
        IReadOnlyCollection<AccountRef> wanted,
        CancellationToken ct
    ) => accounts.StandingsAsync(wanted, ct);

    public async Task<IReadOnlyDictionary<AccountRef, long>> BalancesAsync(
        IReadOnlyCollection<AccountRef> wanted,
        CancellationToken ct
    ) => (await accounts.StandingsAsync(wanted, ct)).ToDictionary(s => s.Key, s => s.Value.Posted);

    private static JournalTx Draft(
        Posting posting,
        Guid? actor,
        Book book,
        IReadOnlyDictionary<AccountRef, Account> used,
        DateTimeOffset occurred,
        DateTimeOffset recorded
    )
    {
        var entries = posting
            .Legs.Select(
                (l, i) =>
                    new Entry
                    {
                        N = i + 1,
                        AccountId = used[l.Account].Id,
                        Side = l.IsDebit ? Side.Debit : Side.Credit,
                        Amount = l.Minor,
                    }
            )
            .ToList();
        var hashes = entries.ConvertAll(Chain.OfEntry);
        JournalTx With(byte[] idem, byte[] hash) =>
            new()
            {
                Id = new JournalTxId(posting.Id),
                BookId = book.Id,
                Seq = book.HeadSeq + 1,
                Kind = posting.Kind,
                OccurredAt = occurred,
                RecordedAt = recorded,
                ActorId = actor,
                Reason = posting.Reason.Normalize(),
                ReversesId = posting.Reverses,
                RateId = posting.RateId,
                SourceKind = posting.SourceKind,
                SourceId = posting.SourceId,
                EarnerId = posting.Earner,
                IdemHash = idem,
                PrevHash = book.HeadHash,
                Hash = hash,
                Entries = entries,
            };
        var bare = With([], []);
        return With(Chain.Idem(bare, hashes), Chain.OfTx(bare, hashes));
    }

    /// <summary>I8: true when this very transaction stands already, false when its id is taken by another.</summary>
    private async Task<bool?> EarlierAsync(JournalTx tx, CancellationToken ct)
    {
        var idem = await db.Set<JournalTx>().Where(t => t.Id == tx.Id).Select(t => t.IdemHash).SingleOrDefaultAsync(ct);
        return idem?.AsSpan().SequenceEqual(tx.IdemHash);
    }

    /// <summary>I7: once only, exactly mirrored, and never a reversal itself.</summary>
    private async Task<Problem?> ReversalProblemAsync(Posting posting, JournalTx tx, CancellationToken ct)
    {
        if (posting.Reverses is not { } what)
            return null;
        var old = await db.Set<JournalTx>()
            .AsNoTracking()
            .Where(t => t.Id == what && t.BookId == tx.BookId)
            .Select(t => new { t.Kind })
            .SingleOrDefaultAsync(ct);
        if (old is null)
            return new Problem("NOT_FOUND");
        if (old.Kind == KindRules.Reversal)
            return new Problem("CANNOT_REVERSE");
        if (await db.Set<JournalTx>().AnyAsync(t => t.ReversesId == what, ct))
            return new Problem("ALREADY_REVERSED");
        return (await MirrorAsync(what, ct)).SequenceEqual(posting.Legs) ? null : new Problem("CANNOT_REVERSE");
    }

    /// <summary>Adds the entries to the balances; I4 refuses what would leave a limited account below 0.</summary>
    private async Task<Problem?> MoveBalancesAsync(
        JournalTx tx,
        IReadOnlyDictionary<AccountRef, Account> used,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var byId = used.Values.ToDictionary(a => a.Id);
        var balances = await accounts.LockBalancesAsync(used.Values, now, ct);
        var moved = new List<(Balance Balance, long Debit, long Credit)>();
        foreach (var entries in tx.Entries.GroupBy(e => e.AccountId))
        {
            var account = byId[entries.Key];
            if (account.ClosedAt is not null)
                return new Problem("ACCOUNT_NOT_USABLE");
            var balance = balances[account.Id];
            var debit = Sum(balance.PostedD, entries, Side.Debit);
            var credit = Sum(balance.PostedC, entries, Side.Credit);
            if (debit > long.MaxValue || credit > long.MaxValue)
                return new Problem("AMOUNT_TOO_LARGE");
            var available =
                account.NormalSide == Side.Debit
                    ? debit - credit - balance.PendingC
                    : credit - debit - balance.PendingD;
            // What raises it again is taken, also where a hold reserves more than there is left.
            if (available < 0 && !account.MayGoNegative && available < balance.Available(account.NormalSide))
                return NotEnough.Of(account, balance);
            moved.Add((balance, (long)debit, (long)credit));
        }
        accounts.Keep(used, balances);
        foreach (var (balance, debit, credit) in moved)
        {
            (balance.PostedD, balance.PostedC) = (debit, credit);
            balance.Version++;
        }
        return null;
    }

    private static Int128 Sum(long start, IEnumerable<Entry> entries, string side) =>
        entries.Where(e => e.Side == side).Aggregate((Int128)start, (sum, e) => sum + e.Amount);

    private async Task<List<Leg>> MirrorAsync(JournalTxId what, CancellationToken ct)
    {
        var rows = await (
            from e in db.Set<Entry>().AsNoTracking()
            join a in db.Set<Account>().AsNoTracking() on e.AccountId equals a.Id
            where e.TxId == what
            orderby e.N
            select new { Entry = e, Account = a }
        ).ToListAsync(ct);
        return rows.ConvertAll(r => new Leg(r.Account.Ref, r.Entry.Side == Side.Credit, r.Entry.Amount));
    }

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
