using Jisr.Kernel.Data;
using Jisr.Market.Products;
using Jisr.Market.Search;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>The offers of a shop as a catalogue for reading orders: its shown products, one offer a variant, known by its
/// sku.</summary>
internal sealed class ShopOffers(JisrDb db, Synonyms dictionary)
{
    /// <summary>Null where no shop has this code.</summary>
    public async Task<OrderCatalogue?> OfAsync(string shopCode, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleOrDefaultAsync(s => s.Code == shopCode, ct);
        if (shop is null || shop.State == ShopState.Closed)
            return null;
        var rows =
            from p in db.Set<Product>().AsNoTracking()
            join v in db.Set<Variant>() on p.Id equals v.ProductId
            where p.ShopId == shop.Id && p.State == ProductState.Shown
            orderby v.Sku
            select new
            {
                p.NameAr,
                p.NameFr,
                p.NameEn,
                v.Label,
                v.Sku,
                v.Unit,
                v.Step,
            };
        var offers = await rows.ToListAsync(ct);
        return new OrderCatalogue(
            [
                .. offers.Select(o => new Offer(
                    o.Sku,
                    [.. new[] { o.NameAr, o.NameFr, o.NameEn }.OfType<string>()],
                    Codes.Of(o.Unit),
                    o.Step
                )
                {
                    Label = o.Label,
                }),
            ],
            dictionary
        );
    }
}
