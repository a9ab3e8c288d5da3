namespace Jisr.Web;

/// <summary>A form may be sent to a page that does not show it any more: it was sent before, or the object is not hers.
/// The page has then led on or said "not here", and that is the answer, not "bad request".</summary>
internal sealed class LostForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var response = http.Response;
        if (
            response.HasStarted
            || response.StatusCode != StatusCodes.Status400BadRequest
            || !HttpMethods.IsPost(http.Request.Method)
            || !http.Request.HasFormContentType
            || !http.Request.Form.ContainsKey("_handler")
        )
            return;
        response.StatusCode =
            response.Headers.Location.Count > 0 ? StatusCodes.Status303SeeOther : StatusCodes.Status404NotFound;
    }
}
