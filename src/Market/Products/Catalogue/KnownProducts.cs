using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products.Catalogue;

/// <summary>A product as it stands, to compare a row with.</summary>
internal sealed record KnownProduct(ProductId Id, int Version, ChangeProduct State, string Sku)
{
    /// <summary>What the product would be after this row.</summary>
    public ChangeProduct After(CatalogueRow row)
    {
        var unitStays = State.Unit == row.Unit;
        var step = row.Step ?? (unitStays ? State.Step : Variant.StepOf(row.Unit));
        return State with
        {
            NameAr = ShopRules.Clean(row.TitleAr) ?? "",
            NameFr = row.Has.Contains("title_fr") ? ShopRules.Clean(row.TitleFr) : State.NameFr,
            NameEn = row.Has.Contains("title_en") ? ShopRules.Clean(row.TitleEn) : State.NameEn,
            Description = row.Has.Contains("description_ar") ? ShopRules.Clean(row.Description) : State.Description,
            Category = row.Category ?? State.Category,
            Sale = row.Kind ?? State.Sale,
            Label = row.Has.Contains("size") || row.Label.Length > 0 ? row.Label : State.Label,
            Unit = row.Unit,
            Step = step,
            Min = unitStays && row.Step is null ? State.Min : step,
            Price = row.Price.Minor,
            Currency = row.Price.Currency.Key,
            CaseSize = row.Has.Contains("case_size") ? row.CaseSize : State.CaseSize,
            OnHand = row.OnHand ?? State.OnHand,
        };
    }
}

/// <summary>Reads the products that a file may touch, by their sku.</summary>
internal sealed class KnownProducts(JisrDb db)
{
    public async Task<Dictionary<string, KnownProduct>> OfAsync(ShopId shop, CancellationToken ct)
    {
        var rows = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>().AsNoTracking() on v.ProductId equals p.Id
            join price in db.Set<PriceVersion>().AsNoTracking() on v.PriceId equals price.Id
            where v.ShopId == shop
            select new
            {
                Variant = v,
                Product = p,
                Price = price,
            }
        ).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Variant.Sku,
            r => new KnownProduct(
                r.Product.Id,
                r.Product.Version,
                new ChangeProduct(
                    r.Product.Id.Value,
                    r.Product.NameAr,
                    r.Product.Category,
                    r.Price.Minor,
                    r.Price.Currency,
                    r.Variant.Unit,
                    r.Variant.Kind,
                    r.Variant.OnHand,
                    r.Product.NameFr,
                    r.Product.NameEn,
                    r.Product.Description,
                    r.Variant.Label,
                    r.Variant.Step,
                    r.Variant.Min,
                    r.Variant.Max,
                    null,
                    r.Variant.CaseSize
                ),
                r.Variant.Sku
            ),
            StringComparer.Ordinal
        );
    }
}
