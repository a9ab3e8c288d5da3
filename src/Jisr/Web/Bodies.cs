using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Jisr.Web;

/// <summary>Reads a posted form once, before anybody needs it. One that is too large, cut off, or no form at all gets an
/// answer of its own instead of falling somewhere inside.</summary>
internal sealed class Bodies(RequestDelegate next)
{
    /// <summary>10 MB: a picture of 8 MB and the fields around it.</summary>
    public const long MostBytes = 10 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (ErrorPages.IsOne(http) || !HttpMethods.IsPost(http.Request.Method))
        {
            await next(http);
            return;
        }
        if (await StatusAsync(http) is { } status)
            http.Response.StatusCode = status;
        else
            await next(http);
    }

    private static async Task<int?> StatusAsync(HttpContext http)
    {
        var most = http.GetEndpoint()?.Metadata.GetMetadata<LargeFormAttribute>()?.Most ?? MostBytes;
        if (http.Request.ContentLength > most)
            return StatusCodes.Status413PayloadTooLarge;
        // A body that does not say how long it is, is counted while it comes.
        if (
            http.Request.ContentLength is null
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } counted
        )
            counted.MaxRequestBodySize = most;
        if (!http.Request.HasFormContentType)
            return IsPage(http) ? StatusCodes.Status415UnsupportedMediaType : null;
        if (most > MostBytes)
            Widen(http, most);
        try
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    private static void Widen(HttpContext http, long most)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<FormOptions>>().Value;
        http.Features.Set<IFormFeature>(
            new FormFeature(
                http.Request,
                new FormOptions
                {
                    ValueLengthLimit = options.ValueLengthLimit,
                    ValueCountLimit = options.ValueCountLimit,
                    MultipartBodyLengthLimit = most,
                }
            )
        );
    }

    private static bool IsPage(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
