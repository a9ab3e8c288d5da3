using Jisr.Access.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Access.Own;

/// <summary>Ends the session of this browser. By POST only: no other site signs her out.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/sign-out",
                async (HttpContext http, IAntiforgery antiforgery, SessionBook sessions) =>
                {
                    if (!await antiforgery.IsRequestValidAsync(http))
                        return Results.LocalRedirect("/account");
                    await sessions.EndAsync(http, http.RequestAborted);
                    http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
                    return Results.LocalRedirect("/sign-in");
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        // A link or a bookmark: the button stands on the account's page.
        routes.MapGet("/sign-out", () => Results.LocalRedirect("/account")).AllowAnonymous().ExcludeFromDescription();
    }
}
