using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Approvals;
using Jisr.Ledger.Books;
using Jisr.Ledger.Counts;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Holds;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Verify;

/// <summary>What the verifier must know beside the journal: who is a custodian, who agreed, and up to which amount one
/// person was enough.</summary>
internal sealed class CustodyFacts
{
    private IReadOnlyDictionary<Guid, DateTimeOffset> organisations = null!;
    private IReadOnlyDictionary<Guid, Guid> senders = null!;
    private ILookup<(BookId Book, string Unit), BookLimit> limits = null!;
    private IReadOnlySet<Guid> agreed = null!;

    public static async Task<CustodyFacts> ReadAsync(JisrDb db, CancellationToken ct) =>
        new()
        {
            organisations = await db.Set<Custodian>()
                .AsNoTracking()
                .Where(c => c.Kind != Custodian.Purse)
                .ToDictionaryAsync(c => c.Id.Value, c => c.AddedAt, ct),
            senders = await db.Set<Transfer>()
                .AsNoTracking()
                .ToDictionaryAsync(t => t.Id, t => t.FromCustodianId.Value, ct),
            limits = (await db.Set<BookLimit>().AsNoTracking().ToListAsync(ct)).ToLookup(l => (l.BookId, l.Unit)),
            agreed = (
                await db.Set<Approval>()
                    .AsNoTracking()
                    .Where(a => a.AskedBy != a.ApprovedBy)
                    .Select(a => a.SourceId)
                    .ToListAsync(ct)
            ).ToHashSet(),
        };

    /// <summary>I13 and I14: what needed a second person has one.</summary>
    public void CheckPeople(
        IReadOnlyList<JournalTx> carried,
        IReadOnlyDictionary<LedgerAccountId, Account> accounts,
        List<Finding> findings
    )
    {
        foreach (var tx in carried.Where(t => !agreed.Contains(t.SourceId) && !agreed.Contains(t.Id.Value)))
        {
            if (tx.Entries.Any(e => !accounts.ContainsKey(e.AccountId)))
                continue;
            var legs = tx.Entries.ConvertAll(e => new Leg(accounts[e.AccountId].Ref, e.Side == Side.Debit, e.Amount));
            if (tx.OccurredAt < tx.RecordedAt - PostingCheck.Back)
                findings.Add(new Finding(tx.Id.Value.ToString(), "I13", "a second person", "none for so old a day"));
            else if (
                TwoPeople.Concerns(tx.Kind)
                && TwoPeople.AreNeeded(
                    tx.Kind,
                    legs,
                    legs.Any(l => IsOfOrganisation(l.Account, tx.RecordedAt)),
                    unit => LimitAt(tx.BookId, unit, tx.RecordedAt)
                )
            )
                findings.Add(new Finding(tx.Id.Value.ToString(), "I14", "two different people", "one"));
        }
    }

    /// <summary>I6: a hold says how it ended if and only if it ended, and what took it is there and of its kind.</summary>
    public async Task CheckHoldsAsync(JisrDb db, BookId book, List<Finding> findings, CancellationToken ct)
    {
        var ended = await db.Set<Hold>()
            .AsNoTracking()
            .Where(h => h.BookId == book && (h.State != Hold.Pending || h.ResolvedBy != null))
            .ToListAsync(ct);
        var takers = ended.Select(h => h.ResolvedBy).OfType<Guid>().Select(JournalTxId.From).ToList();
        var kinds = await db.Set<JournalTx>()
            .AsNoTracking()
            .Where(t => t.BookId == book && takers.Contains(t.Id))
            .ToDictionaryAsync(t => t.Id.Value, t => t.Kind, ct);
        foreach (var hold in ended)
        {
            var isTaken = hold.State is Hold.Posted or Hold.PartlyPosted;
            var kind = hold.ResolvedBy is { } by ? kinds.GetValueOrDefault(by) : null;
            if (hold.ResolvedBy is null || hold.State == Hold.Pending || (isTaken && kind != hold.TxKind))
                findings.Add(
                    new Finding(
                        hold.Id.Value.ToString(),
                        "I6",
                        isTaken ? "a transaction of kind " + hold.TxKind : "one resolution",
                        kind ?? hold.State
                    )
                );
        }
    }

    /// <summary>I15: a difference of a confirmed count stands in suspense, whole.</summary>
    public async Task CheckCountsAsync(JisrDb db, BookId book, List<Finding> findings, CancellationToken ct)
    {
        var counts = await db.Set<CashCount>()
            .AsNoTracking()
            .Where(c => c.BookId == book && c.State == CashCount.Confirmed && c.Counted != c.Expected)
            .ToListAsync(ct);
        var ids = counts.Select(c => c.TxId).OfType<JournalTxId>().ToList();
        var posted = await (
            from e in db.Set<Entry>().AsNoTracking()
            join t in db.Set<JournalTx>() on e.TxId equals t.Id
            join a in db.Set<Account>() on e.AccountId equals a.Id
            where ids.Contains(t.Id) && t.Kind == "count.adjust" && a.Purpose == AccountPurpose.Suspense
            select new
            {
                t.Id,
                a.OwnerId,
                a.Unit,
                e.Side,
                e.Amount,
            }
        ).ToListAsync(ct);
        foreach (var count in counts)
        {
            var found = posted.FirstOrDefault(p =>
                p.Id == count.TxId && p.OwnerId == count.CustodianId && p.Unit == count.Unit
            );
            var minor =
                found is null ? 0
                : found.Side == Side.Credit ? found.Amount
                : -found.Amount;
            if (minor != count.Difference)
                findings.Add(
                    new Finding(count.Id.ToString(), "I15", $"{count.Difference} {count.Unit} in suspense", $"{minor}")
                );
        }
    }

    /// <summary>What the open holds reserve on each account.</summary>
    public static async Task<IReadOnlyDictionary<LedgerAccountId, (long D, long C)>> ReservedAsync(
        JisrDb db,
        BookId book,
        CancellationToken ct
    )
    {
        var open = await db.Set<Hold>()
            .AsNoTracking()
            .Where(h => h.BookId == book && h.State == Hold.Pending)
            .ToListAsync(ct);
        var sums = new Dictionary<LedgerAccountId, (long D, long C)>();
        foreach (var hold in open)
        {
            var (debit, credit) = (
                sums.GetValueOrDefault(hold.DebitAccountId),
                sums.GetValueOrDefault(hold.CreditAccountId)
            );
            sums[hold.DebitAccountId] = (debit.D + hold.Amount, debit.C);
            sums[hold.CreditAccountId] = (credit.D, credit.C + hold.Amount);
        }
        return sums;
    }

    private bool IsOfOrganisation(AccountRef account, DateTimeOffset at) =>
        account.Owner switch
        {
            AccountOwner.Custodian => organisations.TryGetValue(account.OwnerId, out var added) && added <= at,
            AccountOwner.Transfer => senders.TryGetValue(account.OwnerId, out var from)
                && organisations.ContainsKey(from),
            _ => false,
        };

    private long? LimitAt(BookId book, string unit, DateTimeOffset at) =>
        limits[(book, unit)].Where(l => l.From <= at).MaxBy(l => l.From)?.Minor;
}
