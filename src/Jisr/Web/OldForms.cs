using Microsoft.AspNetCore.Antiforgery;

namespace Jisr.Web;

/// <summary>A form whose page is too old comes back with everything typed in it, instead of an error. It also brings
/// kept forms back, and answers the language buttons of a form.</summary>
internal sealed class OldForms(RequestDelegate next, KeptForms kept)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (ErrorPages.IsOne(http))
        {
            await next(http);
            return;
        }
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("kept"))
            await kept.RestoreAsync(http);
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            // Reading a form that was refused is forbidden while the refusal stands; nothing of it is done, only kept.
            http.Features.Set<IAntiforgeryValidationFeature>(null);
            if (await kept.KeepAsync(http) is { } back)
            {
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                http.Response.Headers.Location = back;
            }
            else
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType)
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
            Language.FromForm(http);
        }
        await next(http);
    }
}
