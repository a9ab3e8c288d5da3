using System.Globalization;
using Jisr.Kernel.Language;
using Jisr.Ui.Forms;

namespace Jisr.Web;

/// <summary>The language of a request: her choice, else what her browser asks for, else Arabic. It sets the UI
/// culture only; the culture of numbers and dates stays invariant (experience.md N-1).</summary>
internal sealed class Language(RequestDelegate next)
{
    public const string CookieName = "__Host-lang";

    private static readonly Dictionary<string, CultureInfo> Cultures = Words.Languages.ToDictionary(
        l => l,
        l => new CultureInfo(l)
    );

    public Task InvokeAsync(HttpContext http)
    {
        Use(
            http.Request.Cookies[CookieName] is { } chosen && Cultures.ContainsKey(chosen)
                ? chosen
                : Asked(http.Request)
        );
        if (http.Request.Cookies[CookieName] is null)
            http.Response.Headers.AppendCommaSeparatedValues("Vary", "Accept-Language");
        return next(http);
    }

    /// <summary>The language a request is answered in.</summary>
    public static string Of(HttpRequest request) =>
        request.Cookies[CookieName] is { } chosen && Cultures.ContainsKey(chosen) ? chosen : Asked(request);

    /// <summary><c>/language/{tag}</c> for pages without a form.</summary>
    public static void Map(WebApplication app) =>
        app.MapGet(
                "/language/{tag}",
                (string tag, string? to, HttpContext http) =>
                {
                    if (!Cultures.ContainsKey(tag))
                        return Results.NotFound();
                    Keep(http, tag);
                    return Results.LocalRedirect(Encoded(LocalAddress.Or(to, "/")));
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    /// <summary>A language button of a form was pressed: the same form comes back in the other language.</summary>
    public static void FromForm(HttpContext http)
    {
        if (http.Request.Form[FormState.LanguageField] is [{ } tag] && Cultures.ContainsKey(tag))
        {
            Keep(http, tag);
            Use(tag);
        }
    }

    // A header holds plain signs only; an address may have been typed with Arabic letters.
    private static string Encoded(string path) => new Uri("http://here" + path).PathAndQuery;

    private static void Use(string tag)
    {
        CultureInfo.CurrentUICulture = Cultures[tag];
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }

    private static void Keep(HttpContext http, string tag) =>
        http.Response.Cookies.Append(
            CookieName,
            tag,
            new CookieOptions
            {
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            }
        );

    private static string Asked(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage.ToString();
        if (header.Length == 0)
            return "ar";
        foreach (var wanted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
            if (wanted.Value.Length >= 2 && Cultures.ContainsKey(wanted.Value.Value![..2].ToLowerInvariant()))
                return wanted.Value.Value[..2].ToLowerInvariant();
        return "ar";
    }
}
