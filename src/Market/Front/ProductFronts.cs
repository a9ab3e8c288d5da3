using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>What strangers may know of a product.</summary>
internal sealed record ProductFront
{
    public required ProductId Id { get; init; }
    public required string Sku { get; init; }
    public required string NameAr { get; init; }
    public string? NameFr { get; init; }
    public string? NameEn { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public required string Label { get; init; }
    public required SaleUnit Unit { get; init; }
    public required SaleKind Kind { get; init; }
    public required long Step { get; init; }
    public required long Min { get; init; }
    public required long Max { get; init; }
    public required long Free { get; init; }
    public required long PriceMinor { get; init; }
    public required string Currency { get; init; }
    public required ProductState State { get; init; }

    public Money Price => new(PriceMinor, Kernel.Values.Currency.Parse(Currency));

    public bool IsInStock => Kind == SaleKind.Order || (Kind == SaleKind.Stock && Free >= Min);

    /// <summary>As strangers read it: no number of anybody stands in it.</summary>
    public ProductFront In(PublicText texts) =>
        this with
        {
            NameAr = texts.Of(NameAr),
            NameFr = NameFr is null ? null : texts.Of(NameFr),
            NameEn = NameEn is null ? null : texts.Of(NameEn),
            Description = Description is null ? null : texts.Of(Description),
            Label = texts.Of(Label),
        };

    public string Title(string language) =>
        LabelWords.Title(Words.Pick(language, NameAr, NameFr, NameEn), Label, language);
}

/// <summary>Reads products of one shop for the public pages.</summary>
internal sealed class ProductFronts(JisrDb db, PublicText texts)
{
    /// <summary>By sku as it is written.</summary>
    public async Task<ProductFront?> FindAsync(ShopId shop, string sku, CancellationToken ct) =>
        (await Fronts(db.Set<Variant>().Where(v => v.ShopId == shop && v.Sku == sku)).SingleOrDefaultAsync(ct))?.In(
            texts
        );

    /// <summary>The true spelling of a sku that was typed with other capitals.</summary>
    public async Task<string?> SkuLikeAsync(ShopId shop, string sku, CancellationToken ct) =>
        (
            await db.Set<Variant>()
                .Where(v => v.ShopId == shop && v.Sku.Length == sku.Length)
                .Select(v => v.Sku)
                .ToListAsync(ct)
        )
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(s => s.Equals(sku, StringComparison.OrdinalIgnoreCase));

    /// <summary>Several at once, those that are shown.</summary>
    public async Task<IReadOnlyDictionary<string, ProductFront>> ShownAsync(
        ShopId shop,
        IReadOnlyCollection<string> skus,
        CancellationToken ct
    ) =>
        skus.Count == 0
            ? new Dictionary<string, ProductFront>(StringComparer.Ordinal)
            : (
                await Fronts(db.Set<Variant>().Where(v => v.ShopId == shop && skus.Contains(v.Sku)))
                    .Where(p => p.State == ProductState.Shown)
                    .ToListAsync(ct)
            ).ToDictionary(p => p.Sku, p => p.In(texts), StringComparer.Ordinal);

    private IQueryable<ProductFront> Fronts(IQueryable<Variant> variants) => Fronts(db, variants);

    /// <summary>The public side of some variants.</summary>
    public static IQueryable<ProductFront> Fronts(JisrDb db, IQueryable<Variant> variants) =>
        from v in variants.AsNoTracking()
        join p in db.Set<Product>() on v.ProductId equals p.Id
        join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
        select new ProductFront
        {
            Id = p.Id,
            Sku = v.Sku,
            NameAr = p.NameAr,
            NameFr = p.NameFr,
            NameEn = p.NameEn,
            Description = p.Description,
            Category = p.Category,
            Label = v.Label,
            Unit = v.Unit,
            Kind = v.Kind,
            Step = v.Step,
            Min = v.Min,
            Max = v.Max,
            Free = v.OnHand - v.Reserved,
            PriceMinor = price.Minor,
            Currency = price.Currency,
            State = p.State,
        };
}
