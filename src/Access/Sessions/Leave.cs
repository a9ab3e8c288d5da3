using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Access.Sessions;

/// <summary>Quick exit (S-13): the session ends, caches and cookies go, a neutral page comes. A plain address, so that it
/// works from a link without script. The device's own store stays: it holds what was not sent yet.</summary>
internal static class Leave
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapMethods(
                "/exit",
                ["GET", "POST"],
                async (HttpContext http, SessionBook sessions, JisrSettings settings) =>
                {
                    await sessions.EndAsync(http, http.RequestAborted);
                    Cookies.Drop(http, Cookies.Device);
                    http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\"";
                    http.Response.Headers.CacheControl = "no-store";
                    return Results.Redirect(settings.ExitTo);
                }
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();
}
