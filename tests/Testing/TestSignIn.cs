using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jisr.Testing;

/// <summary>Signs a test browser in by a header; without the header the program's own sign-in decides.</summary>
internal sealed class TestSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Test-Account";
    private const string Scheme1 = "test";
    private const string Chosen = "test-or-own";

    public static void Add(IServiceCollection services)
    {
        string? own = null;
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, TestSignIn>(Scheme1, null)
            .AddPolicyScheme(
                Chosen,
                null,
                o => o.ForwardDefaultSelector = http => http.Request.Headers.ContainsKey(Header) ? Scheme1 : own
            );
        services.PostConfigure<AuthenticationOptions>(o =>
        {
            own = o.DefaultAuthenticateScheme ?? o.DefaultScheme;
            o.DefaultChallengeScheme ??= own;
            o.DefaultForbidScheme ??= own;
            o.DefaultSignInScheme ??= own;
            o.DefaultSignOutScheme ??= own;
            o.DefaultAuthenticateScheme = Chosen;
        });
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, Request.Headers[Header].ToString())],
            Scheme1
        );
        return Task.FromResult(
            AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme1))
        );
    }
}
