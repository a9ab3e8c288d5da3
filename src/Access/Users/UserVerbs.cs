using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Jisr.Access.Accounts;
using Jisr.Access.Grants;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Access.Users;

/// <summary><c>user add</c>: an account, a role if one is named, and the address with which its owner sets her password.
/// The same verb again adds nothing and gives a fresh address.</summary>
internal static class UserVerbs
{
    private static readonly Argument<string> UserName = new("USERNAME") { Description = "The name she signs in with" };
    private static readonly Option<string?> Name = new("--name") { Description = "How she is greeted" };
    private static readonly Option<string?> Role = new("--role")
    {
        Description = "A role: " + string.Join(", ", Roles.Granted),
    };
    private static readonly Option<string?> Unit = new("--unit")
    {
        Description = "Code of the unit of the role; the whole platform if left out",
    };
    private static readonly Option<bool> Below = new("--below")
    {
        Description = "The role counts for the units below too",
    };
    private static readonly Option<string?> Until = new("--until")
    {
        Description = "Last day of the role (yyyy-MM-dd); 12 months if left out",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "Answer with one line of JSON" };

    public static Verb Add(IVerbHost host)
    {
        var command = new Command("add", "Somebody who signs in; prints the address of her invitation")
        {
            UserName,
            Name,
            Role,
            Unit,
            Below,
            Until,
            Json,
        };
        command.SetAction((parsed, ct) => host.RunAsync((services, token) => RunAsync(services, parsed, token), ct));
        return new Verb("user", command);
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        var userName = parsed.GetRequiredValue(UserName);
        if (
            parsed.GetValue(Until) is { } day
            && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
            return await FailAsync(parsed, [new Problem("NOT_A_DATE", "until")], services);
        var added = await SendAsync(
            services,
            NameUuid.Of("user", Account.Normal(userName)),
            new AddUser(userName, parsed.GetValue(Name) ?? userName),
            ct
        );
        if (!added.IsDone)
            return await FailAsync(parsed, added.Effective.Reasons, services);
        var account = new AccountId(added.Subject!.Value);
        if (parsed.GetValue(Role) is { } role && await GrantAsync(services, parsed, account, role, ct) is { } wrong)
            return await FailAsync(parsed, wrong, services);
        var invited = await SendAsync(services, NewId.Next(), new InviteUser(account), ct);
        var code = InviteUser.CodeOf(services.GetRequiredService<Sealer>(), invited.Id);
        var address = Welcome.Address(services.GetRequiredService<JisrSettings>(), code);
        var isNew = added.Result == AnswerResult.Accepted;
        await Console.Out.WriteLineAsync(
            parsed.GetValue(Json)
                ? JsonSerializer.Serialize(
                    new
                    {
                        result = isNew ? "accepted" : "duplicate",
                        id = account.Value,
                        userName,
                        invitation = address,
                    },
                    CanonicalJson.Options
                )
                : $"{userName}: {(isNew ? "added" : "was there already")}\nInvitation, good for 7 days and one use: {address}"
        );
        return 0;
    }

    private static async Task<IReadOnlyList<Problem>?> GrantAsync(
        IServiceProvider services,
        ParseResult parsed,
        AccountId account,
        string role,
        CancellationToken ct
    )
    {
        await using var scope = services.CreateAsyncScope();
        var unit = UnitId.Root;
        if (parsed.GetValue(Unit) is { } code)
        {
            if (await scope.ServiceProvider.GetRequiredService<IUnitDirectory>().ByCodeAsync(code, ct) is not { } found)
                return [new Problem("NO_SUCH_UNIT", "unit")];
            unit = found;
        }
        var from = services.GetRequiredService<IUnitTree>().Today(unit);
        var to = parsed.GetValue(Until) is { } day
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : from.AddMonths(Duties.MostMonths);
        var answer = await SendAsync(
            services,
            NameUuid.Of(
                "role",
                account.ToString(),
                role,
                unit.ToString(),
                to.ToString("O", CultureInfo.InvariantCulture)
            ),
            new GrantRole(account, role, unit, parsed.GetValue(Below) || unit == UnitId.Root, from, to),
            ct
        );
        // The same verb another day would start another day: the role is there, and that is what was asked.
        return answer.IsDone || answer.Reasons.Any(r => r.Code == "ID_REUSED") ? null : answer.Effective.Reasons;
    }

    private static Task<Answer> SendAsync<TCommand>(
        IServiceProvider services,
        Guid id,
        TCommand command,
        CancellationToken ct
    )
        where TCommand : ICommand =>
        services
            .GetRequiredService<CommandPipeline>()
            .SendAsync(new Envelope<TCommand>(new CommandId(id), command), Actor.System, Door.System, ct);

    private static async Task<int> FailAsync(
        ParseResult parsed,
        IReadOnlyList<Problem> reasons,
        IServiceProvider services
    )
    {
        var says = services.GetRequiredService<Says>();
        foreach (var problem in reasons)
            await Console.Error.WriteLineAsync($"{problem.Field ?? "user"}: {problem.Code} – {says.In("en", problem)}");
        if (parsed.GetValue(Json))
            await Console.Out.WriteLineAsync(
                JsonSerializer.Serialize(
                    new { result = "rejected", reasons = reasons.Select(r => new { r.Code, r.Field }) },
                    CanonicalJson.Options
                )
            );
        return 1;
    }
}
