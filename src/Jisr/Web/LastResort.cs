using System.Net;
using Jisr.Kernel.Language;

namespace Jisr.Web;

/// <summary>When even the error page fails (the database is away while somebody is signed in), a page that needs nothing:
/// her language, a reference, no trace. The fault itself is in the log already.</summary>
internal sealed partial class LastResort(RequestDelegate next, Words words, ILogger<LastResort> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            LogBare(log, ErrorPages.Reference(http));
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.Headers.CacheControl = "no-store";
            Headers.Put(http);
            await http.Response.WriteAsync(Page(http), http.RequestAborted);
        }
    }

    private string Page(HttpContext http)
    {
        var language = Language.Of(http.Request);
        string Say(string key) => WebUtility.HtmlEncode(words.In(language, key));
        return $"""
            <!DOCTYPE html>
            <html lang="{language}" dir="{(language == "ar" ? "rtl" : "ltr")}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Say(
                "Something went wrong on our side"
            )}</title></head>
            <body><main><h1>{Say("Something went wrong on our side")}</h1>
            <p>{Say("Nothing you sent was half written. Try again; if it happens again, tell us the reference.")}</p>
            <p>{Say("Reference")}: <code dir="ltr">{ErrorPages.Reference(http)}</code></p>
            <p><a href="/">{Say("To the first page")}</a></p></main></body>
            </html>
            """;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Even the error page failed ({Reference})")]
    private static partial void LogBare(ILogger log, string reference);
}
