using Jisr.Access.Passwords;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>Gives an account of the demo world its printed password. Only the program itself may; such an account signs in
/// without an app, and only while the program serves the demo: on a real service it opens nothing.</summary>
internal sealed record OpenDemoUser(AccountId AccountId, string Password) : ICommand
{
    public static string Kind => "user.open-demo";
}

internal sealed class OpenDemoUserHandler(JisrDb db, UserManager<Account> users) : IHandle<OpenDemoUser>
{
    public Task<Reach> ReachAsync(OpenDemoUser command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(scope.Actor.IsSystem ? Reach.Anywhere : Reach.Missing);

    public async Task<Outcome> HandleAsync(OpenDemoUser command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == command.AccountId.Value, ct);
        // An account that somebody uses is never turned into a demo.
        if (account is null or { PasswordHash: not null })
            return Outcome.No("NOT_FOUND", "accountId");
        account.IsDemo = true;
        return await SetPassword.RunAsync(users, account, command.Password) is { } refused
            ? refused
            : new Outcome.Done { Subject = account.Id };
    }
}
