using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Insight.Tests;

/// <summary>insight.md §7: what was wanted, and what was reached of it.</summary>
public class TargetTests
{
    private const string Sheet = "/figures/targets?indicator=people-registered&country=MA&period=20220101-20261231";

    [Theory, Databases]
    public async Task F10_F11_IN26_launch_day_against_the_targets_of_twelve_regions(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var space = await jisr.UnitAsync("guelmim-1");
        await LaunchDayAsync(jisr, space);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var sheet = await manager.GetAsync(Sheet);
        sheet.Status.ShouldBe(200);
        var fields = Enumerable.Range(1, 12).Select(n => ($"t.MA-{n:00}", (string?)(n % 2 == 0 ? "٣٠٠٠" : "3 000")));
        var saved = await manager.SendAsync(sheet, [.. fields, ("reason", "Regional agreements")]);
        saved.Status.ShouldBe(200, string.Join(' ', saved.Errors));
        saved.Text.ShouldContain("The targets stand from now on");
        (await jisr.CountAsync("SELECT count(*) FROM insight_target WHERE value = 3000 AND version = 1")).ShouldBe(12);
        using var coordinator = await jisr.BrowserWithRoleAsync(Roles.Coordinator);
        var page = await coordinator.GetAsync("/figures");
        page.Document.QuerySelector(".headline")!.TextContent.ShouldContain("of 36,000");
        var row = page.Document.QuerySelector("tr[data-key='MA-10']")!;
        var cells = row.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();
        cells[0].ShouldBe("121");
        cells[1].ShouldBe("3,000");
        cells[3].ShouldBe("4.0%");
        cells[4].ShouldBe("2,879");
        var counted = await coordinator.CountedAsync("people-registered", "period=20220611&place=MA");
        counted.Area("MA-10").ShouldBe(121);
    }

    [Theory, Databases]
    public async Task IN27_a_national_target_that_differs_stands_beside_the_sum(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var values = Enumerable.Range(1, 12).Select(n => ($"MA-{n:00}", (long?)3000)).Append(("MA", 35_000));
        (await SetAsync(jisr, [.. values])).IsDone.ShouldBeTrue();
        using var coordinator = await jisr.BrowserWithRoleAsync(Roles.Coordinator);
        var page = await coordinator.GetAsync("/figures");
        var foot = page.Document.QuerySelector("table[aria-labelledby=areas] tfoot")!.TextContent;
        foot.ShouldContain("35,000");
        foot.ShouldContain("36,000");
        foot.ShouldContain("a difference of 1,000");
        page.Document.QuerySelector(".headline")!.TextContent.ShouldContain("of 36,000");
    }

    [Theory, Databases]
    public async Task A_new_target_is_a_new_version_and_the_old_one_stays_with_its_reason(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var first = await manager.SendAsync(
            await manager.GetAsync(Sheet),
            ("t.MA-10", "3000"),
            ("t.MA-01", "50"),
            ("reason", "First plan")
        );
        first.Value("t.MA-10").ShouldBe("3000");
        var second = await manager.SendAsync(first, ("t.MA-10", "2500"), ("reason", "Fewer centres"));
        second.Status.ShouldBe(200, string.Join(' ', second.Errors));
        var history = second.Document.QuerySelector("table[aria-labelledby=history]")!;
        history.TextContent.ShouldContain("First plan");
        history.TextContent.ShouldContain("Fewer centres");
        history.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        // The region that did not change has no new version.
        (await jisr.CountAsync("SELECT count(*) FROM insight_target WHERE place = 'MA-01'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM insight_target WHERE place = 'MA-10' AND in_force")).ShouldBe(1);
        (await jisr.CountAsync("SELECT max(version) FROM insight_target WHERE place = 'MA-10'")).ShouldBe(2);
        var taken = await manager.SendAsync(second, ("t.MA-01", ""), ("reason", "Not in the programme"));
        taken.Text.ShouldContain("taken away");
        (await manager.GetAsync("/figures?programme=&period=20220101-20261231"))
            .Document.QuerySelector("tr[data-key='MA-01'] td:nth-of-type(2)")!
            .TextContent.Trim()
            .ShouldBe("–");
    }

