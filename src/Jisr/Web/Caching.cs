using System.IO.Compression;
using Jisr.Kernel.Access;
using Jisr.Kernel.Events;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using StackExchange.Redis;

namespace Jisr.Web;

/// <summary>Anonymous pages are kept whole, by tag, per language and encoding, and dropped by the events that change them.</summary>
internal static class Caching
{
    public static void AddJisrCaching(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOutputCache(o =>
        {
            o.SizeLimit = 64 * 1024 * 1024;
            o.MaximumBodySize = 1024 * 1024;
            // Two products of a shop may differ by a capital only.
            o.UseCaseSensitivePaths = true;
            o.AddBasePolicy(p => p.AddPolicy<PublicPage>(), excludeDefaultPolicy: true);
        });
        // Redis keeps the pages when there are several nodes.
        if (configuration["Jisr:Redis"] is { Length: > 0 } redis)
        {
            services.AddStackExchangeRedisOutputCache(o => o.Configuration = redis);
            var store = services.Last(s => s.ServiceType == typeof(IOutputCacheStore));
            services.Remove(store);
            services.AddSingleton<IOutputCacheStore>(s => new ForgivingStore(
                (IOutputCacheStore)ActivatorUtilities.CreateInstance(s, store.ImplementationType!),
                s.GetRequiredService<ILogger<ForgivingStore>>()
            ));
        }
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
    }

    /// <summary>Looks a page up before anything else is asked, and keeps it when its component says that it is public.</summary>
    private sealed class PublicPage : IOutputCachePolicy
    {
        private const string SignedIn = "__Host-app";
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var request = context.HttpContext.Request;
            var may =
                (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                && !request.Cookies.ContainsKey(SignedIn)
                && request.Headers.Authorization.Count == 0
                && !request.QueryString.Value!.Contains("kept=", StringComparison.Ordinal);
            context.EnableOutputCaching = may;
            context.AllowCacheLookup = may;
            context.AllowCacheStorage = may;
            context.AllowLocking = false;
            context.ResponseExpirationTimeSpan = Longest;
            context.CacheVaryByRules.QueryKeys = "*";
            context.CacheVaryByRules.VaryByValues["page"] = Variant(request);
            return ValueTask.CompletedTask;
        }

        // What one address may look like: language, digits, data saver, and the encoding it is stored in.
        private static string Variant(HttpRequest request)
        {
            var accepted = request.Headers.AcceptEncoding.ToString();
            var encoding =
                accepted.Contains("br", StringComparison.Ordinal) ? "br"
                : accepted.Contains("gzip", StringComparison.Ordinal) ? "gzip"
                : "";
            return string.Join(
                '|',
                Language.Of(request),
                request.Cookies["digits"],
                encoding,
                request.Headers["Save-Data"] == "on" || request.Cookies.ContainsKey("saver") ? "saver" : ""
            );
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
            ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var response = context.HttpContext.Response;
            var isPublic = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is not null;
            if (!isPublic || response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
                context.AllowCacheStorage = false;
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>A store of pages only saves work: while it cannot be reached, pages are made anew and commands are answered
/// as ever. What it kept meanwhile ends by itself after ten minutes.</summary>
internal sealed partial class ForgivingStore(IOutputCacheStore store, ILogger<ForgivingStore> log) : IOutputCacheStore
{
    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) =>
        TryAsync(() => store.EvictByTagAsync(tag, cancellationToken));

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        byte[]? kept = null;
        await TryAsync(async () => kept = await store.GetAsync(key, cancellationToken));
        return kept;
    }

    public ValueTask SetAsync(
        string key,
        byte[] value,
        string[]? tags,
        TimeSpan validFor,
        CancellationToken cancellationToken
    ) => TryAsync(() => store.SetAsync(key, value, tags, validFor, cancellationToken));

    private async ValueTask TryAsync(Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogAway(log, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store of kept pages does not answer: {Fault}")]
    private static partial void LogAway(ILogger log, string fault);
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
