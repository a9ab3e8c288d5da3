using System.Text.Json.Serialization;
using Jisr.Access.Accounts;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Factors;

/// <summary>Ties an authenticator app to the account, once it has shown a right code. An earlier app ends.</summary>
internal sealed record AddAuthenticator(AccountId AccountId) : ICommand
{
    public static string Kind => "authenticator.add";

    [JsonIgnore]
    public string Key { get; init; } = "";

    [JsonIgnore]
    public string Code { get; init; } = "";
}

/// <summary>Ten fresh recovery codes in place of the old ones.</summary>
internal sealed record RenewCodes(AccountId AccountId) : ICommand
{
    public static string Kind => "recovery-codes.renew";
}

/// <summary>Recovery codes, each for one sign-in without the app. Made from the command's id, so that a second tap shows
/// the same ones; only their hashes are kept.</summary>
internal static class RecoveryCodes
{
    private const int Many = 10;
    private const string Alphabet = "23456789BCDFGHJKMNPQRTVWXY";

    public static IReadOnlyList<string> Of(Sealer sealer, CommandId id) =>
        [.. Enumerable.Range(0, Many).Select(n => Make(sealer.Index("access.recovery-code", $"{id} {n}")))];

    // 10 of 26 signs: 47 bits, shown 5-5.
    private static string Make(byte[] bytes)
    {
        var signs = new string([
            .. bytes.Take(10).Select((b, i) => Alphabet[(b * 256 + bytes[i + 10]) % Alphabet.Length]),
        ]);
        return signs[..5] + "-" + signs[5..];
    }
}

internal sealed class AddAuthenticatorHandler(JisrDb db, UserManager<Account> users, AccountStore store, Sealer sealer)
    : IHandle<AddAuthenticator>
{
    public Task<Reach> ReachAsync(AddAuthenticator command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(scope.Actor.AccountId == command.AccountId));

    public async Task<Outcome> HandleAsync(AddAuthenticator command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == command.AccountId.Value, ct);
        await store.RemoveAuthenticatorAsync(account, ct);
        await db.SaveChangesAsync(ct);
        await store.SetAuthenticatorKeyAsync(account, command.Key, ct);
        await store.ReplaceCodesAsync(account, RecoveryCodes.Of(sealer, scope.Id), ct);
        await db.SaveChangesAsync(ct);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, command.Code))
            return Outcome.No("APP_CODE_WRONG", "code");
        account.TwoFactorEnabled = true;
        account.LastCode = sealer.Index("access.app-code", account.Id + " " + command.Code);
        account.LastCodeAt = scope.Now;
        return new Outcome.Done { Subject = account.Id };
    }
}

internal sealed class RenewCodesHandler(JisrDb db, AccountStore store, Sealer sealer) : IHandle<RenewCodes>
{
    public Task<Reach> ReachAsync(RenewCodes command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(scope.Actor.AccountId == command.AccountId));

    public async Task<Outcome> HandleAsync(RenewCodes command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == command.AccountId.Value, ct);
        if (!account.TwoFactorEnabled)
            return Outcome.No("APP_FIRST");
        await store.ReplaceCodesAsync(account, RecoveryCodes.Of(sealer, scope.Id), ct);
        return new Outcome.Done { Subject = account.Id };
    }
}
