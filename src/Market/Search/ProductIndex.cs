using Jisr.Kernel.Data;
using Jisr.Kernel.Search;
using Jisr.Kernel.Text;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Search;

/// <summary>Keeps the searchable text of products: a row per product and language, in the command's transaction.</summary>
internal sealed class ProductIndex(JisrDb db)
{
    public const string Kind = "product";

    public async Task WriteAsync(Product product, string label, Shop shop, CancellationToken ct)
    {
        var owner = product.Id.Value;
        await db.Set<TextEntry>().Where(t => t.Kind == Kind && t.OwnerId == owner).ExecuteDeleteAsync(ct);
        var category = Categories.Find(product.Category);
        // Goods without a French name are still found by the French name of their kind.
        Add(
            owner,
            "ar",
            [
                product.NameAr,
                label,
                category?.NameAr,
                category?.NameFr,
                category?.NameEn,
                shop.Name,
                shop.NameFr,
                shop.Code,
                product.Description,
            ]
        );
        if (product.NameFr is not null)
            Add(owner, "fr", [product.NameFr, label, category?.NameFr, shop.NameFr ?? shop.Name]);
        if (product.NameEn is not null)
            Add(owner, "en", [product.NameEn, label, category?.NameEn, shop.NameEn ?? shop.Name]);
    }

    /// <summary>After a shop has a new name.</summary>
    public async Task WriteShopAsync(Shop shop, CancellationToken ct)
    {
        var rows = await (
            from p in db.Set<Product>().AsNoTracking()
            join v in db.Set<Variant>() on p.Id equals v.ProductId
            where p.ShopId == shop.Id
            select new { Product = p, v.Label }
        ).ToListAsync(ct);
        foreach (var row in rows)
            await WriteAsync(row.Product, row.Label, shop, ct);
    }

    private void Add(Guid owner, string language, string?[] texts) =>
        db.Add(
            new TextEntry
            {
                Kind = Kind,
                OwnerId = owner,
                Language = language,
                Folded = ProductWords.Indexed(string.Join(" . ", texts.Where(t => t is not null))),
                FoldVersion = ArabicText.FoldVersion,
            }
        );
}
