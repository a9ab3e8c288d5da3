using System.CommandLine;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Retention;

/// <summary><c>retention run</c>: does now what the server does by itself once a day, and prints what it did.</summary>
internal static class RetentionVerb
{
    public static Verb Make(IVerbHost host)
    {
        var json = new Option<bool>("--json") { Description = "One line of JSON instead of sentences" };
        var command = new Command("run", "Delete and anonymise what was kept long enough") { json };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        var answer = await services
                            .GetRequiredService<CommandPipeline>()
                            .SendAsync(
                                new Envelope<RunRetention>(NewId.Of<CommandId>(), new RunRetention()),
                                Actor.System,
                                Door.System,
                                token
                            );
                        var done = answer.Effective.Details ?? new Dictionary<string, string>();
                        if (parsed.GetValue(json))
                            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(done, CanonicalJson.Options));
                        else
                            foreach (var (dataClass, count) in done)
                                await Console.Out.WriteLineAsync($"{dataClass}: {count}");
                        return answer.IsDone ? 0 : 1;
                    },
                    ct
                )
        );
        return new Verb("retention", command);
    }
}
