using Jisr.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Voices;

/// <summary>Recorded voices, for anybody. Nothing changes under an address, so a phone asks once.</summary>
internal static class VoiceRoute
{
    public static string Address(Guid id) => $"/voices/{id}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/voices/{id:guid}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(Guid id, HttpContext http, JisrDb db, CancellationToken ct)
    {
        var voice = await db.Set<Voice>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct);
        if (voice is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(voice.Bytes, voice.MediaType, enableRangeProcessing: true);
    }
}
