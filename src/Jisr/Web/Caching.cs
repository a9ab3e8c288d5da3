using System.IO.Compression;
using Jisr.Kernel.Events;
using Jisr.Kernel.Language;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace Jisr.Web;

/// <summary>Anonymous pages are kept whole, by tag, per language and encoding, and dropped by the events that change them.</summary>
internal static class Caching
{
    public static void AddJisrCaching(this IServiceCollection services)
    {
        services.AddOutputCache(o =>
        {
            o.SizeLimit = 64 * 1024 * 1024;
            o.MaximumBodySize = 1024 * 1024;
            o.AddPolicy("public", p => p.AddPolicy<PublicPage>(), excludeDefaultPolicy: true);
        });
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
    }

    /// <summary>Redis keeps the pages when there are several nodes.</summary>
    public static void UseRedis(this IServiceCollection services, JisrSettings settings)
    {
        if (settings.Redis is { Length: > 0 } redis)
            services.AddStackExchangeRedisOutputCache(o => o.Configuration = redis);
    }

    private sealed class PublicPage : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var request = context.HttpContext.Request;
            var may =
                (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                && context.HttpContext.User.Identity?.IsAuthenticated != true
                && !request.Query.ContainsKey("kept");
            context.EnableOutputCaching = true;
            context.AllowCacheLookup = may;
            context.AllowCacheStorage = may;
            context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(10);
            context.CacheVaryByRules.QueryKeys = "*";
            context.CacheVaryByRules.VaryByValues["language"] = Words.Language;
            context.CacheVaryByRules.VaryByValues["digits"] = request.Cookies["digits"] ?? "";
            context.CacheVaryByRules.VaryByValues["saver"] = request.Headers["Save-Data"] == "on" ? "on" : "";
            context.CacheVaryByRules.HeaderNames = "Accept-Encoding";
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
            ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var response = context.HttpContext.Response;
            if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
                context.AllowCacheStorage = false;
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Drops cached pages after a commit.</summary>
internal sealed class StalePages(IOutputCacheStore store) : IStalePages
{
    public async Task DropAsync(IReadOnlyCollection<string> tags, CancellationToken ct)
    {
        foreach (var tag in tags)
            await store.EvictByTagAsync(tag, ct);
    }
}
