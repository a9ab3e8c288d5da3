namespace Jisr.Web;

/// <summary>The headers of safety.md §12 on every answer. No inline style or script, no outside host, no tracker.</summary>
internal sealed class Headers(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "object-src 'none'; require-trusted-types-for 'script'";

    // The page that describes the API brings its own script; it holds no data of anybody.
    private const string ApiPagePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        // Set at once and not when the answer starts: what the output cache keeps must hold them too.
        Put(http);
        http.Response.OnStarting(
            static state =>
            {
                var response = ((HttpContext)state).Response;
                // D1 and more is never stored; what is public says so itself.
                if (string.IsNullOrEmpty(response.Headers.CacheControl) || IsPageOfSomebody(response))
                    response.Headers.CacheControl = "no-store";
                // A form that was done leads on with 303: the browser asks for the next page by GET.
                if (
                    response.StatusCode == StatusCodes.Status302Found
                    && HttpMethods.IsPost(response.HttpContext.Request.Method)
                )
                    response.StatusCode = StatusCodes.Status303SeeOther;
                return Task.CompletedTask;
            },
            http
        );
        return next(http);
    }

    /// <summary>The headers themselves.</summary>
    public static void Put(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = IsApiPage(http.Request.Path) ? ApiPagePolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=(self)";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }

    private static bool IsPageOfSomebody(HttpResponse response) =>
        response.HttpContext.User.Identity?.IsAuthenticated == true
        && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;

    private static bool IsApiPage(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !path.StartsWithSegments("/api/v1", StringComparison.Ordinal);
}
