using System.Security.Claims;
using System.Text.Encodings.Web;
using Jisr.Access.Accounts;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Ui.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jisr.Access.Sessions;

/// <summary>The session of this request, as its cookie says; locked or not.</summary>
internal sealed record CurrentSession(Guid Id, Guid AccountId, bool IsLocked, DateTimeOffset ProvedAt, string Kind)
{
    private static readonly object Key = new();

    public static CurrentSession? Of(HttpContext http) => http.Items[Key] as CurrentSession;

    public void Keep(HttpContext http) => http.Items[Key] = this;

    /// <summary>True while a factor may be changed without proving again who she is.</summary>
    public bool IsProved(DateTimeOffset now) => now - ProvedAt < SessionTimes.ProofLasts;
}

/// <summary>Reads the session from the database at every request: one that was ended, or an account that was closed,
/// opens nothing from the next request on.</summary>
internal sealed class SessionSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    TimeProvider clock
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "app";
    public const string SessionClaim = "session";
    public const string FactorsClaim = "factors";

    // Not every request writes: a last look that is 15 seconds old is good enough.
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(15);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (
            Request.Cookies[Cookies.Session] is not { Length: > 0 } key
            || Context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        )
            return AuthenticateResult.NoResult();
        var services = Context.RequestServices;
        var db = services.GetRequiredService<JisrDb>();
        var hash = Cookies.Hash(key);
        var now = Kernel.Data.Clock.Now(clock);
        var session = await db.Set<Session>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                s => s.KeyHash == hash && s.EndedAt == null && s.ExpiresAt > now,
                Context.RequestAborted
            );
        if (session is null)
            return AuthenticateResult.NoResult();
        var account = await db.Set<Account>()
            .AsNoTracking()
            .SingleAsync(a => a.Id == session.AccountId.Value, Context.RequestAborted);
        if (account.IsClosed || (account.IsDemo && !services.GetRequiredService<JisrSettings>().Demo))
            return AuthenticateResult.NoResult();
        var locked = session.IsLocked(now);
        if (locked && session.Kind == Session.Centre)
        {
            // On a computer that others use, the next one must not even find a lock with somebody behind it.
            await services.GetRequiredService<SessionBook>().EndAsync(Context, Context.RequestAborted);
            return AuthenticateResult.NoResult();
        }
        new CurrentSession(session.Id, account.Id, locked, session.ProvedAt, session.Kind).Keep(Context);
        if (locked)
            return AuthenticateResult.NoResult();
        if (now - session.LastSeenAt >= Grain)
            await TouchAsync(db, session.Id, now);
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
                new Claim(SessionClaim, session.Id.ToString()),
                new Claim(FactorsClaim, session.Factors == 2 ? "2" : "1"),
            ],
            Scheme.Name
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>To the sign-in page, or to the lock; what was typed into a form waits behind it.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var page = CurrentSession.Of(Context) is { IsLocked: true } ? "/lock" : "/sign-in";
        var back =
            await Context.RequestServices.GetRequiredService<IKeptForms>().KeepAsync(Context)
            ?? Request.PathBase + Request.Path + Request.QueryString;
        Response.Redirect(page + "?to=" + Uri.EscapeDataString(back));
    }

    private async Task TouchAsync(JisrDb db, Guid session, DateTimeOffset now)
    {
        await using var turn = await db.Storage.WriteTurnAsync(Context.RequestAborted);
        await db.Set<Session>()
            .Where(s => s.Id == session)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), Context.RequestAborted);
    }
}
