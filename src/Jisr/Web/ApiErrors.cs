using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Jisr.Web;

/// <summary>What a program gets where a person would get a page: problem details (RFC 9457), never a trace.</summary>
internal static class ApiErrors
{
    /// <summary>True below <c>/api/v1</c>, for the API's description and for webhooks.</summary>
    public static bool IsApi(HttpContext http) => IsApi(http.Request.Path);

    /// <summary>The same for a path.</summary>
    public static bool IsApi(PathString path) =>
        path.StartsWithSegments("/api/v1", StringComparison.Ordinal)
        || path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        || path.StartsWithSegments("/webhooks", StringComparison.Ordinal);

    /// <summary>Writes the status of the answer as problem details with the reference.</summary>
    public static Task WriteAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        return http.Response.WriteAsJsonAsync(
            new ProblemDetails
            {
                Type = "about:blank",
                Title = ReasonPhrases.GetReasonPhrase(status),
                Status = status,
                Extensions = { ["reference"] = ErrorPages.Reference(http) },
            },
            Kernel.Commands.CanonicalJson.Options,
            "application/problem+json",
            http.RequestAborted
        );
    }
}
