using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>A new account, without a password: its owner sets her own from an invitation.</summary>
internal sealed record AddUser(string UserName, string DisplayName, PartyId? PartyId = null) : ICommand
{
    public static string Kind => "user.add";

    /// <summary>A user name has a letter, so that it is never taken for a phone or a card number, and no space.</summary>
    public static void CheckName(Problems problems, string? userName)
    {
        problems.Text("userName", userName, 80);
        if (
            !string.IsNullOrWhiteSpace(userName)
            && (
                !userName.Any(char.IsLetter)
                || userName.Trim().Any(c => !char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_'))
            )
        )
            problems.Add("userName", "USER_NAME_SHAPE");
    }
}

internal sealed class AddUserHandler(JisrDb db) : IHandle<AddUser>
{
    public Task<Reach> ReachAsync(AddUser command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public void Check(AddUser command, Problems problems, CommandScope scope)
    {
        AddUser.CheckName(problems, command.UserName);
        problems.Text("displayName", command.DisplayName, 120);
    }

    public async Task<Outcome> HandleAsync(AddUser command, CommandScope scope, CancellationToken ct)
    {
        var normalized = Account.Normal(command.UserName);
        if (await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == normalized, ct))
            return Outcome.No("USER_NAME_TAKEN", "userName");
        db.Add(
            new Account
            {
                Id = scope.Id.Value,
                UserName = command.UserName.Trim(),
                NormalizedUserName = normalized,
                DisplayName = command.DisplayName.Trim(),
                PartyId = command.PartyId,
                CreatedAt = scope.Now,
                SecurityStamp = NewId.Next().ToString("n"),
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
