using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>Goods of a shop that are bought at the market, with their price in force.</summary>
internal sealed class MarketGoods
{
    public required Variant Variant { get; init; }
    public required Product Product { get; init; }
    public required PriceVersion Price { get; init; }

    /// <summary>In the language of the screen.</summary>
    public string Title => LabelWords.Title(Product, Variant.Label);

    public static IQueryable<MarketGoods> Of(JisrDb db, Run run) => Of(db, run.ShopId);

    public static IQueryable<MarketGoods> Of(JisrDb db, ShopId shop) =>
        Of(db, db.Set<Variant>().Where(v => v.ShopId == shop && v.Kind == SaleKind.Run));

    /// <summary>Goods of a list, also those that other makers offer in a joint run.</summary>
    public static IQueryable<MarketGoods> Of(JisrDb db, IReadOnlyList<VariantId> variants) =>
        Of(db, db.Set<Variant>().Where(v => variants.Contains(v.Id)));

    private static IQueryable<MarketGoods> Of(JisrDb db, IQueryable<Variant> variants) =>
        from v in variants.AsNoTracking()
        join p in db.Set<Product>() on v.ProductId equals p.Id
        join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
        select new MarketGoods
        {
            Variant = v,
            Product = p,
            Price = price,
        };

    /// <summary>As a choice names them, in the order of their names.</summary>
    public static async Task<IReadOnlyList<(string Sku, string Name, Money Price)>> ChoicesAsync(
        IQueryable<MarketGoods> goods,
        CancellationToken ct
    ) =>
        (await goods.OrderBy(g => g.Product.NameAr).ToListAsync(ct)).ConvertAll(g =>
            (g.Variant.Sku, g.Title, g.Price.Money)
        );
}
