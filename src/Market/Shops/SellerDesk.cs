using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Values;
using Jisr.Ui.Parts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>A shop as its seller's pages name it.</summary>
internal sealed record DeskShop(
    ShopId Id,
    string Code,
    string Name,
    ShopState State,
    string Country,
    string Currency,
    DateOnly? BackOn
)
{
    public Currency Money => Kernel.Values.Currency.Parse(Currency);
}

/// <summary>What every page of a seller needs: who she is, her shops, and how values are shown to her.</summary>
internal sealed record Desk(PartyId Party, IReadOnlyList<DeskShop> Shops, Show Show, TimeZoneInfo Zone, DateOnly Today)
{
    /// <summary>Shops that can still change.</summary>
    public IReadOnlyList<DeskShop> Living => [.. Shops.Where(s => s.State != ShopState.Closed)];

    /// <summary>The local day of a moment.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>Today, yesterday or the date, with the time.</summary>
    public string When(DateTimeOffset at) =>
        Show.Day(DayOf(at), Today)
        + (Show.Display.Language == "ar" ? "، " : ", ")
        + Show.Time(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime));
}

/// <summary>Sets the desk of the woman who asks.</summary>
internal sealed class SellerDesk(
    JisrDb db,
    ICurrentActor current,
    IUnitTree units,
    JisrSettings settings,
    Shown shown,
    IPartyDirectory? people = null
)
{
    /// <summary>Permission of the pages: any member may have a shop, and sees her own only.</summary>
    public const string Pages = "shop.own";

    /// <summary>Null for somebody who is no member.</summary>
    public async Task<Desk?> OpenAsync(CancellationToken ct = default) =>
        (await current.GetAsync(ct)).PartyId is { } party ? await OfAsync(party, ct) : null;

    public async Task<Desk> OfAsync(PartyId party, CancellationToken ct = default)
    {
        var shops = await db.Set<Shop>()
            .AsNoTracking()
            .Where(s => s.PartyId == party)
            .OrderBy(s => s.CreatedAt)
            .Select(s => new DeskShop(s.Id, s.Code, s.Name, s.State, s.Country, s.Currency, s.BackOn))
            .ToListAsync(ct);
        var home = people is null ? null : await people.HomeUnitAsync(party, ct);
        var facts = home is { } unit ? units.Find(unit) : null;
        var country = shops.Count > 0 ? shops[0].Country : facts?.Country ?? "SY";
        return new Desk(
            party,
            shops,
            shown.In(country),
            facts?.Zone ?? ZoneOf(country),
            units.Today(home ?? UnitId.Root)
        );
    }

    /// <summary>The address of a shop that people can be given.</summary>
    public string ShareAddress(string shopCode) => (settings.PublicUrl?.TrimEnd('/') ?? "") + "/s/" + shopCode;

    /// <summary>The zone of a country's capital, for a seller without a home unit.</summary>
    public static TimeZoneInfo ZoneOf(string country) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(
            country switch
            {
                "MA" => "Africa/Casablanca",
                "JO" => "Asia/Amman",
                _ => "Asia/Damascus",
            },
            out var zone
        )
            ? zone
            : TimeZoneInfo.Utc;
}
