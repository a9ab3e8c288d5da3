using Jisr.Contracts.Ledger;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Ledger.Books;
using Jisr.Ledger.Statements;
using Jisr.Ui.Forms;
using Jisr.Ui.Parts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Custody;

/// <summary>What a custodian has in one unit.</summary>
/// <param name="Posted">Minor units.</param>
/// <param name="Free">Posted less what approved payouts reserve.</param>
/// <param name="Suspense">Above 0: so much is missing; below 0: so much is too much.</param>
internal sealed record HeldMoney(string Unit, long Posted, long Free, long Suspense);

/// <summary>What the pages of an organisation's money ask: her units, their custodians, and what lies there.</summary>
internal sealed class MoneyDesk(
    JisrDb db,
    ICurrentActor current,
    AccessGate gate,
    IUnitDirectory directory,
    IPartyDirectory people,
    ReadLog log,
    OpenAccountSums sums,
    StaffPlace place,
    Shown shown,
    BooksOfUnits books
)
{
    /// <summary>The pages that show it.</summary>
    public const string Pages = "money.custody";

    public async Task<(Show Show, TimeZoneInfo Zone)> ShowAsync(CancellationToken ct)
    {
        var (country, zone) = await place.OfAsync(ct);
        return (shown.In(country), zone);
    }

    /// <summary>Whether she holds a permission at a unit, for those of a list.</summary>
    public async Task<Func<UnitId, bool>> AtAsync(string permission, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        return unit => gate.May(actor, permission, Reach.Unit(unit));
    }

    public async Task<bool> MayAsync(string permission, UnitId unit, CancellationToken ct) =>
        (await AtAsync(permission, ct))(unit);

    public async Task<bool> HoldsAsync(string permission, CancellationToken ct) =>
        gate.HoldsAnywhere(await current.GetAsync(ct), permission);

    /// <summary>Units at which she holds a permission, the platform among them.</summary>
    public async Task<IReadOnlyList<Option>> UnitsAsync(string permission, CancellationToken ct)
    {
        var may = await AtAsync(permission, ct);
        var units = (await directory.AllAsync(ct))
            .Where(u => may(u.Id))
            .Select(u => new Option(u.Id.ToString(), u.Name(Words.Language)))
            .ToList();
        if (may(UnitId.Root))
            units.Add(new Option(UnitId.Root.ToString(), "Jisr"));
        return units;
    }

    /// <summary>The unit at which she holds a permission in a book: the organisation itself before one below it. Null where
    /// she stands in none of it.</summary>
    public async Task<UnitId?> UnitOfBookAsync(string permission, BookId book, CancellationToken ct)
    {
        var may = await AtAsync(permission, ct);
        var top = book == BookId.Platform ? UnitId.Root : new UnitId(book.Value);
        if (may(top))
            return top;
        foreach (var unit in (await directory.AllAsync(ct)).Where(u => may(u.Id)))
            if (await books.OfAsync(unit.Id, ct) == book)
                return unit.Id;
        return null;
    }

    /// <summary>Custodians of units at which she holds a permission, in order of their labels.</summary>
    public async Task<IReadOnlyList<Custodian>> CustodiansAsync(string permission, CancellationToken ct)
    {
        var may = await AtAsync(permission, ct);
        var all = await db.Set<Custodian>().AsNoTracking().OrderBy(c => c.Label).ToListAsync(ct);
        return [.. all.Where(c => may(c.UnitId))];
    }

    /// <summary>Those that may be chosen now, as options of a list.</summary>
    public async Task<IReadOnlyList<Option>> ChoicesAsync(string permission, Words words, CancellationToken ct) =>
        [
            .. (await CustodiansAsync(permission, ct))
                .Where(c => c.Active)
                .Select(c => new Option(c.Id.ToString(), c.Label + " – " + CustodyWords.Kind(words, c.Kind))),
        ];

    public Task<ILookup<Guid, HeldMoney>> HeldAsync(IReadOnlyCollection<Guid> custodians, CancellationToken ct) =>
        sums.HeldAsync(custodians, ct);

    /// <summary>Names of members she may see; the look is written down first.</summary>
    public async Task<IReadOnlyDictionary<PartyId, string>> NamesAsync(
        IReadOnlyCollection<PartyId> parties,
        UnitId unit,
        CancellationToken ct
    )
    {
        var names = await people.NamesOfAsync(parties, await current.GetAsync(ct), ct);
        if (names.Count > 0)
            await log.WriteAsync(ReadAction.List, [.. names.Keys], "name", unit, null, ct);
        return names;
    }

    /// <summary>A member by the end of her id, where her name is not for the one who reads.</summary>
    public static string NameOf(IReadOnlyDictionary<PartyId, string> names, PartyId party) =>
        names.GetValueOrDefault(party) ?? "…" + party.Value.ToString()[^6..];

    /// <summary>Currencies to choose from.</summary>
    public static IReadOnlyList<Option> Currencies =>
        [.. Currency.All.Select(c => new Option(c.Key, c.NameIn(Words.Language)))];
}

/// <summary>Sums of custodians' accounts.</summary>
internal sealed class OpenAccountSums(JisrDb db)
{
    public async Task<ILookup<Guid, HeldMoney>> HeldAsync(IReadOnlyCollection<Guid> custodians, CancellationToken ct)
    {
        var rows = await (
            from a in db.Set<Account>().AsNoTracking()
            join b in db.Set<Balance>().AsNoTracking() on a.Id equals b.AccountId
            where
                a.OwnerKind == AccountOwner.Custodian
                && custodians.Contains(a.OwnerId)
                && (a.Purpose == AccountPurpose.Cash || a.Purpose == AccountPurpose.Suspense)
            select new { Account = a, Balance = b }
        ).ToListAsync(ct);
        return rows.GroupBy(r => (r.Account.OwnerId, r.Account.Unit))
            .Select(g =>
            {
                long Sum(AccountPurpose purpose, Func<Account, Balance, long> of) =>
                    g.Where(r => r.Account.Purpose == purpose).Sum(r => of(r.Account, r.Balance));
                return (
                    g.Key.OwnerId,
                    Held: new HeldMoney(
                        g.Key.Unit,
                        Sum(AccountPurpose.Cash, (a, b) => b.Net(a.NormalSide)),
                        Sum(AccountPurpose.Cash, (a, b) => b.Available(a.NormalSide)),
                        Sum(AccountPurpose.Suspense, (a, b) => b.Net(a.NormalSide))
                    )
                );
            })
            .OrderBy(r => r.Held.Unit, StringComparer.Ordinal)
            .ToLookup(r => r.OwnerId, r => r.Held);
    }
}
