using System.Text;
using System.Xml.Linq;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>What search engines may read: shops and products, never a person or an order.</summary>
internal static class SiteMap
{
    private const int Most = 40_000;
    private static readonly XNamespace Form = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/robots.txt", Robots)
            .AllowAnonymous()
            .WithMetadata(new PublicPageAttribute())
            .ExcludeFromDescription();
        routes
            .MapGet("/sitemap.xml", AllAsync)
            .AllowAnonymous()
            .WithMetadata(new PublicPageAttribute())
            .ExcludeFromDescription();
    }

    private static IResult Robots(HttpContext http, PublicAddress addresses) =>
        Results.Text(
            "User-agent: *\nDisallow: /o/\nDisallow: /api/\nDisallow: /sign-in\nDisallow: /*/order\n\nSitemap: "
                + addresses.Of(http.Request, "/sitemap.xml")
                + "\n"
        );

    private static async Task<IResult> AllAsync(
        HttpContext http,
        JisrDb db,
        PublicAddress addresses,
        CancellationToken ct
    )
    {
        Kept.Until(http, Tags.Find);
        var shops = await db.Set<Shop>()
            .Where(s => s.State == ShopState.Open || s.State == ShopState.Paused)
            .OrderBy(s => s.Code)
            .Select(s => s.Code)
            .Take(Most)
            .ToListAsync(ct);
        var products = await (
            from v in db.Set<Variant>()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join s in db.Set<Shop>() on p.ShopId equals s.Id
            where p.State == ProductState.Shown && (s.State == ShopState.Open || s.State == ShopState.Paused)
            orderby p.Id descending
            select new { s.Code, v.Sku }
        )
            .Take(Most - shops.Count)
            .ToListAsync(ct);
        var paths = shops
            .Select(s => "/s/" + s)
            .Prepend("/find")
            .Concat(products.Select(p => "/s/" + p.Code + "/p/" + p.Sku));
        var document = new XElement(
            Form + "urlset",
            paths.Select(p => new XElement(Form + "url", new XElement(Form + "loc", addresses.Of(http.Request, p))))
        );
        return Results.Text(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + document.ToString(SaveOptions.DisableFormatting),
            "application/xml",
            Encoding.UTF8
        );
    }
}
