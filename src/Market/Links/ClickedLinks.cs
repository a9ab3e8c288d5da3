using System.Globalization;
using Jisr.Market.Shops;
using Microsoft.AspNetCore.Http;

namespace Jisr.Market.Links;

/// <summary>The links a shopper followed of late: their codes and the hour, in a cookie of this site, for fourteen days
/// (promotion.md L-4). Nothing of it is stored with us before she orders.</summary>
internal sealed class ClickedLinks(Promoters promoters, TimeProvider clock)
{
    public const string Cookie = "__Host-link";
    private const int Most = 5;
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>The code of the last link to this shop that she followed and that still stands; null where there is none.</summary>
    public async Task<string?> OfAsync(HttpRequest request, ShopId shop, CancellationToken ct)
    {
        foreach (var (code, _) in Read(request))
            if (await promoters.LivingAsync(shop, code, ct) is not null)
                return code;
        return null;
    }

    /// <summary>Remembers one more, the newest first.</summary>
    public void Follow(HttpContext http, string code)
    {
        var kept = Read(http.Request).Where(c => c.Code != code).Prepend((Code: code, Hour: Now)).Take(Most);
        http.Response.Cookies.Append(
            Cookie,
            string.Join('.', kept.Select(c => c.Code + "-" + c.Hour.ToString(CultureInfo.InvariantCulture))),
            new CookieOptions
            {
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = Lasts,
            }
        );
    }

    private long Now => (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    private IEnumerable<(string Code, long Hour)> Read(HttpRequest request)
    {
        foreach (var part in (request.Cookies[Cookie] ?? "").Split('.').Take(Most))
            if (
                part.Split('-') is [{ Length: 6 } code, { } hour]
                && long.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && Now - at <= (long)Lasts.TotalHours
            )
                yield return (code, at);
    }
}
