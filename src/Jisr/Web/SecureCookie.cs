namespace Jisr.Web;

/// <summary>A cookie that is Secure whatever the request was. Browsers take such a cookie from plain <c>localhost</c> too;
/// a policy of "always" would make antiforgery refuse to write any form there (docs/decisions/0008).</summary>
internal sealed class SecureCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
