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

    [Theory, Databases]
    public async Task A_long_file_finds_the_same_pairs_as_one_registration_after_the_other(string database)
    {
        object[] rows(Centre centre) => [.. Enumerable.Range(0, 12 * Chunk).Select(n => Invented(centre, n))];
        await using var one = await JisrApp.StartAsync(database);
        foreach (var row in rows(await Centre.OpenAsync(one)))
            (await one.SendAsync("party.register", row)).IsDone.ShouldBeTrue();
        await using var other = await JisrApp.StartAsync(database);
        var file = rows(await Centre.OpenAsync(other));
        var answers = await FileDoor.SendManyAsync(
            other,
            "party.register",
            [.. file.Select(row => (NewId.Next(), row))],
            Chunk
        );
        answers.ShouldAllBe(a => a.Result == AnswerResult.Accepted);

        var expected = await PairsAsync(one);
        (await PairsAsync(other)).ShouldBe(expected);
        // Of both kinds, inside one chunk and across two.
        expected.ShouldContain("strong");
        expected.ShouldContain("weak");
    }

    // Few names and numbers, so that many share them: all in one chunk, or with hundreds before.
    private static object Invented(Centre centre, int n)
    {
        string[] given = ["أمل", "هدى", "سعاد", "ريم", "وفاء"];
        string[] father = ["محمد", "أحمد", "خالد"];
        string[] family = ["النجار", "الحموي", "القباني", "السلام"];
        var woman = n * 7919 % 97;
        return new
        {
            unitId = centre.Unit,
            recordId = $"r{n:000}",
            givenName = given[woman % 5],
            fatherName = father[woman % 3],
            familyName = family[woman % 4] + (woman % 11 == 0 ? "ي" : ""),
            birthDate = $"{1960 + (woman % 9)}-0{1 + (woman % 2)}-1{woman % 10}",
            phone = n % 3 == 0 ? null : $"09445{woman % 31:00000}",
            nationalId = n % 5 == 0 ? $"0401{woman % 13:0000000}" : null,
            sex = "F",
        };
    }

    private static async Task<string> PairsAsync(JisrApp jisr)
    {
        var isSqlite = jisr.DatabaseSetting.StartsWith("sqlite:", StringComparison.Ordinal);
        var all = isSqlite ? "group_concat(line, '; ')" : "string_agg(line, '; ' ORDER BY line)";
        return await jisr.TextAsync(
                $"SELECT {all} FROM (SELECT ra.source_id || ' ' || rb.source_id || ' ' || m.strength || ' ' || round(CAST(m.score AS numeric), 4) AS line "
                    + "FROM people_possible_match m JOIN people_record ra ON ra.party_id = m.a JOIN people_record rb ON rb.party_id = m.b ORDER BY 1) lines"
            ) ?? "";
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
