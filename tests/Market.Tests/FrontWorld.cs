using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Testing;
using SkiaSharp;

namespace Jisr.Market.Tests;

/// <summary>Shops and goods for tests of the public side, made by the same commands as everybody's.</summary>
internal sealed class FrontWorld(JisrApp jisr)
{
    public const string Point = "المركز، من التاسعة إلى الواحدة";

    /// <summary>Opens a shop of a new seller; gives its id and who she is.</summary>
    public async Task<(Guid Shop, PartyId Seller)> ShopAsync(
        string code,
        string name = "متجر ريم",
        string place = "SY0703",
        string country = "SY",
        string currency = "TRY",
        string contact = "none",
        string? phone = null,
        string? about = null,
        string[]? points = null,
        string[]? districts = null
    )
    {
        var seller = new PartyId(NewId.Next());
        var answer = await jisr.SendAsync(
            "shop.open",
            new
            {
                partyId = seller,
                code,
                name,
                placeCode = place,
                country,
                currency,
                contact,
                phone,
                about,
                pickUpPoints = points ?? [Point],
                districtsServed = districts ?? [place],
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return (answer.Subject!.Value, seller);
    }

    public async Task<Guid> ProductAsync(
        Guid shop,
        string sku,
        string name,
        long price = 4500,
        string currency = "TRY",
        string category = "soap",
        string unit = "piece",
        string sale = "stock",
        long onHand = 20_000,
        string? label = null,
        string? nameFr = null,
        string? description = null
    )
    {
        var answer = await jisr.SendAsync(
            "product.add",
            new
            {
                shopId = shop,
                sku,
                nameAr = name,
                nameFr,
                description,
                category,
                price,
                currency,
                unit,
                sale,
                onHand,
                label,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Subject!.Value;
    }

    public async Task<Guid> PhotoAsync(Guid product, string alt = "صورة المنتج", int hue = 30)
    {
        var answer = await jisr.SendAsync(
            "photo.add",
            new
            {
                productId = product,
                alt,
                picture = Draw(hue),
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Subject!.Value;
    }

    /// <summary>The shops and goods of the fixture files.</summary>
    public async Task CatalogueAsync(bool photos = false)
    {
        var shops = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var row in Rows("shops-dev.csv"))
            shops[row["shop_code"]] = (
                await ShopAsync(row["shop_code"], row["name_ar"], row["place_code"], row["country"], row["currency"])
            ).Shop;
        var n = 0;
        foreach (var row in Rows("catalogue-dev.csv"))
        {
            var size = row["size"];
            var product = await ProductAsync(
                shops[row["shop_code"]],
                row["sku"],
                row["title_ar"],
                Minor(row["price"], Currency.Parse(row["currency"])),
                row["currency"],
                row["category"],
                size.Length == 0 ? row["unit"] : "piece",
                row["kind"] == "run" ? "order" : row["kind"],
                label: size.Length == 0 ? null : size + " " + row["unit"],
                nameFr: row["title_fr"].Length == 0 ? null : row["title_fr"],
                description: row["description_ar"].Length == 0 ? null : row["description_ar"]
            );
            if (photos)
                await PhotoAsync(product, row["title_ar"][..Math.Min(100, row["title_ar"].Length)], n++ * 37 % 360);
        }
    }

    private static byte[] Draw(int hue)
    {
        using var bitmap = new SKBitmap(900, 700);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColor.FromHsl(hue, 30, 88));
            for (var i = 0; i < 6; i++)
            {
                using var paint = new SKPaint
                {
                    Color = SKColor.FromHsl((hue + 25 * i) % 360, 50, 45),
                    IsAntialias = true,
                };
                canvas.DrawRoundRect(120 + i % 3 * 230, 160 + i / 3 * 220, 190, 190, 40, 40, paint);
            }
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 85);
        return data.ToArray();
    }

    private static long Minor(string amount, Currency currency) =>
        (long)(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) * currency.MinorPerUnit);

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Repo.File("tests/Market.Tests/fixtures/" + file));
        var header = Cells(lines[0]);
        foreach (var line in lines.Skip(1).Where(l => l.Length > 0))
            yield return header.Zip(Cells(line)).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in line.TrimStart('\uFEFF'))
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(c);
        cells.Add(cell.ToString());
        return cells;
    }
}
