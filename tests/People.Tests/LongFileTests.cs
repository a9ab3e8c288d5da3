using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

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
        var answers = await FileDoor.SendManyAsync(
            jisr,
            "party.register",
            [
                .. names
                    .Append("سلمى النجار")
                    .Append("هيفاء القباني")
                    .Select((name, i) => (NewId.Next(), Row(centre, name, i))),
            ],
            Chunk,
            (
                4 * Chunk,
                async () =>
                {
                    await centre.WomanAsync("سلمى النجّار", "1984-05-06");
                    (
                        await centre.ChangeAsync(changed, "name", 1, new { fullName = "هيفاء القبانى" })
                    ).IsDone.ShouldBeTrue();
                }
            )
        );
        answers.ShouldAllBe(a => a.Result == AnswerResult.Accepted);
        (await jisr.CountAsync(Pairs("سلمى"))).ShouldBe(1);
        (await jisr.CountAsync(Pairs("هيفاء"))).ShouldBe(1);
    }

    private static object Row(Centre centre, string name, int n) =>
        new
        {
            unitId = centre.Unit,
            recordId = "r" + n,
            fullName = name,
            birthDate = "1984-05-06",
            sex = "F",
        };

    private static string Pairs(string given) =>
        "SELECT count(*) FROM people_possible_match m JOIN people_person a ON a.party_id = m.a JOIN people_person b ON b.party_id = m.b "
        + $"WHERE a.full_name LIKE '{given}%' AND b.full_name LIKE '{given}%'";
}
