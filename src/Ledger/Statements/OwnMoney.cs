using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Statements;

/// <summary>What a woman has in one currency: all counted from the journal, never typed.</summary>
internal sealed record OwnSums(
    Currency Currency,
    Money SoldThisWeek,
    Money SoldThisMonth,
    Money Sold,
    Money CashThisWeek,
    Money CashThisMonth,
    Money InPurse,
    Money OwedToHer,
    Money KeptForBuyers,
    Money ToBePaidToHer,
    Money CommissionEarned,
    Money Maturing
);

/// <summary>A line of her statement.</summary>
internal sealed record OwnLine(
    long Seq,
    JournalTxId Tx,
    string Kind,
    string? Reversed,
    bool IsTakenBack,
    DateTimeOffset At,
    AccountPurpose Purpose,
    Money Amount,
    string SourceKind,
    Guid SourceId,
    string Reason
);

/// <summary>How she reads days and amounts, and where her week begins.</summary>
internal sealed record OwnPlace(string Country, TimeZoneInfo Zone, DateOnly Today)
{
    /// <summary>The first moment of this week: Saturday in Syria and Jordan, Monday elsewhere.</summary>
    public DateTimeOffset WeekStart => Midnight(Today.AddDays(-(((int)Today.DayOfWeek - (int)FirstDay + 7) % 7)));

    public DateTimeOffset MonthStart => Midnight(new DateOnly(Today.Year, Today.Month, 1));

    /// <summary>The first moment of a statement's period: week or month; null for all that was.</summary>
    public DateTimeOffset? StartOf(string? period) =>
        period switch
        {
            "week" => WeekStart,
            "month" => MonthStart,
            _ => null,
        };

    private DayOfWeek FirstDay => Country is "SY" or "JO" ? DayOfWeek.Saturday : DayOfWeek.Monday;

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // The one hour of a year that a clock skips.
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>Reads a member's own money. One balance function for every screen: sums are those of the accounts.</summary>
internal sealed class OwnMoney(JisrDb db, IServiceProvider services, IUnitTree units)
{
    public const string Pages = "money.own";
    public const int PageSize = 25;

    public async Task<OwnPlace> PlaceAsync(PartyId party, CancellationToken ct)
    {
        var home = services.GetService<IPartyDirectory>() is { } people ? await people.HomeUnitAsync(party, ct) : null;
        var facts = home is { } unit ? units.Find(unit) : null;
        return new OwnPlace(
            facts?.Country ?? "SY",
            facts?.Zone ?? TimeZoneInfo.FindSystemTimeZoneById("Asia/Damascus"),
            units.Today(home ?? UnitId.Root)
        );
    }

    /// <summary>The sums of all records of hers.</summary>
    public async Task<IReadOnlyList<OwnSums>> SumsAsync(
        IReadOnlyList<PartyId> records,
        OwnPlace place,
        CancellationToken ct
    )
    {
        var owners = OwnersOf(records);
        var balances = await (
            from a in Accounts(owners)
            join b in db.Set<Balance>() on a.Id equals b.AccountId
            select new { Account = a, Balance = b }
        ).ToListAsync(ct);
        var contacts = await ContactsAsync(records, ct);
        var theirs = await (
            from a in db.Set<Account>().AsNoTracking()
            join b in db.Set<Balance>() on a.Id equals b.AccountId
            where
                a.OwnerKind == AccountOwner.Contact
                && contacts.Contains(a.OwnerId)
                && (a.Purpose == AccountPurpose.Receivable || a.Purpose == AccountPurpose.Payable)
            select new { Account = a, Balance = b }
        ).ToListAsync(ct);
        var moved = await MovedAsync(owners, place, ct);
        var earned = await CommissionsAsync(owners, ct);
        long Of(string unit, AccountPurpose purpose, bool hers) =>
            (hers ? balances : theirs)
                .Where(r => r.Account.Unit == unit && r.Account.Purpose == purpose)
                .Sum(r => r.Balance.Net(r.Account.NormalSide));
        return
        [
            .. balances
                .Concat(theirs)
                .Select(r => r.Account.Unit)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(unit =>
                {
                    var currency = Currency.Parse(unit);
                    Money M(long minor) => new(minor, currency);
                    return new OwnSums(
                        currency,
                        M(moved.GetValueOrDefault((unit, AccountPurpose.Income, true))),
                        M(moved.GetValueOrDefault((unit, AccountPurpose.Income, false))),
                        M(Of(unit, AccountPurpose.Income, true)),
                        M(moved.GetValueOrDefault((unit, AccountPurpose.Cash, true))),
                        M(moved.GetValueOrDefault((unit, AccountPurpose.Cash, false))),
                        M(Of(unit, AccountPurpose.Cash, true)),
                        M(Of(unit, AccountPurpose.Receivable, false)),
                        M(Of(unit, AccountPurpose.Payable, false)),
                        M(Of(unit, AccountPurpose.Payable, true)),
                        M(earned.GetValueOrDefault(unit)),
                        M(Of(unit, AccountPurpose.Commission, true))
                    );
                }),
        ];
    }

    /// <summary>Newest first; <paramref name="before"/> is the key of the page.</summary>
    public async Task<(IReadOnlyList<OwnLine> Lines, long? Next)> LinesAsync(
        IReadOnlyList<PartyId> records,
        long? before,
        CancellationToken ct
    )
    {
        var lines = await Lines(OwnersOf(records), before).Take(PageSize + 1).ToListAsync(ct);
        return ([.. lines.Take(PageSize)], lines.Count > PageSize ? lines[PageSize - 1].Seq : null);
    }

