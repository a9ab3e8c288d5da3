using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Jisr.Market.Front;

/// <summary>Pictures out of the database. A picture never changes under its address, so a phone asks once.</summary>
internal static class PhotoRoute
{
    private static readonly int[] Sizes = [160, 320, 640, PhotoReader.ShareWidth];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/photos/{id:guid}/{size:int}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(
        Guid id,
        int size,
        HttpContext http,
        JisrDb db,
        ICurrentActor current,
        CancellationToken ct
    )
    {
        if (!Sizes.Contains(size))
            return Results.NotFound();
        var photo = new PhotoId(id);
        var file = await (
            from p in db.Set<StoredPhoto>()
            join f in db.Set<PhotoFile>() on p.Id equals f.PhotoId
            join x in db.Set<ProductPhoto>() on p.Id equals x.PhotoId
            join product in db.Set<Product>() on x.ProductId equals product.Id
            join s in db.Set<Shop>() on product.ShopId equals s.Id
            where p.Id == photo && f.Size == size
            select new
            {
                f.Bytes,
                f.MediaType,
                IsPublic = p.IsPublic && (s.State == ShopState.Open || s.State == ShopState.Paused),
                s.PartyId,
            }
        ).FirstOrDefaultAsync(ct);
        // What is not shown in public is seen by its seller only.
        if (file is null || (!file.IsPublic && (await current.GetAsync(ct)).PartyId != file.PartyId))
            return Results.NotFound();
        http.Response.Headers.CacheControl = file.IsPublic
            ? "public, max-age=31536000, immutable"
            : "private, no-store";
        return Results.Bytes(
            file.Bytes,
            file.MediaType,
            entityTag: new EntityTagHeaderValue(FormattableString.Invariant($"\"{id:n}-{size}\""))
        );
    }
}
