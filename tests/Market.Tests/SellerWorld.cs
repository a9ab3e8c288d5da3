using System.Text.Json;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using SkiaSharp;

namespace Jisr.Market.Tests;

/// <summary>One seller with her shop and her browser.</summary>
internal sealed record Seller(PartyId Party, AccountId Account, Guid Shop, string Code, Browser Browser);

/// <summary>Sellers, and the buyers who order from them by the command a shopper's page sends.</summary>
internal sealed class SellerWorld(JisrApp jisr)
{
    private readonly FrontWorld front = new(jisr);

    public async Task<Seller> SellerAsync(
        string code = "reem",
        string currency = "TRY",
        string country = "SY",
        string place = "SY0703",
        string language = "en"
    )
    {
        var (shop, party) = await front.ShopAsync(code, place: place, country: country, currency: currency);
        var account = await jisr.AccountOfAsync(party);
        return new Seller(party, account, shop, code, jisr.BrowserOf(account, language));
    }

    public Task<Guid> ProductAsync(
        Seller seller,
        string sku = "soap",
        long price = 4500,
        string currency = "TRY",
        string unit = "piece",
        long onHand = 20_000
    ) => front.ProductAsync(seller.Shop, sku, "صابون غار", price, currency, unit: unit, onHand: onHand);

    /// <summary>A buyer without an account orders.</summary>
    public async Task<Guid> OrderAsync(
        Seller seller,
        string sku = "soap",
        long qty = 2000,
        string phone = "0944567890",
        string name = "سارة",
        string? note = null,
        string? linkCode = null
    )
    {
        var answer = await jisr.SendAsync(
            "order.place",
            new
            {
                shop = seller.Code,
                lines = new[] { new { sku, qty } },
                name,
                phone,
                pickUpPoint = FrontWorld.Point,
                note,
                linkCode,
            },
            actor: Kernel.Access.Actor.Anonymous,
            door: Kernel.Commands.Door.Form
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Subject!.Value;
    }

    /// <summary>Presses a button of an order's page.</summary>
    public static async Task<Page> PressAsync(Seller seller, Guid order, string what) =>
        await seller.Browser.SendAsync(await seller.Browser.GetAsync("/my/orders/" + order), ("do", what));

    public static byte[] Picture(
        int width = 400,
        int height = 300,
        SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg
    )
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Beige);
            using var paint = new SKPaint { Color = SKColors.DarkRed };
            canvas.DrawRect(0, 0, width / 4, height / 4, paint);
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>Sends a command by the API as an account.</summary>
    public static async Task<(int Status, JsonElement Body)> ApiAsync(Seller seller, string address, object body)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(body, Kernel.Commands.CanonicalJson.Options),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var response = await seller.Browser.Http.PostAsync(new Uri(address, UriKind.Relative), content);
        return (
            (int)response.StatusCode,
            JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone()
        );
    }
}
