using System.Text;
using Jisr.Access.Accounts;
using Jisr.Access.Grants;
using Jisr.Access.Sessions;
using Jisr.Contracts.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.SignIn;

/// <summary>What a try came to.</summary>
internal sealed record Proof(Account? Account, TimeSpan? Wait = null);

/// <summary>Is she who she says? The same work is done and the same is said whether or not a name exists (S-27).</summary>
internal sealed class Prove(
    JisrDb db,
    UserManager<Account> users,
    Waits waits,
    SessionBook sessions,
    IEnumerable<IMemberNames> members,
    MemberRecords records,
    JisrSettings settings,
    Sealer sealer,
    TimeProvider clock
)
{
    private const int MostOfOneName = 5;

    // Verified when there is no account or it has no password: a hash of nothing anybody types.
    private static readonly Lazy<string> Nobody = new(() =>
        new PasswordHasher<Account>().HashPassword(new Account(), NewId.Next().ToString())
    );

    /// <summary>A typed name and its password.</summary>
    public async Task<Proof> PasswordAsync(
        HttpContext http,
        string name,
        string password,
        CancellationToken ct = default
    )
    {
        var candidates = await FindAsync(name, ct);
        var known = await sessions.KnowsDeviceAsync(http, [.. candidates.Select(a => new AccountId(a.Id))], ct);
        var device = known ? http.Request.Cookies[Cookies.Device]! : "stranger";
        var who = Account.Normal(ArabicText.AsciiDigits(name));
        if (await waits.TakeAsync("password", who, device, ct) is { } wait)
            return new Proof(null, wait);
        Account? right = null;
        foreach (var account in candidates.Where(a => a.PasswordHash is not null))
            if (right is null && await users.CheckPasswordAsync(account, password))
                right = account;
        if (candidates.All(a => a.PasswordHash is null))
            users.PasswordHasher.VerifyHashedPassword(new Account(), Nobody.Value, password);
        if (right is null || !MayOpen(right))
            return new Proof(null);
        await waits.ClearAsync("password", who, device, ct);
        return new Proof(right);
    }

    /// <summary>The password of an account that is already known: to unlock, or to confirm.</summary>
    public async Task<Proof> AgainAsync(Guid account, string password, CancellationToken ct = default)
    {
        if (await waits.TakeAsync("again", account.ToString(), "", ct) is { } wait)
            return new Proof(null, wait);
        var found = await db.Set<Account>().SingleAsync(a => a.Id == account, ct);
        if (found.PasswordHash is null || !await users.CheckPasswordAsync(found, password) || !MayOpen(found))
            return new Proof(null);
        await waits.ClearAsync("again", account.ToString(), "", ct);
        return new Proof(found);
    }

    /// <summary>A code of the app, or a recovery code. Each opens once.</summary>
    public async Task<Proof> CodeAsync(Guid account, string? typed, CancellationToken ct = default)
    {
        if (await waits.TakeAsync("code", account.ToString(), "", ct) is { } wait)
            return new Proof(null, wait);
        var found = await db.Set<Account>().SingleAsync(a => a.Id == account, ct);
        var code = CodeText(typed);
        if (!MayOpen(found) || !found.TwoFactorEnabled || !await TakeCodeAsync(found, code, ct))
            return new Proof(null);
        await waits.ClearAsync("code", account.ToString(), "", ct);
        return new Proof(found);
    }

    /// <summary>A suspended account opens nothing; a demo account only where the demo is served.</summary>
    public bool MayOpen(Account account) => !account.IsClosed && (!account.IsDemo || settings.Demo);

    /// <summary>Staff need a second factor (S-28); the demo's printed accounts have none.</summary>
    public async Task<bool> NeedsSecondFactorAsync(Account account, CancellationToken ct = default)
    {
        if (account.IsDemo)
            return false;
        var id = new AccountId(account.Id);
        var yesterday = DateOnly.FromDateTime(Clock.Now(clock).UtcDateTime).AddDays(-1);
        return account.TwoFactorEnabled
            || await db.Set<RoleGrant>().AnyAsync(g => g.AccountId == id && g.EndedAt == null && g.To >= yesterday, ct);
    }

    private async Task<List<Account>> FindAsync(string name, CancellationToken ct)
    {
        var normal = Account.Normal(name);
        var parties = new List<PartyId>();
        foreach (var source in members)
            parties.AddRange((await source.FindAsync(name, ct)).Take(MostOfOneName));
        var hers = (await records.AccountsAsync(parties, ct)).Select(a => a.Id);
        return await db.Set<Account>()
            .Where(a => a.NormalizedUserName == normal || hers.Contains(a.Id))
            .OrderBy(a => a.Id)
            .Take(MostOfOneName)
            .ToListAsync(ct);
    }

    private async Task<bool> TakeCodeAsync(Account account, string code, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        var hash = sealer.Index("access.app-code", account.Id + " " + code);
        var used =
            account.LastCode is { } last
            && last.AsSpan().SequenceEqual(hash)
            && now - account.LastCodeAt < TimeSpan.FromMinutes(10);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        if (code.Length == 6 && code.All(char.IsAsciiDigit))
        {
            if (
                used || !await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)
            )
                return false;
            account.LastCode = hash;
            account.LastCodeAt = now;
            // False when another request took the same code in the same moment.
            return (await users.UpdateAsync(account)).Succeeded;
        }
        return code.Length > 6 && (await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;
    }

    private static string CodeText(string? typed)
    {
        var text = new StringBuilder();
        foreach (var c in ArabicText.AsciiDigits(typed ?? ""))
            if (char.IsAsciiLetterOrDigit(c))
                text.Append(char.ToUpperInvariant(c));
        return text.Length > 40 ? "" : text.ToString();
    }
}
