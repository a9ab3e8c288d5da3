using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Modules;
using Jisr.Layout;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Web;

/// <summary>The order in which a request meets the parts of the program.</summary>
internal static class Road
{
    public static WebApplication UseJisr(this WebApplication app)
    {
        var modules = app.Services.GetRequiredService<ModuleList>();
        var settings = app.Services.GetRequiredService<JisrSettings>();
        if (settings.Proxies > 0)
            app.UseForwardedHeaders(
                new ForwardedHeadersOptions
                {
                    ForwardedHeaders =
                        ForwardedHeaders.XForwardedFor
                        | ForwardedHeaders.XForwardedProto
                        | ForwardedHeaders.XForwardedHost,
                    ForwardLimit = settings.Proxies,
                }
            );
        // First, so that a page that is kept costs little: what it holds was made behind all the rest.
        app.UseOutputCache();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<LastResort>();
        app.UseExceptionHandler(Faults.Options());
        app.UseMiddleware<Headers>();
        app.UseMiddleware<Language>();
        app.UseWhen(ApiErrors.IsApi, api => api.UseStatusCodePages(c => ApiErrors.WriteAsync(c.HttpContext)));
        app.UseWhen(
            http => !ApiErrors.IsApi(http),
            pages => pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true)
        );
        app.UseResponseCompression();
        // Figures of the machine are for the machine: a scraper beside the program, never the street.
        app.UseOpenTelemetryPrometheusScrapingEndpoint(Telemetry.MayScrape);
        app.UseMiddleware<Methods>();
        app.UseRouting();
        app.Use(WithRoute);
        app.UseAuthentication();
        app.Use(PageAsync);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<Bodies>();
        app.UseAntiforgery();
        app.UseMiddleware<OldForms>();
        app.UseMiddleware<LostForms>();
        app.MapStaticAssets("jisr.staticwebassets.endpoints.json").AllowAnonymous();
        MapOperating(app);
        app.MapShell(modules);
        app.MapJisrApi(modules);
        foreach (var module in modules.All)
            module.MapRoutes(app);
        Language.Map(app);
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. modules.All.Select(m => m.GetType().Assembly)]);
        return app;
    }

    // An address that is nowhere is not found; it does not ask a stranger to sign in.
    private static Task WithRoute(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint();
        RequestLog.Note(http, endpoint);
        if (endpoint is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        // What routing answers by itself: a method or a kind of body that the address does not take.
        if (endpoint is not RouteEndpoint)
            return endpoint.RequestDelegate!(http);
        // Asked for anew each time: a price must not be yesterday's, nor the language of before the switch.
        if (endpoint.Metadata.GetMetadata<PublicPageAttribute>() is not null)
            http.Response.Headers.CacheControl = "no-cache";
        return next(http);
    }

    // Who she is is read once, before a page's parts ask for it side by side: a database context serves one at a time.
    private static async Task PageAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(http);
            return;
        }
        var services = http.RequestServices;
        // Not for the page of a fault: it may be the very reading that failed.
        if (!ErrorPages.IsFault(http))
            await services.GetRequiredService<ICurrentActor>().GetAsync(http.RequestAborted);
        try
        {
            await next(http);
        }
        finally
        {
            await services.GetRequiredService<ReadingTurn>().QuietAsync();
        }
    }

    private static void MapOperating(WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(
                "/readyz",
                async (JisrDb db, CancellationToken ct) =>
                    await IsReadyAsync(db, ct)
                        ? Results.Text("ready")
                        : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static async Task<bool> IsReadyAsync(JisrDb db, CancellationToken ct)
    {
        try
        {
            return await db.Database.CanConnectAsync(ct) && !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
        }
        catch (System.Data.Common.DbException)
        {
            // It answers, but not as a database of ours: whoever asks is told to wait, not that we broke.
            return false;
        }
    }
}
