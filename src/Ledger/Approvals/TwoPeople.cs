using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Approvals;

/// <summary>I14: which postings two different people carry, and whether they do. What a woman does with her own purse she
/// does alone: a purse, and a custodian that has no row, is hers.</summary>
internal sealed class TwoPeople(JisrDb db)
{
    /// <summary>True when somebody else than who asked has agreed.</summary>
    public Task<bool> AgreedAsync(Guid source, Guid posting, CancellationToken ct) =>
        db.Set<Approval>()
            .AnyAsync(a => (a.SourceId == source || a.SourceId == posting) && a.AskedBy != a.ApprovedBy, ct);

    /// <summary>Notes the second person's yes; NEEDS_ANOTHER_PERSON when she is the first.</summary>
    public Problem? Agree(Guid source, Guid? askedBy, CommandScope scope)
    {
        var by = scope.Actor.AccountId?.Value;
        if (askedBy == by)
            return new Problem("NEEDS_ANOTHER_PERSON");
        db.Add(
            new Approval
            {
                SourceId = source,
                AskedBy = askedBy,
                ApprovedBy = by,
                At = scope.Now,
            }
        );
        return null;
    }

    /// <summary>Kinds that two people may have to carry.</summary>
    public static bool Concerns(string kind) =>
        kind is "count.adjust" or "suspense.clear" or "payout.send" or KindRules.Reversal;

    public async Task<bool> AreNeededAsync(Posting posting, DateTimeOffset at, CancellationToken ct)
    {
        if (!Concerns(posting.Kind))
            return false;
        var limits = new Dictionary<string, long?>(StringComparer.Ordinal);
        foreach (var unit in posting.Legs.Select(l => l.Account.Unit).Distinct())
            limits[unit] = await LimitAsync(posting.Book, unit, at, ct);
        return AreNeeded(
            posting.Kind,
            posting.Legs,
            await TouchesOrganisationAsync(posting.Legs, at, ct),
            unit => limits[unit]
        );
    }

    /// <summary>The rule itself, for the writer and the verifier alike. Where no limit was set, an organisation's own money
    /// never moves by one person alone.</summary>
    public static bool AreNeeded(
        string kind,
        IReadOnlyList<Leg> legs,
        bool ofOrganisation,
        Func<string, long?> limitOf
    ) =>
        kind switch
        {
            "count.adjust" or "suspense.clear" => ofOrganisation,
            "payout.send" when !ofOrganisation => false,
            _ => legs.Where(l => l.IsDebit)
                .GroupBy(l => l.Account.Unit)
                .Any(unit =>
                    unit.Aggregate((Int128)0, (sum, l) => sum + l.Minor)
                    > (limitOf(unit.Key) ?? (ofOrganisation ? 0 : long.MaxValue))
                ),
        };

    /// <summary>Up to which amount one person is enough; null when nobody has said.</summary>
    public async Task<long?> LimitAsync(BookId book, string unit, DateTimeOffset at, CancellationToken ct) =>
        await db.Set<BookLimit>()
            .AsNoTracking()
            .Where(l => l.BookId == book && l.Unit == unit && l.From <= at)
            .OrderByDescending(l => l.From)
            .Select(l => (long?)l.Minor)
            .FirstOrDefaultAsync(ct);

    /// <summary>True when an organisation's custodian holds one of the accounts, or sent what is on its way.</summary>
    private async Task<bool> TouchesOrganisationAsync(IReadOnlyList<Leg> legs, DateTimeOffset at, CancellationToken ct)
    {
        var custodians = legs.Where(l => l.Account.Owner == AccountOwner.Custodian)
            .Select(l => new CustodianId(l.Account.OwnerId))
            .ToList();
        if (
            custodians.Count > 0
            && await db.Set<Custodian>()
                .AnyAsync(c => custodians.Contains(c.Id) && c.Kind != Custodian.Purse && c.AddedAt <= at, ct)
        )
            return true;
        var transfers = legs.Where(l => l.Account.Owner == AccountOwner.Transfer)
            .Select(l => l.Account.OwnerId)
            .ToList();
        return transfers.Count > 0
            && await (
                from t in db.Set<Transfer>()
                join c in db.Set<Custodian>() on t.FromCustodianId equals c.Id
                where transfers.Contains(t.Id) && c.Kind != Custodian.Purse
                select t.Id
            ).AnyAsync(ct);
    }
}
