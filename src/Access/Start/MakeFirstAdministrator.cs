using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Jisr.Access.Accounts;
using Jisr.Access.Grants;
using Jisr.Access.Passwords;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Start;

/// <summary>The first administrator, by whoever can read the server's own log.</summary>
internal sealed record MakeFirstAdministrator(string UserName, string DisplayName) : ICommand
{
    public static string Kind => "administrator.make-first";

    [JsonIgnore]
    public string Code { get; init; } = "";

    [JsonIgnore]
    public string Password { get; init; } = "";
}

internal sealed class MakeFirstAdministratorHandler(
    JisrDb db,
    UserManager<Account> users,
    StartCode start,
    IUnitTree units
) : IHandle<MakeFirstAdministrator>
{
    public async Task<Reach> ReachAsync(MakeFirstAdministrator command, CommandScope scope, CancellationToken ct) =>
        Reach.Held(await start.FindAsync(ct) is not null);

    public void Check(MakeFirstAdministrator command, Problems problems, CommandScope scope)
    {
        problems.Text("code", command.Code, 60);
        AddUser.CheckName(problems, command.UserName);
        problems.Text("displayName", command.DisplayName, 120);
        if (PasswordRules.ProblemOf(command.Password, command.UserName) is { } code)
            problems.Add(new Problem(code, "password"));
    }

    public async Task<Outcome> HandleAsync(MakeFirstAdministrator command, CommandScope scope, CancellationToken ct)
    {
        if (await start.FindAsync(ct) is not { } code)
            return Outcome.No("NOT_FOUND");
        if (!Same(StartCode.Shape(command.Code), StartCode.Shape(code)))
            return Outcome.No("START_CODE_WRONG", "code");
        var normalized = Account.Normal(command.UserName);
        if (await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == normalized, ct))
            return Outcome.No("USER_NAME_TAKEN", "userName");
        var account = new Account
        {
            Id = scope.Id.Value,
            UserName = command.UserName.Trim(),
            NormalizedUserName = normalized,
            DisplayName = command.DisplayName.Trim(),
            CreatedAt = scope.Now,
            SecurityStamp = NewId.Next().ToString("n"),
        };
        var today = units.Today(UnitId.Root);
        db.Add(account);
        db.Add(
            new RoleGrant
            {
                // One code makes one grant: of two who use it in the same moment the second breaks this key.
                Id = NameUuid.Of("first-administrator", code),
                AccountId = new AccountId(account.Id),
                Role = Roles.Administrator,
                UnitId = UnitId.Root,
                Below = true,
                From = today,
                To = today.AddMonths(Duties.MostMonths),
                GivenAt = scope.Now,
            }
        );
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.Storage.IsUniqueBreach(e))
        {
            return Outcome.No("NOT_FOUND");
        }
        if (await SetPassword.RunAsync(users, account, command.Password) is { } refused)
            return refused;
        File.Delete(start.File);
        return new Outcome.Done { Subject = account.Id };
    }

    private static bool Same(string typed, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(code));
}
