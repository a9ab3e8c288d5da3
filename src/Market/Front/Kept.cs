using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace Jisr.Market.Front;

/// <summary>Tells the output cache which changes make a page stale.</summary>
internal static class Kept
{
    /// <summary>The page is dropped when one of these changes.</summary>
    public static void Until(HttpContext http, params ReadOnlySpan<string> tags)
    {
        if (http.Features.Get<IOutputCacheFeature>() is not { } feature)
            return;
        foreach (var tag in tags)
            feature.Context.Tags.Add(tag);
    }

    /// <summary>A page with somebody's basket in it is not worth keeping.</summary>
    public static void Never(HttpContext http)
    {
        if (http.Features.Get<IOutputCacheFeature>() is { } feature)
            feature.Context.AllowCacheStorage = false;
    }
}
