using System.Text.Json.Serialization;
using Jisr.Access.Accounts;
using Jisr.Access.Sessions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Passwords;

/// <summary>She puts a new password in place of her old one; her other sessions end.</summary>
internal sealed record ChangePassword(AccountId AccountId, Guid? SessionId) : ICommand
{
    public static string Kind => "password.change";

    [JsonIgnore]
    public string Old { get; init; } = "";

    [JsonIgnore]
    public string New { get; init; } = "";
}

internal sealed class ChangePasswordHandler(JisrDb db, UserManager<Account> users) : IHandle<ChangePassword>
{
    public Task<Reach> ReachAsync(ChangePassword command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(scope.Actor.AccountId == command.AccountId));

    public void Check(ChangePassword command, Problems problems, CommandScope scope)
    {
        problems.Text("old", command.Old, PasswordRules.Most);
        if (command.New == command.Old)
            problems.Add("password", "PASSWORD_SAME");
    }

    public async Task<Outcome> HandleAsync(ChangePassword command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == command.AccountId.Value, ct);
        if (account.PasswordHash is null || !await users.CheckPasswordAsync(account, command.Old))
            return Outcome.No("PASSWORD_WRONG", "old");
        if (await SetPassword.RunAsync(users, account, command.New) is { } refused)
            return refused;
        await OpenSessions.EndAsync(db, command.AccountId, scope.Now, ct, except: command.SessionId);
        return new Outcome.Done { Subject = account.Id };
    }
}
