namespace Jisr.Web;

/// <summary>The headers of safety.md §12 on every answer. No inline style or script, no outside host, no tracker.</summary>
internal sealed class Headers(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "object-src 'none'; require-trusted-types-for 'script'";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                var headers = context.Response.Headers;
                // The API's own page brings its script; it holds no data of anybody.
                headers.ContentSecurityPolicy =
                    context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
                    && !context.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal)
                        ? "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
                        : Policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=(self)";
                if (context.Request.IsHttps)
                    headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
                // D1 and more is never stored; what is public says so itself.
                if (
                    string.IsNullOrEmpty(headers.CacheControl)
                    || context.User.Identity?.IsAuthenticated == true
                        && context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true
                )
                    headers.CacheControl = "no-store";
                // A form that was done leads on with 303: the browser asks for the next page by GET.
                if (
                    context.Response.StatusCode == StatusCodes.Status302Found
                    && HttpMethods.IsPost(context.Request.Method)
                )
                    context.Response.StatusCode = StatusCodes.Status303SeeOther;
                return Task.CompletedTask;
            },
            http
        );
        return next(http);
    }
}
