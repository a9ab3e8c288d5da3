using System.Globalization;
using Jisr.Contracts.People;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.Demo;

/// <summary>A shop of the demo world with what can be ordered in it.</summary>
internal sealed record DemoShop(
    Guid Id,
    PartyId Owner,
    string Code,
    string Country,
    IReadOnlyList<(string Sku, long Price)> Goods
);

/// <summary>Sixteen shops with their products and drawn pictures.</summary>
internal static class DemoShops
{
    public static async Task<IReadOnlyList<DemoShop>> MakeAsync(
        DemoSender send,
        IReadOnlyList<DemoPerson> people,
        IPlaces places
    )
    {
        var catalogue = DemoFiles.Rows("catalogue-dev.csv").ToLookup(r => r["shop_code"], StringComparer.Ordinal);
        var shops = new List<DemoShop>();
        // The shop of the runs is hers as whom one signs in.
        var taken = new HashSet<Guid> { DemoStaff.Reem.Value };
        foreach (var row in DemoFiles.Rows("shops-dev.csv"))
        {
            var owner =
                row["shop_code"] == DemoRuns.ShopCode
                    ? people.First(p => p.Id == DemoStaff.Reem)
                    : people.First(p => p.Country == row["country"] && taken.Add(p.Id.Value));
            var shop = await send.SendAsync(
                row["shop_code"],
                "shop.open",
                new
                {
                    partyId = owner.Id,
                    code = row["shop_code"],
                    name = row["name_ar"],
                    nameFr = NullIfEmpty(row["name_fr"]),
                    placeCode = row["place_code"],
                    country = row["country"],
                    currency = row["currency"],
                    contact = shops.Count % 4 == 3 ? "none" : "organisation",
                    pickUpPoints = new[] { "المركز، من التاسعة إلى الواحدة" },
                    districtsServed = new[] { row["place_code"] },
                }
            );
            var goods = new List<(string, long)>();
            foreach (var product in catalogue[row["shop_code"]])
            {
                var price = MinorOf(product["price"], Currency.Parse(product["currency"]).Scale);
                await AddProductAsync(send, shop.Subject!.Value, product, price);
                goods.Add((product["sku"], price));
            }
            shops.Add(
                new DemoShop(
                    shop.Subject!.Value,
                    owner.Id,
                    row["shop_code"],
                    places.Find(row["place_code"])?.Country ?? row["country"],
                    goods
                )
            );
        }
        return shops;
    }

    private static async Task AddProductAsync(
        DemoSender send,
        Guid shop,
        IReadOnlyDictionary<string, string> row,
        long price
    )
    {
        var size = row["size"];
        var added = await send.SendAsync(
            row["sku"],
            "product.add",
            new
            {
                shopId = shop,
                sku = row["sku"],
                nameAr = row["title_ar"],
                nameFr = NullIfEmpty(row["title_fr"]),
                nameEn = NullIfEmpty(row["title_en"]),
                description = NullIfEmpty(row["description_ar"]),
                category = row["category"],
                price,
                currency = row["currency"],
                unit = size.Length == 0 && row["unit"].Length > 0 ? row["unit"] : "piece",
                label = size.Length == 0 ? null : size + " " + row["unit"],
                sale = row["kind"] == "run" ? "order" : row["kind"],
                onHand = 24_000,
            }
        );
        await send.SendAsync(
            row["sku"],
            "photo.add",
            new
            {
                productId = added.Subject!.Value,
                alt = ArabicText.StripInvisible(row["title_ar"]),
                picture = DemoPictures.Draw(row["category"], row["sku"]),
            }
        );
    }

    // A file writes amounts in one way, with a point; people's typing has its own binder.
    private static long MinorOf(string price, int scale) =>
        (long)(decimal.Parse(price, CultureInfo.InvariantCulture) * (decimal)Math.Pow(10, scale));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
