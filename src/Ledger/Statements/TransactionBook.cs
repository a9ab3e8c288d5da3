using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Jisr.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Statements;

/// <summary>One entry of a transaction.</summary>
internal sealed record EntryRow(
    LedgerAccountId Account,
    AccountPurpose Purpose,
    AccountOwner Owner,
    Guid OwnerId,
    string Unit,
    bool IsDebit,
    long Minor
)
{
    public string Short => OwnerId.ToString()[^6..];
}

/// <summary>A transaction with all its entries.</summary>
/// <param name="TakenBackBy">The transaction that turned it round.</param>
internal sealed record TransactionSheet(
    JournalTxId Id,
    BookId Book,
    long Seq,
    string Kind,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Reason,
    string SourceKind,
    JournalTxId? Reverses,
    JournalTxId? TakenBackBy,
    IReadOnlyList<EntryRow> Entries
)
{
    // What stands in a record of its own is taken back there, so that record and books say the same.
    private static readonly HashSet<string> WithRecord = new(StringComparer.Ordinal)
    {
        "order",
        "claim",
        "run",
        "round",
        "counter",
        "lot",
        "link",
        "party",
        "payout",
        "transfer",
        "count",
    };

    public bool HasRecord => WithRecord.Contains(SourceKind);

    public bool IsReversal => Kind == KindRules.Reversal;

    public bool MayBeTurned => !IsReversal && TakenBackBy is null && !HasRecord;
}

/// <summary>Reads single transactions for those who answer for the books.</summary>
internal sealed class TransactionBook(JisrDb db)
{
    public async Task<TransactionSheet?> FindAsync(Guid id, CancellationToken ct)
    {
        var txId = new JournalTxId(id);
        var tx = await db.Set<JournalTx>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == txId, ct);
        if (tx is null)
            return null;
        var entries = await (
            from e in db.Set<Entry>().AsNoTracking()
            join a in db.Set<Account>() on e.AccountId equals a.Id
            where e.TxId == txId
            orderby e.N
            select new EntryRow(a.Id, a.Purpose, a.OwnerKind, a.OwnerId, a.Unit, e.Side == Side.Debit, e.Amount)
        ).ToListAsync(ct);
        var back = await db.Set<JournalTx>()
            .Where(t => t.ReversesId == txId)
            .Select(t => (JournalTxId?)t.Id)
            .SingleOrDefaultAsync(ct);
        return new TransactionSheet(
            tx.Id,
            tx.BookId,
            tx.Seq,
            tx.Kind,
            tx.OccurredAt,
            tx.RecordedAt,
            tx.Reason,
            tx.SourceKind,
            tx.ReversesId,
            back,
            entries
        );
    }
}
