using System.Data.Common;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;

namespace Jisr.Web;

/// <summary>Writes a fault down for the operator: its kinds and where it happened, under the reference that the page
/// shows. The text of an exception may hold what somebody typed, so it is left out (ASVS 16.2.5).</summary>
internal sealed partial class Faults(ILogger<Faults> log) : IExceptionHandler
{
    /// <summary>Pages get the error page with a reference; the API gets problem details.</summary>
    public static ExceptionHandlerOptions Options() =>
        new()
        {
            ExceptionHandlingPath = "/error/500",
            CreateScopeForErrors = true,
            StatusCodeSelector = StatusOf,
            // What the framework would log holds the exception's text.
            SuppressDiagnosticsCallback = _ => true,
        };

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        var reference = ErrorPages.Reference(httpContext);
        if (StatusOf(exception) < StatusCodes.Status500InternalServerError)
            LogUnread(log, reference, exception.GetType().Name);
        else
            LogFault(log, reference, Described(exception));
        // By now the path is that of the error page; the one that was asked for says who is listening.
        var asked = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (!ApiErrors.IsApi(new PathString(asked)))
            return false;
        httpContext.Response.StatusCode = StatusOf(exception);
        Headers.Put(httpContext);
        await ApiErrors.WriteAsync(httpContext);
        return true;
    }

    /// <summary>Kinds of the exception and those inside it, a database's own code, and the frames.</summary>
    internal static string Described(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(e.GetType().FullName);
            if (e is DbException { SqlState: { } state })
                text.Append(' ').Append(state);
            text.Append('\n').Append(e.StackTrace).Append('\n');
        }
        return text.ToString();
    }

    private static int StatusOf(Exception exception) =>
        exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed ({Reference}): {Fault}")]
    private static partial void LogFault(ILogger log, string reference, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "A request could not be read ({Reference}): {Kind}")]
    private static partial void LogUnread(ILogger log, string reference, string kind);
}
