using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Values;
using Jisr.People.Programmes;
using Jisr.Ui.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Units;

/// <summary><c>unit add</c> and <c>programme add</c>. The command's id comes from the code, so that the same verb again
/// is a duplicate and not a fault.</summary>
internal static class UnitVerbs
{
    private static readonly Option<string> NameAr = new("--name-ar") { Description = "Arabic name", Required = true };
    private static readonly Option<string?> NameFr = new("--name-fr") { Description = "French name" };
    private static readonly Option<string?> NameEn = new("--name-en") { Description = "English name" };
    private static readonly Option<bool> Json = new("--json") { Description = "The answer as one line of JSON" };

    public static Verb AddUnit(IVerbHost host)
    {
        var code = new Argument<string>("CODE") { Description = "Short ASCII name, such as guelmim-1" };
        var kind = new Option<string>("--kind")
        {
            Description = string.Join(", ", Units.AddUnit.Kinds),
            Required = true,
        };
        var place = new Option<string>("--place") { Description = "Place code, such as MA-10.261", Required = true };
        var parent = new Option<string?>("--parent") { Description = "Code of the unit above" };
        var opened = Day("--opened", "First day (yyyy-MM-dd); today if left out");
        var phone = new Option<string?>("--phone") { Description = "The organisation's public number" };
        var command = new Command("add", "A centre, space or other unit")
        {
            code,
            kind,
            place,
            NameAr,
            NameFr,
            NameEn,
            parent,
            opened,
            phone,
            Json,
        };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    (services, token) =>
                        SendAsync(
                            services,
                            "unit",
                            parsed.GetRequiredValue(code),
                            new AddUnit(
                                parsed.GetRequiredValue(code),
                                parsed.GetRequiredValue(kind),
                                parsed.GetRequiredValue(place),
                                parsed.GetRequiredValue(NameAr),
                                parsed.GetValue(NameFr),
                                parsed.GetValue(NameEn),
                                parsed.GetValue(parent),
                                parsed.GetValue(opened),
                                parsed.GetValue(phone)
                            ),
                            parsed.GetValue(Json),
                            token
                        ),
                    ct
                )
        );
        return new Verb("unit", command);
    }

    public static Verb AddProgramme(IVerbHost host)
    {
        var code = new Argument<string>("CODE") { Description = "Short ASCII name of the programme" };
        var from = Day("--from", "First day (yyyy-MM-dd); today if left out");
        var to = Day("--to", "Last day; without one it goes on");
        var command = new Command("add", "A programme that women can belong to")
        {
            code,
            NameAr,
            NameFr,
            NameEn,
            from,
            to,
            Json,
        };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    (services, token) =>
                        SendAsync(
                            services,
                            "programme",
                            parsed.GetRequiredValue(code),
                            new AddProgramme(
                                parsed.GetRequiredValue(code),
                                parsed.GetRequiredValue(NameAr),
                                parsed.GetValue(NameFr),
                                parsed.GetValue(NameEn),
                                parsed.GetValue(from),
                                parsed.GetValue(to)
                            ),
                            parsed.GetValue(Json),
                            token
                        ),
                    ct
                )
        );
        return new Verb("programme", command);
    }

    // A day that is none is said by the command line itself, before anything runs.
    private static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                if (
                    DateOnly.TryParseExact(
                        result.Tokens[0].Value,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var day
                    )
                )
                    return day;
                result.AddError($"{name} wants a day such as 2026-01-31.");
                return null;
            },
        };

    private static async Task<int> SendAsync<TCommand>(
        IServiceProvider services,
        string what,
        string code,
        TCommand command,
        bool json,
        CancellationToken ct
    )
        where TCommand : ICommand
    {
        var id = new CommandId(NameUuid.Of(what, code));
        var answer = await services
            .GetRequiredService<CommandPipeline>()
            .SendAsync(new Envelope<TCommand>(id, command), Actor.System, Door.System, ct);
        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, CanonicalJson.Options));
        if (answer.IsDone)
        {
            if (!json)
                await Console.Out.WriteLineAsync(
                    $"{what} {code}: {(answer.First is null ? "added" : "was there already")}"
                );
            return 0;
        }
        var says = services.GetRequiredService<Says>();
        foreach (var problem in answer.Reasons)
            await Console.Error.WriteLineAsync(
                problem.Code == "ID_REUSED"
                    ? $"{what} {code} is there already, with other facts. Codes are never used twice."
                    : $"{problem.Field ?? what}: {problem.Code} – {says.In("en", problem)}"
            );
        return 1;
    }
}
