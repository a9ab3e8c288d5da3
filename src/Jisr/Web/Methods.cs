using Microsoft.AspNetCore.Http.Features;

namespace Jisr.Web;

/// <summary>Pages are mapped for GET and POST only. HEAD of a page is GET without the page (Kestrel sends no body for a
/// HEAD whatever is written); an error page is shown by GET, whatever the request was that went wrong.</summary>
internal sealed class Methods(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method) || !(HttpMethods.IsHead(method) || ErrorPages.IsOne(http)))
        {
            await next(http);
            return;
        }
        var body = http.Features.Get<IHttpResponseBodyFeature>()!;
        if (HttpMethods.IsHead(method))
            http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = method;
            http.Features.Set(body);
        }
    }
}
