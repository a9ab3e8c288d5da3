using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Jisr.Access.Factors;

/// <summary>The key of an app that is being set up: sealed in the page until a right code proves that the app has it.</summary>
internal sealed class SetUpKeys(IDataProtectionProvider protection)
{
    public string Seal(Guid account, string key) => Protector(account).Protect(key);

    public string? Open(Guid account, string? sealedKey)
    {
        try
        {
            return sealedKey is { Length: > 0 and < 2000 } ? Protector(account).Unprotect(sealedKey) : null;
        }
        catch (CryptographicException)
        {
            // Not of this account, or changed on the way.
            return null;
        }
    }

    private IDataProtector Protector(Guid account) => protection.CreateProtector("jisr.app-set-up", account.ToString());
}
