using Jisr.Kernel.Doors.Sync;
using Microsoft.AspNetCore.OpenApi;
using Scalar.AspNetCore;

namespace Jisr.Web;

/// <summary>The API's description and its page.</summary>
internal static class Api
{
    public static void AddJisrApi(this IServiceCollection services) => services.AddOpenApi("v1");

    public static void MapJisrApi(this WebApplication app, Kernel.Modules.ModuleList modules)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference(
                "/api",
                o => o.WithTitle("Jisr API").WithOpenApiRoutePattern("/openapi/{documentName}.json")
            )
            .AllowAnonymous();
        var api = app.MapGroup("/api/v1");
        api.MapSync();
        foreach (var module in modules.All)
            module.MapApi(api);
    }
}
