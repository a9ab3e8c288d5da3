using System.Security.Claims;
using System.Text.Encodings.Web;
using Jisr.Access.Accounts;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jisr.Access.Tokens;

/// <summary>Bearer tokens at <c>/api/v1</c> and <c>/openrosa</c>. Without a valid one the answer is 401 as problem JSON,
/// never a page. Telephones with ODK or Kobo apps know a user name and a password only: the token is the password.</summary>
internal sealed class TokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    TimeProvider clock
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "token";
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request.Headers.Authorization.ToString()) is not { } text)
            // Our own pages ask with the session; the cookie is Lax, so no other site can. A telephone has none.
            return IsDevice(Context)
                ? AuthenticateResult.NoResult()
                : await Context.AuthenticateAsync(Sessions.SessionSignIn.SchemeName);
        var db = Context.RequestServices.GetRequiredService<JisrDb>();
        var hash = MadeSecret.Hash(text);
        var now = Kernel.Data.Clock.Now(clock);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var token = await db.Set<ApiToken>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                t => t.KeyHash == hash && t.RevokedAt == null && t.Until >= today,
                Context.RequestAborted
            );
        if (token is null)
            return AuthenticateResult.Fail("Unknown, revoked or ended.");
        if (token.LastUsedAt is not { } last || now - last >= Grain)
            await using (await db.Storage.WriteTurnAsync(Context.RequestAborted))
                await db.Set<ApiToken>()
                    .Where(t => t.Id == token.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsedAt, now), Context.RequestAborted);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, token.AccountId.ToString()), new Claim("scopes", token.Scopes)],
            Scheme.Name
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>True at the door of telephones with ODK or Kobo apps.</summary>
    public static bool IsDevice(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/openrosa", StringComparison.Ordinal);

    private string? TokenOf(string header)
    {
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim();
        if (!IsDevice(Context) || !header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return null;
        Span<byte> bytes = stackalloc byte[600];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
            return null;
        var pair = System.Text.Encoding.UTF8.GetString(bytes[..length]);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = IsDevice(Context) ? "Basic realm=\"Jisr\", charset=\"UTF-8\"" : "Bearer";
        return AnswerAsync(Refusal.SignIn, "SIGN_IN_FIRST");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AnswerAsync(Refusal.Role, "NOT_ALLOWED");

    private Task AnswerAsync(Refusal refusal, string code)
    {
        var answer = Answer.Rejected(default, new Problem(code)) with { Refusal = refusal };
        return Context.RequestServices.GetRequiredService<Answers>().Result(answer).ExecuteAsync(Context);
    }
}
