using System.Globalization;
using System.Threading.RateLimiting;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.RateLimiting;

namespace Jisr.Web;

/// <summary>Rate limits on sign-in and anonymous writes, by address.</summary>
internal static class Limits
{
    public static void AddJisrLimits(this IServiceCollection services) =>
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    context.HttpContext.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(
                        CultureInfo.InvariantCulture
                    );
                return ValueTask.CompletedTask;
            };
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            {
                if (
                    HttpMethods.IsGet(http.Request.Method)
                    || HttpMethods.IsHead(http.Request.Method)
                    || http.User.Identity?.IsAuthenticated == true
                )
                    return RateLimitPartition.GetNoLimiter("");
                var most = http.RequestServices.GetRequiredService<JisrSettings>().WritesPerMinute;
                return RateLimitPartition.GetSlidingWindowLimiter(
                    http.Connection.RemoteIpAddress?.ToString() ?? "?",
                    _ => new SlidingWindowRateLimiterOptions
                    {
                        PermitLimit = most,
                        Window = TimeSpan.FromMinutes(1),
                        SegmentsPerWindow = 6,
                    }
                );
            });
        });
}
