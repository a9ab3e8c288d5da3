using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>Identity's store on JisrDb. What Identity would keep in the clear is D4 here: the app key is sealed, recovery
/// codes are hashed with a key that is not in the database.</summary>
internal sealed class AccountStore(JisrDb db, Sealer sealer, IdentityErrorDescriber describer)
    : UserOnlyStore<
        Account,
        JisrDb,
        Guid,
        IdentityUserClaim<Guid>,
        IdentityUserLogin<Guid>,
        IdentityUserToken<Guid>,
        IdentityUserPasskey<Guid>
    >(db, describer)
{
    private const string Own = "jisr";
    private const string AppKey = "app-key";
    private const string Codes = "recovery-codes";

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(
            user,
            Own,
            AppKey,
            Convert.ToBase64String(sealer.Seal(key, "access_secret", AppKey, user.Id)),
            cancellationToken
        );

    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Own, AppKey, cancellationToken) is { } text
            ? sealer.Open(Convert.FromBase64String(text), "access_secret", AppKey, user.Id)
            : null;

    /// <summary>Forgets the app and its codes.</summary>
    public async Task RemoveAuthenticatorAsync(Account user, CancellationToken ct)
    {
        await RemoveTokenAsync(user, Own, AppKey, ct);
        await RemoveTokenAsync(user, Own, Codes, ct);
    }

    public override Task ReplaceCodesAsync(
        Account user,
        IEnumerable<string> recoveryCodes,
        CancellationToken cancellationToken
    ) => SetTokenAsync(user, Own, Codes, string.Join(';', recoveryCodes.Select(c => Hash(user, c))), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var left = await HashesAsync(user, cancellationToken);
        if (!left.Remove(Hash(user, code)))
            return false;
        await SetTokenAsync(user, Own, Codes, string.Join(';', left), cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        (await HashesAsync(user, cancellationToken)).Count;

    private async Task<List<string>> HashesAsync(Account user, CancellationToken ct) =>
        [.. (await GetTokenAsync(user, Own, Codes, ct) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)];

    private string Hash(Account user, string code) =>
        Convert.ToHexStringLower(
            sealer.Index(
                "access.recovery",
                string.Create(CultureInfo.InvariantCulture, $"{user.Id} {RecoveryShape(code)}")
            )
        );

    // However it was typed: small letters, spaces, dashes.
    private static string RecoveryShape(string code) =>
        new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
