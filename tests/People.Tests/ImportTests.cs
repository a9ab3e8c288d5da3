using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>The launch day through the real verb, as an operator brings it.</summary>
public class ImportTests
{
    private static readonly string[] Tables =
    [
        "people_party",
        "people_person",
        "people_contact_point",
        "people_identifier",
        "people_residence",
        "people_record",
        "people_match_key",
        "people_possible_match",
        "people_membership",
        "people_import_conflict",
        "kernel_command_receipt",
        "kernel_audit",
        "kernel_text",
    ];

    [Theory, Databases]
    public async Task MT40_the_launch_day_is_121_accepted_and_again_121_duplicate(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        (
            await jisr.VerbAsync(
                "unit",
                "add",
                "guelmim-1",
                "--kind",
                "space",
                "--place",
                "MA-10.261",
                "--name-ar",
                "فضاء كلميم"
            )
        ).Exit.ShouldBe(0);
        (await jisr.VerbAsync("programme", "add", "jtr", "--name-ar", "جسر التمكين")).Exit.ShouldBe(0);
        var file = Copy(jisr, "launch-day-121.csv");

        var first = await jisr.VerbAsync(
            "import",
            "people",
            file,
            "--unit",
            "guelmim-1",
            "--programme",
            "jtr",
            "--json"
        );
        first.Exit.ShouldBe(0, first.Output + first.Errors);
        LastLine(first).ShouldBe("""{"accepted":121,"duplicate":0,"conflict":0,"rejected":0}""");
        first.Errors.ShouldContain("121 of 121");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(121);
        (await jisr.CountAsync("SELECT count(*) FROM people_membership")).ShouldBe(121);
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE strength = 'strong'")).ShouldBe(0);
        File.Exists(file + ".rejected.csv").ShouldBeFalse();
        var before = await CountsAsync(jisr);

        var again = await jisr.VerbAsync(
            "import",
            "people",
            file,
            "--unit",
            "guelmim-1",
            "--programme",
            "jtr",
            "--json"
        );
        again.Exit.ShouldBe(0);
        LastLine(again).ShouldBe("""{"accepted":0,"duplicate":121,"conflict":0,"rejected":0}""");
        (await CountsAsync(jisr)).ShouldBe(before);
    }

    [Theory, Databases]
    public async Task MT41_the_bad_rows_get_the_answers_of_the_expected_file(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await AddUnitAsync(jisr);
        var launch = await jisr.VerbAsync("import", "people", Copy(jisr, "launch-day-121.csv"), "--unit", "guelmim-1");
        launch.Exit.ShouldBe(0, launch.Output + launch.Errors);
        var file = Copy(jisr, "launch-day-bad-rows.csv");
        var result = Path.Combine(jisr.Folder, "result.csv");

        var run = await jisr.VerbAsync("import", "people", file, "--unit", "guelmim-1", "--json", "--result", result);

        run.Exit.ShouldBe(1);
        LastLine(run).ShouldBe("""{"accepted":8,"duplicate":1,"conflict":1,"rejected":13}""");
        var expected = Rows(Fixture("launch-day-bad-rows.expected.csv"));
        var got = Rows(result).ToDictionary(r => r["record_id"]);
        got.Count.ShouldBe(23);
        foreach (var row in expected)
        foreach (var column in (string[])["outcome", "field", "code", "match_strength"])
            got[row["record_id"]][column].ShouldBe(row[column], $"{row["record_id"]} {column}");
        foreach (var row in expected.Where(r => r["match_strength"].Length > 0))
            got[row["record_id"]]["match_with"].ShouldBe(row["match_with"], row["record_id"]);

        var rejected = Rows(file + ".rejected.csv");
        rejected.Count.ShouldBe(13);
        foreach (var row in rejected)
        {
            row["reason"].ShouldNotBeEmpty(row["record_id"]);
            row["code"].ShouldBe(expected.Single(e => e["record_id"] == row["record_id"])["code"]);
        }
    }

    [Theory, Databases]
    public async Task A_refused_row_that_was_mended_is_taken_and_the_rest_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await AddUnitAsync(jisr);
        var file = Write(
            jisr,
            "a.csv",
            "record_id,given_name,family_name,phone\nR1,هناء,ديب,+21206123\nR2,سلمى,ديب,\n"
        );
        (await jisr.VerbAsync("import", "people", file, "--unit", "guelmim-1")).Exit.ShouldBe(1);
        // In the file of refused rows the plus is behind an apostrophe, for the spreadsheet; it comes back without.
        var mended = (await File.ReadAllTextAsync(file + ".rejected.csv")).Replace("21206123", "212661402793");
        mended.ShouldContain("'+212661402793");
        await File.WriteAllTextAsync(Path.Combine(jisr.Folder, "b.csv"), mended);

        var run = await jisr.VerbAsync(
            "import",
            "people",
            Path.Combine(jisr.Folder, "b.csv"),
            "--unit",
            "guelmim-1",
            "--json"
        );

