using System.Diagnostics;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Web;

/// <summary>One line a request: method, route pattern, status, time, reference. Never what stands in the address, the
/// body or a header: an order's token or a name is nobody's to read in a log (safety.md S-9). Pages that are kept whole
/// are counted by the metrics only.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    private const string Nowhere = "(none)";
    private static readonly object Key = new();

    /// <summary>Remembers the route that was asked for; an error page shown instead does not change it.</summary>
    public static void Note(HttpContext http, Endpoint? endpoint) =>
        http.Items.TryAdd(Key, (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? Nowhere);

    public async Task InvokeAsync(HttpContext http)
    {
        if (!log.IsEnabled(LogLevel.Information))
        {
            await next(http);
            return;
        }
        var started = Stopwatch.GetTimestamp();
        await next(http);
        LogRequest(
            log,
            Method(http.Request.Method),
            http.Items[Key] as string ?? Nowhere,
            http.Response.StatusCode,
            Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1),
            ErrorPages.Reference(http)
        );
    }

    // A method is a word of the sender's; only those we know are written down.
    private static string Method(string method) =>
        HttpMethods.IsGet(method) ? "GET"
        : HttpMethods.IsPost(method) ? "POST"
        : HttpMethods.IsHead(method) ? "HEAD"
        : HttpMethods.IsOptions(method) ? "OPTIONS"
        : "other";

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Method} {Route} answered {Status} in {Milliseconds} ms ({Reference})"
    )]
    private static partial void LogRequest(
        ILogger log,
        string method,
        string route,
        int status,
        double milliseconds,
        string reference
    );
}
