using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>The short address of a tracked link. It leads to pages of our own only (promotion.md L-2); one that ended leads
/// to its shop, and brings nobody.</summary>
internal static class LinkRoute
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/r/{code:length(1,40)}", GoAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> GoAsync(
        string code,
        HttpContext http,
        JisrDb db,
        CodeSpace codes,
        ClickedLinks clicks,
        CancellationToken ct
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await codes.FindAsync(code, ct) is not { Kind: CodeKind.Link } row)
            return Results.NotFound();
        var id = new LinkId(row.TargetId);
        var link = await (
            from l in db.Set<TrackedLink>()
            join s in db.Set<Shop>() on l.ShopId equals s.Id
            where l.Id == id && s.State != ShopState.Draft
            select new
            {
                l.EndedAt,
                s.Code,
                Sku = db.Set<Variant>().Where(v => v.Id == l.VariantId).Select(v => v.Sku).FirstOrDefault(),
            }
        ).SingleOrDefaultAsync(ct);
        if (link is null)
            return Results.NotFound();
        if (link.EndedAt is null)
            clicks.Follow(http, row.Code);
        var shop = "/s/" + link.Code;
        return Results.LocalRedirect(
            link is { EndedAt: null, Sku: { } sku } ? shop + "/p/" + Uri.EscapeDataString(sku) : shop
        );
    }
}
