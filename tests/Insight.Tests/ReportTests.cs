using Jisr.Contracts.People;
using Jisr.Demo;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Jisr.Insight.Tests;

/// <summary>insight.md §11.5 and §11.6: the figures of the reports come out of the records of the demo world, and of
/// nothing else.</summary>
public class ReportTests
{
    private const string Launch = "period=20220611&place=MA";
    private const string Years = "period=20220101-20261231&programme=jtr&country=MA";

    private static readonly string[] Spaces = ["guelmim-1", "guelmim-2", "sidi-ifni-1", "tan-tan-1", "assa-zag-1"];

    [Theory, Databases]
    public async Task IN1_F10_F11_F12_each_indicator_says_what_the_reports_say(string database)
    {
        await using var jisr = await MadeAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);

        // F-11: 124 women were written down, 3 of them twice; four men came too.
        var women = await manager.CountedAsync("women-registered", Launch);
        women.Total.ShouldBe(121);
        women.Area("MA-10").ShouldBe(121);
        women.Detail("assisted").ShouldBe(96);
        women.Detail("self").ShouldBe(25);
        (await AssistedAsync(manager)).ShouldBe([20, 20, 20, 18, 18]);
        (await manager.CountedAsync("people-registered", Launch)).Total.ShouldBe(125);
        var registrations = await manager.CountedAsync("registrations", Launch);
        registrations.Total.ShouldBe(128);
        registrations.Detail("assisted").ShouldBe(103);
        (await manager.CountedAsync("women-registered", "period=20220612&place=MA")).Total.ShouldBe(5);
        (await manager.CountedAsync("refusals", Launch)).Total.ShouldBe(6);
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'merged'")).ShouldBe(3);

        // F-12: what stood before 2022 began, and what was still to come.
        var open = await manager.CountedAsync("spaces-open", "period=20211231&place=MA");
        open.Total.ShouldBe(80);
        for (var n = 1; n <= 12; n++)
            open.Area($"MA-{n:00}")
                .ShouldBe(
                    n switch
                    {
                        10 => 5,
                        11 or 12 => 6,
                        _ => 7,
                    },
                    $"MA-{n:00}"
                );
        (await manager.CountedAsync("spaces-planned", "period=20221231&place=MA")).Total.ShouldBe(5);
        (await manager.CountedAsync("spaces-planned", "period=20221230&place=MA")).Total.ShouldBe(0);
        (await manager.CountedAsync("spaces-open", "period=20221231&place=MA")).Total.ShouldBe(80);
        // The decoys are there: the rural centre is a unit and no space, the closed one was open once.
        (await manager.CountedAsync("units-open", "period=20211231&place=MA"))
            .Detail("rural-centre")
            .ShouldBe(1);
        (await manager.CountedAsync("spaces-open", "period=20210629&place=MA")).Total.ShouldBe(81);

        // F-10: 24 rows, none for the country; the sums come out of them.
        (await jisr.CountAsync("SELECT count(*) FROM insight_target WHERE in_force AND place LIKE 'MA-__'")).ShouldBe(
            24
        );
        (await jisr.CountAsync("SELECT count(*) FROM insight_target")).ShouldBe(24);
        (await HeadlineAsync(manager, "women-registered")).ShouldContain("of 36,000");
        (await HeadlineAsync(manager, "cooperatives")).ShouldContain("of 3,600");
        var page = await manager.GetAsync("/figures?" + Years);
        var row = page.Document.QuerySelector("tr[data-key='MA-10']")!.QuerySelectorAll("td");
        row[0].TextContent.Trim().ShouldBe("126");
        row[1].TextContent.Trim().ShouldBe("3,000");

