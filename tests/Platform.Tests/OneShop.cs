using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>A shop with one product, and bodies of orders from it: what stands behind tests of the doors.</summary>
internal static class OneShop
{
    public const string Code = "tests-shop";
    public const string Sku = "soap";

    /// <summary>Opens it; the product's id.</summary>
    public static async Task<Guid> OpenAsync(JisrApp jisr)
    {
        var shop = await jisr.SendAsync(
            "shop.open",
            new
            {
                partyId = NewId.Next(),
                code = Code,
                name = "صابون الدار",
                placeCode = "MA-10.261",
                country = "MA",
                currency = "MAD",
                pickUpPoints = new[] { "المركز" },
            }
        );
        shop.IsDone.ShouldBeTrue(string.Join(' ', shop.Reasons));
        var product = await jisr.SendAsync(
            "product.add",
            new
            {
                shopId = shop.Subject,
                nameAr = "صابون غار",
                category = "soap",
                price = 2500,
                currency = "MAD",
                sku = Sku,
                onHand = 100_000_000,
            }
        );
        product.IsDone.ShouldBeTrue(string.Join(' ', product.Reasons));
        return product.Subject!.Value;
    }

    /// <summary>An order as a program sends it.</summary>
    public static object Order(Guid id, int buyer, string name = "Zeina") =>
        new
        {
            id,
            shop = Code,
            lines = new[] { new { sku = Sku, qty = 1000 } },
            name,
            phone = FormattableString.Invariant($"06612{buyer:00000}"),
            pickUpPoint = "المركز",
            language = "fr",
        };
}
