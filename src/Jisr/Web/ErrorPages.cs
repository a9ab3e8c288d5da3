using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Jisr.Web;

/// <summary>What the parts of the road know about pages that stand in for an answer that went wrong.</summary>
internal static class ErrorPages
{
    /// <summary>True when this pass only shows an error; nothing of the request is done or kept any more.</summary>
    public static bool IsOne(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null || IsFault(http);

    /// <summary>True when this pass shows that something broke.</summary>
    public static bool IsFault(HttpContext http) => http.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>What a person reads aloud and the operator finds in the log. It says nothing by itself.</summary>
    public static string Reference(HttpContext http) =>
        Activity.Current is { } activity ? activity.TraceId.ToString()[..12] : http.TraceIdentifier;
}