        // Numbers from elsewhere stand beside them, with their source.
        var external = page.Document.QuerySelector("table[aria-labelledby=external]")!.TextContent;
        external.ShouldContain("20\u00A0%");
        external.ShouldContain("aim: above 30\u00A0%");
        external.ShouldContain("جسر التمكين والريادة");
    }

    [Theory, Databases]
    public async Task IN4_with_the_three_pairs_unmerged_124_women_are_counted(string database)
    {
        await using var jisr = await MadeAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        foreach (var (row, left) in ((string, int)[])[("L002", 122), ("L015", 123), ("L049", 124)])
        {
            var undone = await jisr.SendAsync(
                "party.unmerge",
                new { mergeId = IdOf("party.merge", row), reason = "Two women after all" }
            );
            undone.IsDone.ShouldBeTrue(undone.Reasons.FirstOrDefault()?.Code);
            (await manager.CountedAsync("women-registered", Launch)).Area("MA-10").ShouldBe(left);
        }
        // The second records came to spaces 2, 3 and 5.
        (await AssistedAsync(manager)).ShouldBe([20, 21, 21, 18, 19]);
    }

    [Theory, Databases]
    public async Task Each_figure_falls_by_the_record_that_is_taken_away_and_no_decoy_moves_it(string database)
    {
        await using var jisr = await MadeAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        Task<Counted> Women() => manager.CountedAsync("women-registered", Launch);
        Task<Counted> Open() => manager.CountedAsync("spaces-open", "period=20211231&place=MA");
        Task<Counted> Planned() => manager.CountedAsync("spaces-planned", "period=20221231&place=MA");

        var one = new PartyId(IdOf("party.register", "L030"));
        await jisr.RecordAsync(
            new PersonRegistered
            {
                On = new DateOnly(2022, 6, 11),
                SourceId = one.Value,
                PartyId = one,
                TakesBack = true,
            }
        );
        (await Women()).Area("MA-10").ShouldBe(120);
        await RegisterAsync(jisr, "حسن الراشدي", "M", "2022-06-11");
        await RegisterAsync(jisr, "زينب الراشدي", "F", "2022-06-10");
        (await Women()).Area("MA-10").ShouldBe(120);

        var closed = await jisr.SendAsync(
            "unit.close",
            new { unitId = IdOf("unit.add", "ma-01-1"), on = "2021-12-01" }
        );
        closed.IsDone.ShouldBeTrue(closed.Reasons.FirstOrDefault()?.Code);
        (await Open()).Area("MA-01").ShouldBe(6);
        (await Open()).Total.ShouldBe(79);
        await AddUnitAsync(jisr, "decoy-late", "space", openedOn: "2022-01-02");
        await AddUnitAsync(jisr, "decoy-rural", "rural-centre", openedOn: "2020-01-02");
        (await Open()).Total.ShouldBe(79);

        (
            await jisr.SendAsync("unit.open", new { unitId = IdOf("unit.add", "ma-01-20"), on = "2022-11-01" })
        ).IsDone.ShouldBeTrue();
        (await Planned()).Total.ShouldBe(4);
        (await manager.CountedAsync("spaces-open", "period=20221231&place=MA")).Area("MA-01").ShouldBe(7);
        // One that will never begin is planned no more, and was never open.
        (
            await jisr.SendAsync("unit.close", new { unitId = IdOf("unit.add", "ma-02-21"), on = "2022-11-01" })
        ).IsDone.ShouldBeTrue();
        (await Planned()).Total.ShouldBe(3);
        (await manager.CountedAsync("spaces-open", "period=20221231&place=MA")).Area("MA-02").ShouldBe(7);
        await AddUnitAsync(jisr, "decoy-planned", "space", planned: "2023-03-01");
        await AddUnitAsync(jisr, "decoy-rural-planned", "rural-centre", planned: "2022-12-31");
        (await Planned()).Total.ShouldBe(3);

        await TargetAsync(jisr, "20220101-20261231", null);
        (await HeadlineAsync(manager, "women-registered")).ShouldContain("of 33,000");
        await TargetAsync(jisr, "2027", 500);
        (await HeadlineAsync(manager, "women-registered")).ShouldContain("of 33,000");
        (await HeadlineAsync(manager, "cooperatives")).ShouldContain("of 3,600");
    }

    /// <summary>The demo's part of the reports, made on this database; then it is the day of the tests again.</summary>
    private static async Task<JisrApp> MadeAsync(string database)
    {
        var jisr = await JisrApp.StartAsync(database);
        await DemoReports.MakeAsync(jisr.Services, new SetClock(jisr.Clock), TestContext.Current.CancellationToken);
        jisr.Clock.AdjustTime(JisrApp.Start);
        return jisr;
    }

    private static async Task<long?[]> AssistedAsync(Browser reader)
    {
        var each = new List<long?>();
        foreach (var space in Spaces)
            each.Add(
                (await reader.CountedAsync("women-registered", $"period=20220611&unit={space}")).Detail("assisted")
            );
        return [.. each];
    }

    private static async Task<string> HeadlineAsync(Browser reader, string indicator) =>
        (await reader.GetAsync($"/figures?indicator={indicator}&{Years}"))
            .Document.QuerySelector(".headline")!
            .TextContent;

    private static async Task RegisterAsync(JisrApp jisr, string name, string sex, string on)
    {
        var answer = await jisr.SendAsync(
            "party.register",
            new
            {
                unitId = IdOf("unit.add", "guelmim-1"),
                fullName = name,
                sex,
                birthDate = "1979",
                governorate = "MA-10",
                district = "MA-10.261",
                registeredOn = on,
            }
        );
        answer.IsDone.ShouldBeTrue(answer.Reasons.FirstOrDefault()?.Code);
    }

    private static async Task AddUnitAsync(
        JisrApp jisr,
        string code,
        string unitKind,
        string? openedOn = null,
        string? planned = null
    )
    {
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code,
                unitKind,
                place = "MA-10.261",
                nameAr = code,
                openedOn,
                plannedOpening = planned,
            }
        );
        answer.IsDone.ShouldBeTrue(answer.Reasons.FirstOrDefault()?.Code);
    }

    private static async Task TargetAsync(JisrApp jisr, string period, long? value)
    {
        var answer = await jisr.SendAsync(
            "target.set",
            new
            {
                indicator = "women-registered",
                period,
                values = new[] { new { place = "MA-03", value } },
                reason = "another plan",
                forProgramme = IdOf("programme.add", "jtr"),
            }
        );
        answer.IsDone.ShouldBeTrue(answer.Reasons.FirstOrDefault()?.Code);
    }

    // The demo's ids come from names.
    private static Guid IdOf(string kind, string name) => NameUuid.Of("demo", kind, name);

    private sealed class SetClock(FakeTimeProvider clock) : IDemoClock
    {
        public DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public void Stand(DateTimeOffset instant) => clock.AdjustTime(instant);
    }
}
