using Jisr.Access.Accounts;
using Jisr.Kernel.Commands;
using Microsoft.AspNetCore.Identity;

namespace Jisr.Access.Passwords;

/// <summary>Puts a password in place of the old one, by Identity's rules and hash.</summary>
internal static class SetPassword
{
    /// <summary>Null when it is done; otherwise what is wrong with the password.</summary>
    public static async Task<Outcome.Refused?> RunAsync(UserManager<Account> users, Account account, string password)
    {
        if (account.PasswordHash is not null)
            await users.RemovePasswordAsync(account);
        var result = await users.AddPasswordAsync(account, password);
        return result.Succeeded
            ? null
            : new Outcome.Refused([.. result.Errors.Select(e => new Problem(e.Code, "password"))]);
    }
}
