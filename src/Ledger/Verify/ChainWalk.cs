using Jisr.Contracts.Ledger;
using Jisr.Ledger.Approvals;
using Jisr.Ledger.Books;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Rates;

namespace Jisr.Ledger.Verify;

/// <summary>Walks one book from its first transaction to its head and notes what does not hold.</summary>
internal sealed class ChainWalk(
    Book book,
    IReadOnlyDictionary<LedgerAccountId, Account> accounts,
    IReadOnlyDictionary<Guid, Rate> rates,
    List<Finding> findings
)
{
    private readonly Dictionary<LedgerAccountId, (Int128 Debit, Int128 Credit)> sums = [];
    private readonly List<JournalTx> reversals = [];
    private readonly List<JournalTx> carried = [];
    private byte[] prev = Chain.Genesis(book.Id);
    private long seq;
    private DateTimeOffset recorded = DateTimeOffset.MinValue;

    public long Count { get; private set; }

    /// <summary>Transactions of kind reversal, to be held against what they reverse.</summary>
    public IReadOnlyList<JournalTx> Reversals => reversals;

    /// <summary>Transactions that may have needed a second person.</summary>
    public IReadOnlyList<JournalTx> Carried => carried;

    public (Int128 Debit, Int128 Credit) SumsOf(LedgerAccountId account) => sums.GetValueOrDefault(account);

    /// <summary>Takes the next transaction. Not deep: only adds up, trusting what was checked before.</summary>
    public void Step(JournalTx tx, bool deep)
    {
        Count++;
        foreach (var entry in tx.Entries)
        {
            var (debit, credit) = SumsOf(entry.AccountId);
            sums[entry.AccountId] =
                entry.Side == Side.Debit ? (debit + entry.Amount, credit) : (debit, credit + entry.Amount);
        }
        if (deep)
            Look(tx);
        if (tx.Seq != seq + 1)
            Note(tx, "I9", $"seq {seq + 1}", $"seq {tx.Seq}");
        (seq, prev, recorded) = (tx.Seq, tx.Hash, tx.RecordedAt);
    }

    /// <summary>I9: the book's head is its last transaction.</summary>
    public void End()
    {
        if (book.HeadSeq != seq || !Same(book.HeadHash, prev))
            findings.Add(
                new Finding(
                    book.Id.Value.ToString(),
                    "I9",
                    $"head {book.HeadSeq} {VerifyBooks.Hex(book.HeadHash)}",
                    $"last {seq} {VerifyBooks.Hex(prev)}"
                )
            );
    }

    private void Look(JournalTx tx)
    {
        Seals(tx);
        if (tx.RecordedAt < recorded)
            Note(tx, "I13", $"recorded at {recorded:O} or later", $"{tx.RecordedAt:O}");
        if (tx.OccurredAt > tx.RecordedAt + PostingCheck.Ahead)
            Note(tx, "I13", $"occurred by {tx.RecordedAt + PostingCheck.Ahead:O}", $"{tx.OccurredAt:O}");
        if (TwoPeople.Concerns(tx.Kind) || tx.OccurredAt < tx.RecordedAt - PostingCheck.Back)
            carried.Add(tx);
        if (tx.Kind == KindRules.Reversal != tx.ReversesId is not null)
            Note(tx, "I7", "a reversal names what it reverses, nothing else does", tx.Kind);
        if (tx.ReversesId is not null)
            reversals.Add(tx);
        if (tx.Entries.Any(e => !accounts.ContainsKey(e.AccountId)))
            Note(tx, "I16", "accounts of this book", "another book's account");
        else
            Legs(tx);
    }

    private void Seals(JournalTx tx)
    {
        if (!Same(tx.PrevHash, prev))
            Note(tx, "I9", "prev " + VerifyBooks.Hex(prev), "prev " + VerifyBooks.Hex(tx.PrevHash));
        var entries = tx.Entries.ConvertAll(Chain.OfEntry);
        var hash = Chain.OfTx(tx, entries);
        if (!Same(tx.Hash, hash))
            Note(tx, "I9", VerifyBooks.Hex(tx.Hash), VerifyBooks.Hex(hash));
        var idem = Chain.Idem(tx, entries);
        if (!Same(tx.IdemHash, idem))
            Note(tx, "I8", VerifyBooks.Hex(tx.IdemHash), VerifyBooks.Hex(idem));
    }

    private void Legs(JournalTx tx)
    {
        var legs = tx.Entries.ConvertAll(e => new Leg(accounts[e.AccountId].Ref, e.Side == Side.Debit, e.Amount));
        if (!PostingCheck.Balances(legs))
            Note(tx, "I1", "equal sides, two entries at least", string.Join(", ", tx.Entries.Select(Said)));
        if (!KindRules.Knows(tx.Kind))
            Note(tx, "I16", "a kind of ledger.md §5", tx.Kind);
        else if (
            tx.Kind != KindRules.Reversal
            && !KindRules.Fits(tx.Kind, [.. legs.Select(l => (l.Account, l.IsDebit))])
        )
            Note(tx, "I16", "the accounts of " + tx.Kind, string.Join(", ", legs.Select(l => l.Account.Purpose)));
        if (legs.Any(l => !Units.Fit(l.Account)))
            Note(tx, "I10", "one unit that fits each account", string.Join(", ", legs.Select(l => l.Account.Unit)));
        var changes = legs.Any(l => l.Account.Purpose == AccountPurpose.Fx) && tx.ReversesId is null;
        var units = legs.Select(l => l.Account.Unit).ToHashSet(StringComparer.Ordinal);
        if (
            changes
            && !(tx.RateId is { } id && rates.TryGetValue(id, out var rate) && units.SetEquals([rate.Base, rate.Quote]))
        )
            Note(tx, "I10", "a stored rate of " + string.Join(" and ", units), tx.RateId?.ToString() ?? "none");
    }

    private string Said(Entry entry) => $"{entry.Side} {entry.Amount} {accounts[entry.AccountId].Unit}";

    private void Note(JournalTx tx, string invariant, string expected, string found) =>
        findings.Add(new Finding(tx.Id.Value.ToString(), invariant, expected, found));

    private static bool Same(byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b);
}
