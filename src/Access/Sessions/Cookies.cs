using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Jisr.Access.Sessions;

/// <summary>The cookies of signing in: Secure, HttpOnly, Lax, this host only.</summary>
internal static class Cookies
{
    public const string Session = "__Host-app";
    public const string Device = "__Host-device";
    public const string Step = "__Host-step";
    public const string Once = "__Host-once";
    public const string Passkey = "__Host-passkey";

    public static string NewKey() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public static void Set(HttpContext http, string name, string value, TimeSpan? lasts) =>
        http.Response.Cookies.Append(name, value, Options(lasts));

    public static void Drop(HttpContext http, string name) => http.Response.Cookies.Delete(name, Options(null));

    private static CookieOptions Options(TimeSpan? lasts) =>
        new()
        {
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = lasts,
            IsEssential = true,
        };
}
