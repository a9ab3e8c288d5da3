using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Matching;

/// <summary><c>match people</c> and what belongs to it (matching.md §11).</summary>
internal static class MatchVerbs
{
    public static IEnumerable<Verb> All(IVerbHost host) => [People(host)];

    private static Verb People(IVerbHost host)
    {
        var file = new Option<string?>("--out") { Description = "Write the pairs to this CSV file" };
        var command = new Command(
            "people",
            "Compare all records; pairs worth a look are kept, those of the link band are linked until a person says otherwise"
        )
        {
            file,
        };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        var watch = Stopwatch.StartNew();
                        await using var scope = services.CreateAsyncScope();
                        var summary = await scope
                            .ServiceProvider.GetRequiredService<MatchPeople>()
                            .RunAsync(parsed.GetValue(file), Console.Error.WriteLine, token);
                        await Console.Out.WriteLineAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"""
                                records    {summary.Records}
                                candidates {summary.Candidates}
                                links      {summary.Links}
                                reviews    {summary.Reviews}
                                seconds    {watch.Elapsed.TotalSeconds:0.0}
                                """
                            )
                        );
                        return 0;
                    },
                    ct
                )
        );
        return new Verb("match", command);
    }
}