    [Fact]
    public async Task What_cannot_be_a_target_is_said_at_its_box_and_nothing_typed_is_lost()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var page = await manager.SendAsync(
            await manager.GetAsync(Sheet),
            ("t.MA-01", "-5"),
            ("t.MA-02", "12,5"),
            ("t.MA-03", "ثلاثة"),
            ("t.MA-04", "٤٠٠"),
            ("to.month", "13"),
            ("reason", "")
        );
        page.Status.ShouldBe(422);
        page.Errors.Count.ShouldBe(5);
        page.Title.ShouldStartWith("Error: ");
        page.Value("t.MA-02").ShouldBe("12,5");
        page.Value("t.MA-04").ShouldBe("٤٠٠");
        (await jisr.CountAsync("SELECT count(*) FROM insight_target")).ShouldBe(0);
        var mended = await manager.SendAsync(
            page,
            ("t.MA-01", ""),
            ("t.MA-02", "12"),
            ("t.MA-03", "3"),
            ("to.month", "12"),
            ("reason", "Plan")
        );
        mended.Status.ShouldBe(200, string.Join(' ', mended.Errors));
        (await jisr.CountAsync("SELECT count(*) FROM insight_target")).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task Commands_that_are_no_targets_are_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        (await SetAsync(jisr, ("MA-01", -1))).Reasons.ShouldContain(r => r.Code == "TARGET");
        (await SetAsync(jisr, ("MA-99", 5))).Reasons.ShouldContain(r => r.Code == "TARGET_WHERE");
        (await SetAsync(jisr, ("MA-10.261", 5))).Reasons.ShouldContain(r => r.Code == "TARGET_WHERE");
        (await SetAsync(jisr, ("MA-01", 5), ("MA-01", 6))).Reasons.ShouldContain(r => r.Code == "TARGET_TWICE");
        (await SetAsync(jisr)).Reasons.ShouldContain(r => r.Code == "TARGET_EMPTY");
        (await SetAsync(jisr, ("MA-01", 5))).IsDone.ShouldBeTrue();
        (await SetAsync(jisr, ("MA-01", 5))).Reasons.ShouldContain(r => r.Code == "TARGET_SAME");
        (await jisr.CountAsync("SELECT count(*) FROM insight_target")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_those_who_answer_for_the_programme_set_its_targets()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        var unit = await jisr.UnitAsync("guelmim-1");
        foreach (var role in (string[])[Roles.CentreWorker, Roles.UnitLead, Roles.PartnerReader, Roles.Administrator])
        {
            using var browser = await jisr.BrowserWithRoleAsync(role);
            (await browser.GetAsync(Sheet)).Status.ShouldBeOneOf(403, 404);
        }
        // A manager of one unit sets that unit's, not the regions'.
        using var local = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, unit);
        var hers = await local.SendAsync(
            await local.GetAsync("/figures/targets?unit=guelmim-1&period=2026&indicator=registrations"),
            ("t." + unit, "٤٠"),
            ("reason", "Her plan")
        );
        hers.Status.ShouldBe(200, string.Join(' ', hers.Errors));
        var page = await local.GetAsync("/figures?unit=guelmim-1&period=2026&indicator=registrations");
        page.Document.QuerySelector(".headline")!.TextContent.ShouldContain("of 40");
        (await local.GetAsync("/figures/targets?unit=jisr")).Status.ShouldBe(404);
    }

    /// <summary>The 121 women of the file, by the command that the form and the import send too.</summary>
    private static async Task LaunchDayAsync(JisrApp jisr, UnitId unit)
    {
        var lines = await File.ReadAllLinesAsync(Repo.File("tests/People.Tests/fixtures/launch-day-121.csv"));
        var columns = lines[0].Split(',');
        foreach (var line in lines.Skip(1))
        {
            var row = columns.Zip(Cells(line)).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
            var answer = await jisr.SendAsync(
                "party.register",
                new
                {
                    unitId = unit,
                    recordId = row["record_id"],
                    givenName = row["given_name"],
                    fatherName = row["father_name"],
                    grandfatherName = row["grandfather_name"],
                    latinName = row["latin_name"],
                    phone = row["phone"],
                    nationalId = row["national_id"],
                    householdHead = row["household_head"],
                    familyName = row["family_name"],
                    sex = row["sex"],
                    birthDate = row["birth_date"],
                    governorate = row["governorate"],
                    district = row["district"],
                    registeredOn = row["registered_on"],
                    consents = new Dictionary<string, string>(StringComparer.Ordinal) { ["register"] = "given" },
                    noticeVersion = "1",
                    consentChannel = "spoken",
                }
            );
            answer.IsDone.ShouldBeTrue(line);
        }
    }

    // One cell of the file holds a comma, between quotes.
    private static string[] Cells(string line) =>
        [
            .. System
                .Text.RegularExpressions.Regex.Matches(line, "(?<=^|,)(\"[^\"]*\"|[^,]*)")
                .Select(m => m.Value.Trim('"')),
        ];

    private static Task<Answer> SetAsync(JisrApp jisr, params (string Place, long? Value)[] values) =>
        jisr.SendAsync(
            "target.set",
            new
            {
                indicator = "people-registered",
                period = "20220101-20261231",
                values = values.Select(v => new { place = v.Place, value = v.Value }),
                reason = "agreement",
            },
            NewId.Next()
        );
}
