using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Approvals;
using Jisr.Ledger.Books;
using Jisr.Ledger.Counts;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Rates;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Journal;

/// <summary>What can be said of a posting only with other rows at hand: its day (I13), its rate (M-3), the second person
/// (I14), and whether who receives may (K-3).</summary>
internal sealed class PostingRules(JisrDb db, TwoPeople people, CustodianRules custodians)
{
    /// <summary>Problems that a second person can take away.</summary>
    public static bool AnotherPersonHelps(Problem problem) =>
        problem.Code is "DATE_NOT_ALLOWED" or "COUNTED_SINCE" or "NEEDS_ANOTHER_PERSON";

    public async Task<Problem?> ProblemAsync(Posting posting, JournalTx tx, CancellationToken ct)
    {
        if (tx.OccurredAt > tx.RecordedAt + PostingCheck.Ahead)
            return new Problem("DATE_NOT_ALLOWED");
        if (await RateProblemAsync(posting, tx.RecordedAt, ct) is { } rate)
            return rate;
        if (
            await NeedsApprovalAsync(posting, tx, ct) is { } needs
            && !await people.AgreedAsync(posting.SourceId, posting.Id, ct)
        )
            return needs;
        return await custodians.ReceivingProblemAsync(posting, tx.RecordedAt, ct);
    }

    private async Task<Problem?> NeedsApprovalAsync(Posting posting, JournalTx tx, CancellationToken ct)
    {
        if (tx.OccurredAt < tx.RecordedAt - PostingCheck.Back)
            return new Problem("DATE_NOT_ALLOWED");
        if (tx.OccurredAt < tx.RecordedAt && await CountedSinceAsync(posting, tx.OccurredAt, ct))
            return new Problem("COUNTED_SINCE");
        return await people.AreNeededAsync(posting, tx.RecordedAt, ct) ? new Problem("NEEDS_ANOTHER_PERSON") : null;
    }

    /// <summary>A count says what was there: what is dated before it comes too late (ledger.md §11).</summary>
    private async Task<bool> CountedSinceAsync(Posting posting, DateTimeOffset occurred, CancellationToken ct)
    {
        var boxes = posting
            .Legs.Select(l => l.Account)
            .Where(a => a.Purpose == AccountPurpose.Cash)
            .Select(a => (a.OwnerId, a.Unit))
            .Distinct()
            .ToList();
        var ids = boxes.ConvertAll(b => b.OwnerId);
        if (ids.Count == 0 || posting.Kind is KindRules.Reversal or "count.adjust")
            return false;
        var counts = await db.Set<CashCount>()
            .AsNoTracking()
            .Where(c => ids.Contains(c.CustodianId) && c.State == CashCount.Confirmed && c.At > occurred)
            .Select(c => new { c.CustodianId, c.Unit })
            .ToListAsync(ct);
        return counts.Any(c => boxes.Contains((c.CustodianId, c.Unit)));
    }

    private async Task<Problem?> RateProblemAsync(Posting posting, DateTimeOffset now, CancellationToken ct)
    {
        // A reversal gives back what was exchanged, at the rate of that day.
        if (posting.RateId is not { } id || posting.Reverses is not null)
            return null;
        var rate = await db.Set<Rate>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        var units = posting.Legs.Select(l => l.Account.Unit).ToHashSet(StringComparer.Ordinal);
        // An order keeps the rate it was placed at; a new exchange needs one that is still in force.
        var isOver = posting.Kind == "fx.exchange" && rate?.ValidUntil < now;
        return rate is null || isOver || !units.SetEquals([rate.Base, rate.Quote])
            ? new Problem("RATE_NOT_USABLE")
            : null;
    }
}
