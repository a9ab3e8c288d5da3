using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Insight.Tests;

/// <summary>A co-operative counts as one, whatever it says of its members; and numbers from elsewhere stand beside what is
/// counted.</summary>
public class CooperativeTests
{
    [Theory, Databases]
    public async Task F10_cooperatives_are_counted_by_region_each_as_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var guelmim = await jisr.UnitAsync("guelmim-1");
        var tangier = await jisr.UnitAsync("tangier-1", "MA-01");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        Task<Counted> Counted() => manager.CountedAsync("cooperatives", "period=2026&place=MA");
        (await Counted()).Total.ShouldBe(0);
        var first = await AddAsync(jisr, guelmim, "co-operative", 250);
        await AddAsync(jisr, guelmim, "co-operative", null);
        await AddAsync(jisr, tangier, "co-operative", 12);
        await AddAsync(jisr, guelmim, "association", 40);
        await AddAsync(jisr, guelmim, "business", 3);
        var counted = await Counted();
        counted.Total.ShouldBe(3);
        counted.Area("MA-10").ShouldBe(2);
        counted.Area("MA-01").ShouldBe(1);
        (await manager.CountedAsync("people-registered", "period=2026&place=MA")).Total.ShouldBe(0);

        // A woman who belongs to it is one person, and makes no second co-operative.
        await jisr.WomanAsync(guelmim, "هناء ديب");
        (await Counted()).Total.ShouldBe(3);
        (await manager.CountedAsync("people-registered", "period=2026&place=MA")).Total.ShouldBe(1);

        // Against what was wanted.
        (
            await jisr.SendAsync(
                "target.set",
                new
                {
                    indicator = "cooperatives",
                    period = "2026",
                    values = new[] { new { place = "MA-10", value = 300 } },
                    reason = "agreement",
                }
            )
        ).IsDone.ShouldBeTrue();
        var row = (await manager.GetAsync("/figures?indicator=cooperatives&period=2026&country=MA"))
            .Document.QuerySelector("tr[data-key='MA-10']")!
            .QuerySelectorAll("td");
        row[0].TextContent.Trim().ShouldBe("2");
        row[1].TextContent.Trim().ShouldBe("300");

        // Said to be gone by whoever ends it: the figure follows.
        await jisr.RecordAsync(
            new OrganisationAdded
            {
                On = new DateOnly(2026, 11, 24),
                SourceId = first,
                PartyId = new PartyId(first),
                Detail = "co-operative",
                TakesBack = true,
            }
        );
        (await Counted()).Area("MA-10").ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_number_from_elsewhere_is_entered_shown_with_its_source_and_put_right_by_a_newer_one(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var form = await manager.GetAsync("/figures/external");
        (string, string?)[] filled =
        [
            ("name", "Activity rate of women"),
            ("place", "MA"),
            ("meaning", "aim-above"),
            ("value", "٣٠٫٥"),
            ("on.day", "31"),
            ("on.month", "12"),
            ("on.year", "2021"),
            ("source", "Report of the programme, page 4"),
        ];
        var bad = await manager.SendAsync(
            form,
            [.. filled.Where(f => f.Item1 is not ("value" or "source")), ("value", "many")]
        );
        bad.Status.ShouldBe(422);
        bad.Errors.Count.ShouldBe(2);
        bad.Value("name").ShouldBe("Activity rate of women");
        (await jisr.CountAsync("SELECT count(*) FROM insight_external_figure")).ShouldBe(0);
        var saved = await manager.SendAsync(bad, filled);
        saved.Status.ShouldBe(200, string.Join(' ', saved.Errors));
        saved.Text.ShouldContain("aim: above 30.5\u00A0%");
        saved.Text.ShouldContain("Report of the programme, page 4");

        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        var right = await manager.SendAsync(
            await manager.GetAsync("/figures/external"),
            [.. filled.Where(f => f.Item1 != "value"), ("value", "30")]
        );
        right.Text.ShouldContain("aim: above 30\u00A0%");
        right.Text.ShouldNotContain("30.5");
        (await manager.GetAsync("/figures?country=MA&period=2026")).Text.ShouldContain("aim: above 30\u00A0%");
        (await manager.GetAsync("/figures?country=SY&period=2026")).Text.ShouldNotContain("Activity rate");
        // It is counted nowhere.
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact")).ShouldBe(0);

        (await EnterAsync(jisr, "MA-99", 5)).ShouldBe("TARGET_WHERE");
        (await EnterAsync(jisr, "MA", -1)).ShouldBe("EXTERNAL_VALUE");
        (await EnterAsync(jisr, "MA", 0.0005m)).ShouldBe("EXTERNAL_VALUE");
        using var partner = await jisr.BrowserWithRoleAsync(Roles.PartnerReader);
        (await partner.GetAsync("/figures/external")).Status.ShouldBeOneOf(403, 404);
    }

    private static async Task<Guid> AddAsync(JisrApp jisr, UnitId unit, string kind, int? members)
    {
        var answer = await jisr.SendAsync(
            "organisation.add",
            new
            {
                unitId = unit,
                organisationKind = kind,
                nameAr = "تعاونية",
                declaredMembers = members,
            }
        );
        answer.IsDone.ShouldBeTrue(answer.Reasons.FirstOrDefault()?.Code);
        return answer.Subject!.Value;
    }

    private static async Task<string?> EnterAsync(JisrApp jisr, string place, decimal value) => (
            await jisr.SendAsync(
                "external-figure.enter",
                new
                {
                    name = "n",
                    place,
                    on = "2021-12-31",
                    value,
                    unit = "%",
                    meaning = "found",
                    source = "s",
                }
            )
        ).Reasons.FirstOrDefault()?.Code;
}
