using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Matching;

/// <summary><c>match people</c> and what belongs to it (matching.md §11).</summary>
internal static class MatchVerbs
{
    public static IEnumerable<Verb> All(IVerbHost host) => [People(host), Learn(host), Take(host), Rekey(host)];

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

    private static Verb Learn(IVerbHost host)
    {
        var file = new Option<string?>("--out")
        {
            Description = "Write the model to this JSON file; else to the screen",
        };
        var withAnswers = new Option<bool>("--answers")
        {
            Description = $"Count what reviewers said too, once {LearnWeights.LeastAnswers} pairs were read",
        };
        var command = new Command("learn", "Weights out of the register's own pairs; nothing is taken by itself")
        {
            file,
            withAnswers,
        };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        await using var scope = services.CreateAsyncScope();
                        var state = scope.ServiceProvider.GetRequiredService<MatchState>();
                        var (records, parts) = await scope
                            .ServiceProvider.GetRequiredService<MatchPeople>()
                            .LoadAsync(Console.Error.WriteLine, token);
                        var today = DateOnly.FromDateTime(
                            services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
                        );
                        var old = await state.ModelAsync(token);
                        var answers = await AnswersAsync(scope.ServiceProvider.GetRequiredService<JisrDb>(), token);
                        var counted = parsed.GetValue(withAnswers);
                        if (counted && answers.Count < LearnWeights.LeastAnswers)
                        {
                            await Console.Error.WriteLineAsync(
                                $"{answers.Count} pairs were read; {LearnWeights.LeastAnswers} are needed before they teach."
                            );
                            return 1;
                        }
                        var learnt = LearnWeights.From(records, parts, old, today, counted ? answers : null);
                        if (learnt is not { } model)
                        {
                            await Console.Error.WriteLineAsync("Too few pairs share a paper to learn from.");
                            return 1;
                        }
                        if (parsed.GetValue(file) is { } path)
                            await File.WriteAllTextAsync(path, model.Write(), token);
                        else
                            await Console.Out.WriteLineAsync(model.Write());
                        if (answers.Count > 0)
                            foreach (var one in (MatchModel[])[old, model])
                                await Console.Error.WriteLineAsync(LearnWeights.Compare(one, records.Length, answers));
                        await Console.Error.WriteLineAsync(
                            $"Model {model.Version} of {model.Sample} records. Compare it on a labelled sample, then: match take FILE"
                        );
                        return 0;
                    },
                    ct
                )
        );
        return new Verb("match", command);
    }

    // Pairs that people have decided, as their fields stood then.
    private static async Task<IReadOnlyList<Answered>> AnswersAsync(JisrDb db, CancellationToken ct) =>
        [
            .. (
                await db.Set<PossibleMatch>()
                    .AsNoTracking()
                    .Where(m => m.DecidedBy != null && (m.State == "same" || m.State == "different"))
                    .Select(m => new { m.Signals, m.State })
                    .ToListAsync(ct)
            ).Select(m => new Answered(Levels.Read(m.Signals), m.State == "same")),
        ];

    private static Verb Take(IVerbHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A model that match learn wrote" };
        var command = new Command("take", "From now on this model judges; logged") { file };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        string json;
                        try
                        {
                            json = await File.ReadAllTextAsync(parsed.GetRequiredValue(file), token);
                        }
                        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                        {
                            await Console.Error.WriteLineAsync(e.Message + " Nothing was changed.");
                            return 2;
                        }
                        var answer = await services
                            .GetRequiredService<CommandPipeline>()
                            .SendAsync(
                                new Envelope<TakeModel>(new CommandId(NewId.Next()), new TakeModel(json)),
                                Actor.System,
                                Door.System,
                                token
                            );
                        await Console.Out.WriteLineAsync(
                            answer.IsDone
                                ? "Taken. Run match people to judge all records by it."
                                : "Not a model. Nothing was changed."
                        );
                        return answer.IsDone ? 0 : 2;
                    },
                    ct
                )
        );
        return new Verb("match", command);
    }

    private static Verb Rekey(IVerbHost host)
    {
        var command = new Command("rekey", "Key anew the records that an older version keyed");
        command.SetAction(
            (_, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        var done = await services
                            .GetRequiredService<RekeyRecords>()
                            .RunAsync(
                                n => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{n} keyed")),
                                token
                            );
                        await Console.Out.WriteLineAsync(
                            string.Create(CultureInfo.InvariantCulture, $"{done} records keyed anew.")
                        );
                        return 0;
                    },
                    ct
                )
        );
        return new Verb("match", command);
    }
}