        run.Exit.ShouldBe(0, run.Output + run.Errors);
        LastLine(run).ShouldBe("""{"accepted":1,"duplicate":0,"conflict":0,"rejected":0}""");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Rows_without_an_id_of_their_own_are_known_by_what_they_say(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await AddUnitAsync(jisr);
        var file = Write(
            jisr,
            "a.csv",
            "full_name,birth_date\nهناء مصطفى ديب,1991\nسلمى ديب,1990\nهناء مصطفى ديب,1991\n"
        );
        var run = await jisr.VerbAsync("import", "people", file, "--unit", "guelmim-1", "--json");
        LastLine(run).ShouldBe("""{"accepted":2,"duplicate":1,"conflict":0,"rejected":0}""");
        // Other columns, another order, the same women.
        var other = Write(jisr, "b.csv", "note;birth_date;full_name\nx;1990;سلمى ديب\n");
        var again = await jisr.VerbAsync("import", "people", other, "--unit", "guelmim-1", "--json");
        LastLine(again).ShouldBe("""{"accepted":0,"duplicate":1,"conflict":0,"rejected":0}""");
    }

    [Theory, Databases]
    public async Task A_thousand_rows_of_many_centres_lose_nobody(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await jisr.VerbAsync("unit", "add", "halab-1", "--kind", "rural-centre", "--place", "SY02", "--name-ar", "حلب");
        var file = Copy(jisr, "registrations-dev-1k.csv");
        var result = Path.Combine(jisr.Folder, "result.csv");
        var run = await jisr.VerbAsync("import", "people", file, "--unit", "halab-1", "--json", "--result", result);
        var rows = Rows(result);
        rows.Count.ShouldBe(1000);
        // People's places are read wherever they live; what stays refused is a typing error, and each has its reason.
        var refused = rows.Where(r => r["outcome"] == "rejected").ToList();
        refused.Count.ShouldBeLessThanOrEqualTo(20, string.Join('\n', refused.Select(r => r["record_id"] + r["code"])));
        refused.ShouldAllBe(r => r["code"].Length > 0 && r["reason"].Length > 0);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1000 - refused.Count);
        LastLine(run).ShouldContain($"\"accepted\":{1000 - refused.Count}");
    }

    [Theory, Databases]
    public async Task An_unknown_unit_or_programme_is_said_and_nothing_is_written(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var file = Copy(jisr, "launch-day-121.csv");
        var run = await jisr.VerbAsync("import", "people", file, "--unit", "nowhere");
        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("There is no unit nowhere");
        await AddUnitAsync(jisr);
        var second = await jisr.VerbAsync("import", "people", file, "--unit", "guelmim-1", "--programme", "none");
        second.Exit.ShouldBe(2);
        second.Errors.ShouldContain("There is no programme none");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
    }

    [Fact]
    public async Task The_help_of_the_verb_tells_what_its_end_means()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var run = await jisr.VerbAsync("import", "people", "--help");
        run.Exit.ShouldBe(0);
        foreach (var word in (string[])["--unit", "--programme", "--json", "--result", "Ends with 0"])
            run.Output.ShouldContain(word);
    }

    internal static string Fixture(string name) => Repo.File("tests/People.Tests/fixtures/" + name);

    internal static async Task AddUnitAsync(JisrApp jisr) =>
        (
            await jisr.SendAsync(
                "unit.add",
                new
                {
                    code = "guelmim-1",
                    unitKind = "space",
                    place = "MA-10.261",
                    nameAr = "فضاء كلميم",
                }
            )
        ).IsDone.ShouldBeTrue();

    internal static string Copy(JisrApp jisr, string name)
    {
        var to = Path.Combine(jisr.Folder, name);
        File.Copy(Fixture(name), to);
        return to;
    }

    internal static string Write(JisrApp jisr, string name, string text)
    {
        var to = Path.Combine(jisr.Folder, name);
        File.WriteAllText(to, text);
        return to;
    }

    internal static string LastLine(VerbRun run) => run.Output.TrimEnd().Split('\n')[^1].Trim();

    /// <summary>A small reader of its own, so that what is written is not checked by what wrote it.</summary>
    internal static List<Dictionary<string, string>> Rows(string path) => Parse(File.ReadAllText(path));

    internal static List<Dictionary<string, string>> Parse(string text)
    {
        text = text.TrimStart('\uFEFF');
        var rows = new List<List<string>> { new() };
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                rows[^1].Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                    rows.Add([]);
            }
            else
                cell.Append(c);
        }
        if (cell.Length > 0)
            rows[^1].Add(cell.ToString());
        return
        [
            .. rows.Skip(1)
                .Where(r => r.Count > 1)
                .Select(r => rows[0].Zip(r).ToDictionary(p => p.First, p => p.Second)),
        ];
    }

    private static async Task<string> CountsAsync(JisrApp jisr)
    {
        var counts = new List<string>();
        foreach (var table in Tables)
            counts.Add(table + " " + await jisr.CountAsync("SELECT count(*) FROM " + table));
        return string.Join('\n', counts);
    }
}
