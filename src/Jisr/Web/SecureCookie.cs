namespace Jisr.Web;

/// <summary>A cookie that is Secure on every connection. The policy Always would refuse to draw a form over plain HTTP on
/// localhost, where browsers do take secure cookies (decision 8).</summary>
internal sealed class SecureCookie : CookieBuilder
{
    public SecureCookie(string name)
    {
        Name = name;
        Path = "/";
        HttpOnly = true;
        IsEssential = true;
        SameSite = SameSiteMode.Lax;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
