using System.Globalization;
using System.Threading.RateLimiting;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.RateLimiting;

namespace Jisr.Web;

/// <summary>Rate limits on sign-in and anonymous writes, by address.</summary>
internal static class Limits
{
    private const int Segments = 6;
    private static readonly TimeSpan Segment = TimeSpan.FromSeconds(10);

    public static void AddJisrLimits(this IServiceCollection services) =>
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : Segment;
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(
                        Math.Max(1, Math.Max(wait.TotalSeconds, Segment.TotalSeconds))
                    )
                    .ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            {
                if (
                    HttpMethods.IsGet(http.Request.Method)
                    || HttpMethods.IsHead(http.Request.Method)
                    || http.User.Identity?.IsAuthenticated == true
                    || ErrorPages.IsOne(http)
                )
                    return RateLimitPartition.GetNoLimiter("");
                var most = http.RequestServices.GetRequiredService<JisrSettings>().WritesPerMinute;
                return RateLimitPartition.GetSlidingWindowLimiter(
                    http.Connection.RemoteIpAddress?.ToString() ?? "?",
                    _ => new SlidingWindowRateLimiterOptions
                    {
                        PermitLimit = most,
                        Window = Segment * Segments,
                        SegmentsPerWindow = Segments,
                    }
                );
            });
        });
}
