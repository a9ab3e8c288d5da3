using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Market.Orders;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>What strangers may know of a shop.</summary>
internal sealed record ShopFront
{
    public required ShopId Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? NameFr { get; init; }
    public string? NameEn { get; init; }
    public string? About { get; init; }
    public required string PlaceCode { get; init; }
    public required string Country { get; init; }
    public required string Currency { get; init; }
    public required string PickUpPoints { get; init; }
    public required string DistrictsServed { get; init; }
    public required ShopState State { get; init; }
    public DateOnly? BackOn { get; init; }
    public required ContactChoice Contact { get; init; }

    /// <summary>A market run of it takes orders.</summary>
    public bool HasOpenRun { get; init; }

    /// <summary>Sealed; only where she chose to show it.</summary>
    public byte[]? PhoneSealed { get; init; }

    public string Address => "/s/" + Code;

    /// <summary>As strangers read it: no number of anybody stands in it but the one of her contact choice.</summary>
    public ShopFront In(PublicText texts) =>
        this with
        {
            Name = texts.Of(Name),
            NameFr = NameFr is null ? null : texts.Of(NameFr),
            NameEn = NameEn is null ? null : texts.Of(NameEn),
            About = About is null ? null : texts.Of(About),
        };

    public string NameIn(string language) => Words.Pick(language, Name, NameFr, NameEn);

    /// <summary>Where she can be met, one place a line.</summary>
    public IReadOnlyList<string> Points => Shop.Lines(PickUpPoints);

    /// <summary>Places to which goods are brought.</summary>
    public IReadOnlyList<string> Served => Delivery.Districts(PlaceCode, DistrictsServed, PickUpPoints);
}

/// <summary>Reads shops for the public pages.</summary>
internal sealed class ShopFronts(JisrDb db, PublicText texts)
{
    /// <summary>A shop that was opened once; null for drafts and unknown codes.</summary>
    public async Task<ShopFront?> FindAsync(string code, CancellationToken ct) =>
        (
            await Fronts(db.Set<Shop>().Where(s => s.Code == code && s.State != ShopState.Draft))
                .SingleOrDefaultAsync(ct)
        )?.In(texts);

    /// <summary>The shops that opened last, of a place where one is named.</summary>
    public async Task<IReadOnlyList<ShopFront>> NewestAsync(
        IReadOnlyCollection<string>? places,
        int most,
        CancellationToken ct
    )
    {
        var shops = db.Set<Shop>().Where(s => s.State == ShopState.Open || s.State == ShopState.Paused);
        if (places is not null)
            shops = shops.Where(s => places.Contains(s.PlaceCode));
        return (await Fronts(shops).OrderByDescending(s => s.Id).Take(most).ToListAsync(ct)).ConvertAll(s =>
            s.In(texts)
        );
    }

    /// <summary>Codes of all places where there is a shop.</summary>
    public async Task<IReadOnlyList<string>> PlacesAsync(CancellationToken ct) =>
        await db.Set<Shop>()
            .Where(s => s.State == ShopState.Open || s.State == ShopState.Paused)
            .Select(s => s.PlaceCode)
            .Distinct()
            .ToListAsync(ct);

    private IQueryable<ShopFront> Fronts(IQueryable<Shop> shops) =>
        shops
            .AsNoTracking()
            .Select(s => new ShopFront
            {
                Id = s.Id,
                Code = s.Code,
                Name = s.Name,
                NameFr = s.NameFr,
                NameEn = s.NameEn,
                About = s.About,
                PlaceCode = s.PlaceCode,
                Country = s.Country,
                Currency = s.Currency,
                PickUpPoints = s.PickUpPoints,
                DistrictsServed = s.DistrictsServed,
                State = s.State,
                BackOn = s.BackOn,
                Contact = s.Contact,
                PhoneSealed = s.PhoneSealed,
                HasOpenRun = db.Set<Run>().Any(r => r.ShopId == s.Id && r.Stage == RunStage.Open),
            });
}
