using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Photos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>The photo of a complaint for those who may judge it. Its seller finds it among her own.</summary>
internal static class ClaimPhotoRoute
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/claims/{id:guid}/photo/{size:int}", SendAsync)
            .RequireAuthorization(new PermissionAttribute(JudgeClaim.Kind))
            .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        Guid id,
        int size,
        JisrDb db,
        ClaimSheets claims,
        ICurrentActor current,
        HttpContext http,
        CancellationToken ct
    )
    {
        if (
            await claims.PassedOnAsync(await current.GetAsync(ct), id, ct) is not { Claim.PhotoId: { } photo }
            || await db.Set<PhotoFile>()
                .AsNoTracking()
                .SingleOrDefaultAsync(f => f.PhotoId == photo && f.Size == size, ct)
                is not { } file
        )
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(file.Bytes, file.MediaType);
    }
}
