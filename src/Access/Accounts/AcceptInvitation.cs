using System.Text.Json.Serialization;
using Jisr.Access.Passwords;
using Jisr.Access.Sessions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>The owner sets her password from a link. Whoever held the account before holds it no more: sessions, app and
/// passkeys end.</summary>
internal sealed record AcceptInvitation(Guid InvitationId) : ICommand
{
    public static string Kind => "invitation.accept";

    // Outside the content hash: what is kept for ever must not help to guess a password.
    [JsonIgnore]
    public string Code { get; init; } = "";

    [JsonIgnore]
    public string Password { get; init; } = "";
}

internal sealed class AcceptInvitationHandler(JisrDb db, UserManager<Account> users, AccountStore store)
    : IHandle<AcceptInvitation>
{
    public async Task<Reach> ReachAsync(AcceptInvitation command, CommandScope scope, CancellationToken ct) =>
        Reach.Held(
            await OpenInvitation.FindAsync(db, command.Code, scope.Now, ct) is { } i && i.Id == command.InvitationId
        );

    public async Task<Outcome> HandleAsync(AcceptInvitation command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "access_invitation", "id", command.InvitationId, ct);
        var invitation = await OpenInvitation.FindAsync(db, command.Code, scope.Now, ct);
        if (invitation is null)
            return Outcome.No("NOT_FOUND");
        var account = await db.Set<Account>().SingleAsync(a => a.Id == invitation.AccountId.Value, ct);
        if (await SetPassword.RunAsync(users, account, command.Password) is { } refused)
            return refused;
        await store.RemoveAuthenticatorAsync(account, ct);
        account.TwoFactorEnabled = false;
        await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == account.Id).ExecuteDeleteAsync(ct);
        await OpenSessions.EndAsync(db, invitation.AccountId, scope.Now, ct);
        invitation.UsedAt = scope.Now;
        return new Outcome.Done { Subject = account.Id };
    }
}

/// <summary>Finds an invitation that still opens.</summary>
internal static class OpenInvitation
{
    public static async Task<Invitation?> FindAsync(JisrDb db, string? code, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(code))
            return null;
        var hash = MadeSecret.Hash(code);
        return await db.Set<Invitation>()
            .SingleOrDefaultAsync(i => i.CodeHash == hash && i.UsedAt == null && i.ExpiresAt > now, ct);
    }
}
