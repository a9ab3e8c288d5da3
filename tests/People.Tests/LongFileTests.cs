using System.Collections;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Tests;

/// <summary>A long file keeps what it was compared with from chunk to chunk. What others write meanwhile is not missed.</summary>
public class LongFileTests
{
    private const int Chunk = 20;

    [Theory, Databases]
    public async Task What_others_register_and_change_while_a_long_file_is_taken_in_is_compared_too(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var changed = await centre.WomanAsync("وفاء الحموي", "1984-05-06");
        var names = Enumerable
            .Range(0, 7 * Chunk)
            .Select(n => $"أمل {(char)('ب' + n % 20)}{(char)('ت' + n / 20)}اني")
            .ToArray();
        // Three chunks are read before the first one is written: this happens after that, and long before the last.
        var answers = await SendAsync(
            jisr,
            centre,
            [.. names, "سلمى النجار", "هيفاء القباني"],
            at: 4 * Chunk,
            async () =>
            {
                await centre.WomanAsync("سلمى النجّار", "1984-05-06");
                (
                    await centre.ChangeAsync(changed, "name", 1, new { fullName = "هيفاء القبانى" })
                ).IsDone.ShouldBeTrue();
            }
        );
        answers.ShouldAllBe(a => a.Result == AnswerResult.Accepted);
        (await jisr.CountAsync(Pairs("سلمى"))).ShouldBe(1);
        (await jisr.CountAsync(Pairs("هيفاء"))).ShouldBe(1);
    }

    private static string Pairs(string given) =>
        "SELECT count(*) FROM people_possible_match m JOIN people_person a ON a.party_id = m.a JOIN people_person b ON b.party_id = m.b "
        + $"WHERE a.full_name LIKE '{given}%' AND b.full_name LIKE '{given}%'";

    // Commands are their modules' own: files send many of them by type, so the test finds the type by its kind.
    private static async Task<IReadOnlyList<Answer>> SendAsync(
        JisrApp jisr,
        Centre centre,
        string[] names,
        int at,
        Func<Task> meanwhile
    )
    {
        var command = jisr.Services.GetRequiredService<ModuleList>().Commands["party.register"];
        var envelope = typeof(Envelope<>).MakeGenericType(command);
        var envelopes = Array.CreateInstance(envelope, names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var payload = JsonSerializer.SerializeToElement(
                new
                {
                    unitId = centre.Unit,
                    recordId = "r" + i,
                    fullName = names[i],
                    birthDate = "1984-05-06",
                    sex = "F",
                },
                CanonicalJson.Options
            );
            envelopes.SetValue(
                Activator.CreateInstance(
                    envelope,
                    new CommandId(NewId.Next()),
                    payload.Deserialize(command, CanonicalJson.Options)
                ),
                i
            );
        }
        var list = Activator.CreateInstance(typeof(Interrupted<>).MakeGenericType(envelope), envelopes, at, meanwhile);
        var send = typeof(CommandPipeline).GetMethod(nameof(CommandPipeline.SendManyAsync))!.MakeGenericMethod(command);
        return await (Task<IReadOnlyList<Answer>>)
            send.Invoke(
                jisr.Services.GetRequiredService<CommandPipeline>(),
                [list, Actor.System, Door.File, Chunk, CancellationToken.None]
            )!;
    }

    private sealed class Interrupted<T>(T[] all, int at, Func<Task> meanwhile) : IReadOnlyList<T>
    {
        public T this[int index] => all[index];
        public int Count => all.Length;

        public IEnumerator<T> GetEnumerator()
        {
            for (var i = 0; i < all.Length; i++)
            {
                if (i == at)
                    Task.Run(meanwhile).GetAwaiter().GetResult();
                yield return all[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
