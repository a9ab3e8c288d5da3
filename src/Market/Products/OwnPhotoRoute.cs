using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Market.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products;

/// <summary>Gives a seller her own pictures, also those that buyers do not see.</summary>
internal static class OwnPhotoRoute
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/my/photos/{id:guid}/{size:int}", SendAsync)
            .RequireAuthorization(new PermissionAttribute(SellerDesk.Pages))
            .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        Guid id,
        int size,
        JisrDb db,
        ICurrentActor current,
        HttpContext http,
        CancellationToken ct
    )
    {
        var (photo, party) = (new PhotoId(id), (await current.GetAsync(ct)).PartyId);
        var file = await (
            from f in db.Set<PhotoFile>().AsNoTracking()
            join p in db.Set<StoredPhoto>() on f.PhotoId equals p.Id
            where f.PhotoId == photo && f.Size == size && p.OwnerId == party
            select new { f.Bytes, f.MediaType }
        ).SingleOrDefaultAsync(ct);
        if (file is null)
            return Results.NotFound();
        // Hers alone, and never another picture under this name.
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Bytes(file.Bytes, file.MediaType);
    }
}
