using System.Text.Json.Serialization;
using Jisr.Access.Accounts;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Factors;

/// <summary>Adds a passkey that the browser made and Identity has verified.</summary>
internal sealed record AddPasskey(AccountId AccountId, string Name, string CredentialId) : ICommand
{
    public static string Kind => "passkey.add";

    /// <summary>The verified passkey; its public key is no secret, but a stranger's JSON must never stand for it.</summary>
    [JsonIgnore]
    public UserPasskeyInfo? Verified { get; init; }
}

/// <summary>Takes a passkey away.</summary>
internal sealed record RemovePasskey(AccountId AccountId, string CredentialId) : ICommand
{
    public static string Kind => "passkey.remove";
}

internal sealed class AddPasskeyHandler(JisrDb db, UserManager<Account> users) : IHandle<AddPasskey>
{
    private const int Most = 10;

    public Task<Reach> ReachAsync(AddPasskey command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(scope.Actor.AccountId == command.AccountId && command.Verified is not null));

    public void Check(AddPasskey command, Problems problems, CommandScope scope) =>
        problems.Text("name", command.Name, 60);

    public async Task<Outcome> HandleAsync(AddPasskey command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == command.AccountId.Value, ct);
        if ((await users.GetPasskeysAsync(account)).Count >= Most)
            return Outcome.No("PASSKEYS_ENOUGH");
        command.Verified!.Name = command.Name.Trim();
        var result = await users.AddOrUpdatePasskeyAsync(account, command.Verified);
        return result.Succeeded ? new Outcome.Done { Subject = account.Id } : Outcome.No("PASSKEY_FAILED");
    }
}

internal sealed class RemovePasskeyHandler(JisrDb db, UserManager<Account> users) : IHandle<RemovePasskey>
{
    public Task<Reach> ReachAsync(RemovePasskey command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(scope.Actor.AccountId == command.AccountId));

    public async Task<Outcome> HandleAsync(RemovePasskey command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == command.AccountId.Value, ct);
        var id = PasskeyIds.Read(command.CredentialId);
        var all = await users.GetPasskeysAsync(account);
        if (id is null || !all.Any(p => p.CredentialId.AsSpan().SequenceEqual(id)))
            return Outcome.No("NOT_FOUND");
        // Without a password her last passkey is her only way in.
        if (all.Count == 1 && account.PasswordHash is null)
            return Outcome.No("ONLY_WAY_IN");
        await users.RemovePasskeyAsync(account, id);
        return new Outcome.Done { Subject = account.Id };
    }
}

/// <summary>Ids of passkeys as text.</summary>
internal static class PasskeyIds
{
    public static string Of(byte[] id) => WebEncoders.Base64UrlEncode(id);

    public static byte[]? Read(string? text)
    {
        try
        {
            return text is { Length: > 0 and < 2000 } ? WebEncoders.Base64UrlDecode(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