    /// <summary>All lines since a moment, for her own file and paper.</summary>
    public IAsyncEnumerable<OwnLine> All(IReadOnlyList<PartyId> records, DateTimeOffset? since) =>
        Lines(OwnersOf(records), null, since).AsAsyncEnumerable();

    // Her accounts stand in the book that independent members share. A sale for cash is one line: that of her purse.
    private IQueryable<OwnLine> Lines(Guid[] owners, long? before, DateTimeOffset? since = null) =>
        from e in db.Set<Entry>().AsNoTracking()
        join a in Accounts(owners) on e.AccountId equals a.Id
        join t in db.Set<JournalTx>() on e.TxId equals t.Id
        where
            t.BookId == BookId.Platform
            && (before == null || t.Seq < before)
            && (since == null || t.OccurredAt >= since)
            && (
                a.Purpose != AccountPurpose.Income
                || !db.Set<Entry>()
                    .Any(x =>
                        x.TxId == t.Id
                        && Accounts(owners).Any(p => p.Id == x.AccountId && p.Purpose == AccountPurpose.Cash)
                    )
            )
        orderby t.Seq descending
        select new OwnLine(
            t.Seq,
            t.Id,
            t.Kind,
            db.Set<JournalTx>().Where(o => o.Id == t.ReversesId).Select(o => o.Kind).FirstOrDefault(),
            db.Set<JournalTx>().Any(o => o.ReversesId == t.Id),
            t.OccurredAt,
            a.Purpose,
            new Money(e.Side == a.NormalSide ? e.Amount : -e.Amount, Currency.Parse(a.Unit)),
            t.SourceKind,
            t.SourceId,
            t.Reason
        );

    private async Task<Dictionary<(string Unit, AccountPurpose Purpose, bool Week), long>> MovedAsync(
        Guid[] owners,
        OwnPlace place,
        CancellationToken ct
    )
    {
        var (week, month) = (place.WeekStart, place.MonthStart);
        var since = week < month ? week : month;
        var rows = await (
            from e in db.Set<Entry>().AsNoTracking()
            join a in Accounts(owners) on e.AccountId equals a.Id
            join t in db.Set<JournalTx>() on e.TxId equals t.Id
            where t.OccurredAt >= since && (a.Purpose == AccountPurpose.Income || a.Purpose == AccountPurpose.Cash)
            group e by new
            {
                a.Unit,
                a.Purpose,
                Plus = e.Side == a.NormalSide,
                InWeek = t.OccurredAt >= week,
                InMonth = t.OccurredAt >= month,
            } into g
            select new { g.Key, Sum = g.Sum(e => e.Amount) }
        ).ToListAsync(ct);
        var sums = new Dictionary<(string, AccountPurpose, bool), long>();
        foreach (var row in rows)
        foreach (var isWeek in (bool[])[true, false])
            if (isWeek ? row.Key.InWeek : row.Key.InMonth)
            {
                var key = (row.Key.Unit, row.Key.Purpose, isWeek);
                sums[key] = sums.GetValueOrDefault(key) + (row.Key.Plus ? row.Sum : -row.Sum);
            }
        return sums;
    }

    // All that was ever created, less what returns took back: what became ready or was paid out counts on.
    private async Task<Dictionary<string, long>> CommissionsAsync(Guid[] owners, CancellationToken ct)
    {
        var rows = await (
            from e in db.Set<Entry>().AsNoTracking()
            join a in Accounts(owners) on e.AccountId equals a.Id
            join t in db.Set<JournalTx>() on e.TxId equals t.Id
            where
                a.Purpose == AccountPurpose.Commission
                && (
                    t.Kind == "commission.create"
                    || db.Set<JournalTx>().Any(o => o.Id == t.ReversesId && o.Kind == "commission.create")
                )
            group e by new { a.Unit, Plus = e.Side == a.NormalSide } into g
            select new { g.Key, Sum = g.Sum(e => e.Amount) }
        ).ToListAsync(ct);
        return rows.GroupBy(r => r.Key.Unit, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Key.Plus ? r.Sum : -r.Sum), StringComparer.Ordinal);
    }

    private IQueryable<Account> Accounts(Guid[] owners) =>
        db.Set<Account>()
            .AsNoTracking()
            .Where(a =>
                owners.Contains(a.OwnerId)
                && (
                    (a.OwnerKind == AccountOwner.Custodian && a.Purpose == AccountPurpose.Cash)
                    || (
                        a.OwnerKind == AccountOwner.Party
                        && (
                            a.Purpose == AccountPurpose.Income
                            || a.Purpose == AccountPurpose.Payable
                            || a.Purpose == AccountPurpose.Commission
                        )
                    )
                )
            );

    private Guid[] OwnersOf(IReadOnlyList<PartyId> records) =>
        services.GetService<ISellerContacts>() is { } market
            ? [.. records.SelectMany(r => (Guid[])[r.Value, market.PurseOf(r)])]
            : [.. records.Select(r => r.Value)];

    private async Task<IReadOnlyList<Guid>> ContactsAsync(IReadOnlyList<PartyId> records, CancellationToken ct)
    {
        var found = new List<Guid>();
        if (services.GetService<ISellerContacts>() is { } market)
            foreach (var record in records)
                found.AddRange(await market.ContactsOfAsync(record, ct));
        return found;
    }
}
