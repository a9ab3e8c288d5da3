using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Photos;

/// <summary>Her picture, for those who may see her file. Each look is written down, and no copy is kept on the way.</summary>
internal static class PersonPhotoRoute
{
    public static string Address(Guid party) => $"/people/{party}/photo.webp";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/people/{id:guid}/photo.webp", ServeAsync)
            .RequireAuthorization(new PermissionAttribute(PersonRights.Desk))
            .ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(
        Guid id,
        HttpContext http,
        JisrDb db,
        Sealer sealer,
        PersonDoor doors,
        CancellationToken ct
    )
    {
        var party = new PartyId(id);
        if (await doors.OpenAsync(party, ReadAction.View, "photo", ct) is null)
            return Results.NotFound();
        var photo = await db.Set<PersonPhoto>().AsNoTracking().SingleOrDefaultAsync(p => p.PartyId == party, ct);
        if (photo is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(sealer.OpenBytes(photo.Bytes, PersonPhoto.Table, "bytes", photo.Id), "image/webp");
    }
}
