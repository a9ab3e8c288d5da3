using Jisr.Access.Accounts;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Jisr.Access.Sessions;

/// <summary>Begins, renews and ends sessions.</summary>
internal sealed partial class SessionBook(JisrDb db, TimeProvider clock, ILogger<SessionBook> log)
{
    /// <summary>Signs in: a new key always, so that a key planted before opens nothing.</summary>
    public async Task StartAsync(
        HttpContext http,
        Account account,
        int factors,
        bool shared,
        CancellationToken ct = default
    )
    {
        var now = Clock.Now(clock);
        var key = Cookies.NewKey();
        var id = new AccountId(account.Id);
        var lasts = shared ? SessionTimes.CentreLasts : SessionTimes.OwnLasts;
        var old = http.Request.Cookies[Cookies.Session] is { } oldKey ? Cookies.Hash(oldKey) : null;
        await using (await db.Storage.WriteTurnAsync(ct))
        {
            await using var tx = await db.Database.BeginTransactionAsync(ct);
            if (old is not null)
                await db.Set<Session>()
                    .Where(s => s.KeyHash == old && s.EndedAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
            // What ended long ago is of no use to anybody.
            await db.Set<Session>().Where(s => s.ExpiresAt < now.AddDays(-30)).ExecuteDeleteAsync(ct);
            db.Add(
                new Session
                {
                    Id = NewId.Next(),
                    AccountId = id,
                    KeyHash = Cookies.Hash(key),
                    Device = DeviceLabel.Of(http.Request.Headers.UserAgent),
                    Kind = shared ? Session.Centre : Session.Own,
                    Factors = factors,
                    CreatedAt = now,
                    ExpiresAt = now + lasts,
                    LastSeenAt = now,
                    ProvedAt = now,
                }
            );
            if (!shared)
                await KnowDeviceAsync(http, id, now, ct);
            await db.SaveChangesAsync(ct);
            await tx.CommitAsync(ct);
        }
        // A computer that others use forgets with the window; the server forgets after 8 hours in any case.
        Cookies.Set(http, Cookies.Session, key, shared ? null : lasts);
        Cookies.Drop(http, Cookies.Step);
        LogIn(log, account.Id, factors);
    }

    /// <summary>True when this browser has signed in to the account before.</summary>
    public async Task<bool> KnowsDeviceAsync(
        HttpContext http,
        IReadOnlyCollection<AccountId> accounts,
        CancellationToken ct
    )
    {
        var hash = Cookies.Hash(http.Request.Cookies[Cookies.Device] ?? "");
        return await db.Set<SignInDevice>()
            .AnyAsync(d => d.KeyHash == hash && d.RevokedAt == null && accounts.Contains(d.AccountId), ct);
    }

    /// <summary>Those of the accounts that have signed in with this browser before.</summary>
    public async Task<IReadOnlyList<AccountId>> KnownHereAsync(
        HttpContext http,
        IReadOnlyCollection<AccountId> accounts,
        CancellationToken ct
    )
    {
        var hash = Cookies.Hash(http.Request.Cookies[Cookies.Device] ?? "");
        return await db.Set<SignInDevice>()
            .Where(d => d.KeyHash == hash && d.RevokedAt == null && accounts.Contains(d.AccountId))
            .Select(d => d.AccountId)
            .ToListAsync(ct);
    }

    /// <summary>She proved again who she is: the lock opens, and factors may be changed for a while.</summary>
    public async Task ProveAsync(Guid session, CancellationToken ct = default)
    {
        var now = Clock.Now(clock);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<Session>()
            .Where(s => s.Id == session && s.EndedAt == null)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(x => x.ProvedAt, now)
                        .SetProperty(x => x.LastSeenAt, now)
                        .SetProperty(x => x.LockedAt, (DateTimeOffset?)null),
                ct
            );
    }

    public async Task LockAsync(Guid session, CancellationToken ct = default)
    {
        var now = Clock.Now(clock);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<Session>()
            .Where(s => s.Id == session && s.LockedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LockedAt, now), ct);
    }

    /// <summary>Ends the session of this browser, if there is one, and takes its cookies away.</summary>
    public async Task EndAsync(HttpContext http, CancellationToken ct = default)
    {
        if (http.Request.Cookies[Cookies.Session] is { } key)
        {
            var now = Clock.Now(clock);
            var hash = Cookies.Hash(key);
            await using var turn = await db.Storage.WriteTurnAsync(ct);
            await db.Set<Session>()
                .Where(s => s.KeyHash == hash && s.EndedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
        }
        foreach (var name in (string[])[Cookies.Session, Cookies.Step, Cookies.Once, Cookies.Passkey])
            Cookies.Drop(http, name);
    }

    private async Task KnowDeviceAsync(HttpContext http, AccountId account, DateTimeOffset now, CancellationToken ct)
    {
        var key = http.Request.Cookies[Cookies.Device] is { Length: 43 } known ? known : Cookies.NewKey();
        Cookies.Set(http, Cookies.Device, key, TimeSpan.FromDays(400));
        var hash = Cookies.Hash(key);
        var device = await db.Set<SignInDevice>()
            .SingleOrDefaultAsync(d => d.KeyHash == hash && d.AccountId == account, ct);
        if (device is not null)
        {
            device.LastSeenAt = now;
            device.Label = DeviceLabel.Of(http.Request.Headers.UserAgent);
            device.RevokedAt = null;
            return;
        }
        db.Add(
            new SignInDevice
            {
                Id = NewId.Next(),
                AccountId = account,
                KeyHash = hash,
                Kind = Session.Own,
                Label = DeviceLabel.Of(http.Request.Headers.UserAgent),
                LastSeenAt = now,
            }
        );
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {Account} signed in with {Factors} factor(s)")]
    private static partial void LogIn(ILogger log, Guid account, int factors);
}
