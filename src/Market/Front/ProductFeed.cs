using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Photos;
using Jisr.Kernel.Text;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>A product of the feed; <see cref="LeftOut"/> says why it is not in it, or null.</summary>
internal sealed record FeedRow(ProductFront Product, string Title, string Description, bool IsAvailable, string? Image)
{
    public bool IsVariant { get; init; }

    /// <summary>A title above this is cut where people read it.</summary>
    public const int GoodTitle = 65;

    public string? LeftOut => Image is null ? "no_picture" : null;
}

/// <summary>The products of a shop as a catalogue reads them (whatsapp.md §8): <c>/s/{shop}/feed.csv</c>, UTF-8, CR LF, header
/// in English. A cell needs no guard against formulas: names begin with a letter or digit, and the file is for a program.</summary>
internal sealed partial class ProductFeed(
    JisrDb db,
    ShopFronts shops,
    PublicAddress addresses,
    Kernel.Text.PublicText texts
)
{
    public const string Header =
        "id,title,description,availability,condition,price,link,image_link,brand,sale_price,sale_price_effective_date,"
        + "item_group_id,additional_image_link,status\r\n";

    private const int MostTitle = 150;
    private const int MostDescription = 5000;
    private const int MostBrand = 100;
    private const int MostMoreImages = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/s/{shop}/feed.csv", ServeAsync)
            .AllowAnonymous()
            .WithMetadata(new PublicPageAttribute())
            .ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(string shop, HttpContext http, ProductFeed feed)
    {
        if (await feed.FindAsync(shop, http.RequestAborted) is not { } front)
            return Results.NotFound();
        Kept.Until(http, Tags.Shop(front.Code), Tags.Find);
        return Results.Text(await feed.TextAsync(front, http), "text/csv; charset=utf-8", new UTF8Encoding(false));
    }

    /// <summary>A shop that has a feed: one that can be seen.</summary>
    public async Task<ShopFront?> FindAsync(string code, CancellationToken ct) =>
        await shops.FindAsync(code, ct) is { State: ShopState.Open or ShopState.Paused } shop ? shop : null;

    /// <summary>All shown products, also those that are left out for want of a picture.</summary>
    public async Task<IReadOnlyList<FeedRow>> RowsAsync(ShopFront shop, CancellationToken ct)
    {
        var products = (
            await ProductFronts
                .Fronts(db, db.Set<Variant>().Where(v => v.ShopId == shop.Id))
                .Where(p => p.State == ProductState.Shown)
                .OrderBy(p => p.Sku)
                .ToListAsync(ct)
        ).ConvertAll(p => p.In(texts));
        var ids = products.Select(p => p.Id).Distinct().ToList();
        var pictures = (
            await (
                from x in db.Set<ProductPhoto>()
                join p in db.Set<StoredPhoto>() on x.PhotoId equals p.Id
                where ids.Contains(x.ProductId) && p.IsPublic
                orderby x.Position
                select new { x.ProductId, p.Id }
            ).ToListAsync(ct)
        ).ToLookup(p => p.ProductId, p => p.Id);
        var onRuns = (
            await (
                from o in db.Set<Offer>()
                join r in db.Set<Run>() on o.RunId equals r.Id
                join v in db.Set<Variant>() on o.VariantId equals v.Id
                where r.ShopId == shop.Id && r.Stage == RunStage.Open
                select v.Sku
            ).ToListAsync(ct)
        ).ToHashSet(StringComparer.Ordinal);
        var many = products.GroupBy(p => p.Id).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return
        [
            .. products.Select(p => new FeedRow(
                p,
                p.Title("ar"),
                DescriptionOf(p, shop),
                shop.State == ShopState.Open && (p.IsInStock || onRuns.Contains(p.Sku)),
                pictures[p.Id] is var own && own.Any()
                    ? string.Join(' ', own.Take(MostMoreImages + 1).Select(Address))
                    : null
            )
            {
                IsVariant = many.Contains(p.Id),
            }),
        ];
    }

    private async Task<string> TextAsync(ShopFront shop, HttpContext http)
    {
        var text = new StringBuilder(Header);
        foreach (var row in await RowsAsync(shop, http.RequestAborted))
        {
            if (row.LeftOut is not null)
                continue;
            var product = row.Product;
            var images = row.Image!.Split(' ').Select(i => addresses.Of(http.Request, i)).ToList();
            string[] cells =
            [
                product.Sku,
                Short.Of(row.Title, MostTitle),
                row.Description,
                row.IsAvailable ? "in stock" : "out of stock",
                "new",
                product.Price + " " + product.Price.Currency.Code,
                addresses.Of(http.Request, shop.Address + "/p/" + Uri.EscapeDataString(product.Sku)),
                images[0],
                Short.Of(shop.Name, MostBrand),
                "",
                "",
                row.IsVariant ? product.Id.ToString() : "",
                string.Join(',', images.Skip(1)),
                "active",
            ];
            text.Append(string.Join(',', cells.Select(Cell))).Append("\r\n");
        }
        return text.ToString();
    }

    // Plain, without numbers and links of people, and never the title alone.
    private static string DescriptionOf(ProductFront product, ShopFront shop)
    {
        var text = ShopRules.Clean(product.Description) ?? "";
        text = Links().Replace(text, " ");
        text = Numbers().Replace(ArabicText.AsciiDigits(text), " ");
        text = Short.Line(text, MostDescription);
        return text.Length == 0 || text == product.Title("ar") ? product.Title("ar") + " – " + shop.Name : text;
    }

    private static string Address(Kernel.Ids.PhotoId photo) =>
        string.Create(CultureInfo.InvariantCulture, $"/photos/{photo.Value}/{PhotoReader.ShareWidth}");

    // RFC 4180 where it must be, bare where it may be.
    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n ") < 0
            ? text
            : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    [GeneratedRegex(
        @"(?:https?://|www\.|wa\.me/|t\.me/)\S+|\S+@\S+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Links();

    // A telephone number is seven digits and more, with little between them.
    [GeneratedRegex(@"\+?[0-9](?:[ ().\-]{0,3}[0-9]){6,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();
}
