using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Tests;

/// <summary>Units that are planned, that become several, and several that become one.</summary>
public class UnitKinTests
{
    [Theory, Databases]
    public async Task A_planned_unit_is_counted_from_the_day_it_begins(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var both = await SendAsync(
            jisr,
            "unit.add",
            New("plan-0", openedOn: "2026-01-01", plannedOpening: "2026-12-31")
        );
        both.Reasons.ShouldHaveSingleItem().Code.ShouldBe("OPEN_OR_PLANNED");
        (await SendAsync(jisr, "unit.add", New("plan-1", plannedOpening: "2026-12-31"))).IsDone.ShouldBeTrue();
        (await CodesAsync(jisr)).ShouldBe([]);
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE kind = 'UnitOpened'")).ShouldBe(0);
        (await manager.GetAsync("/units")).Text.ShouldContain("Planned, not yet begun");
        var page = await manager.GetAsync("/units/plan-1");
        page.Text.ShouldContain("It is counted once it has begun");
        page = await manager.SendAsync(page);
        page.Text.ShouldNotContain("Planned for");
        (await CodesAsync(jisr)).ShouldBe(["plan-1"]);
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE kind = 'UnitOpened'")).ShouldBe(1);
        (await manager.GetAsync("/units")).Text.ShouldNotContain("Planned, not yet begun");
    }

    [Theory, Databases]
    public async Task A_split_unit_keeps_what_was_counted_and_its_women_go_where_their_district_is(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var old = new UnitId((await SendAsync(jisr, "unit.add", New("whole", openedOn: "2025-01-01"))).Subject!.Value);
        var harem = await WomanAsync(jisr, old, "هناء ديب", "SY0703");
        var idlib = await WomanAsync(jisr, old, "سمر النجار", "SY0700");
        var nowhere = await WomanAsync(jisr, old, "ليلى الحداد", null);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var page = await manager.GetAsync((await manager.GetAsync("/units/whole")).Link("Make several units of it"));
        (string, string?)[] parts =
        [
            ("into.0.nameAr", "القسم الأول"),
            ("into.0.code", "part-1"),
            ("into.0.place", "SY0703"),
            ("into.0.share", "30"),
            ("into.1.nameAr", "القسم الثاني"),
            ("into.1.code", "part-2"),
            ("into.1.place", "SY0700"),
            ("into.1.share", "60"),
        ];
        var bad = await manager.SendAsync(page, parts);
        bad.Status.ShouldBe(422);
        bad.Text.ShouldContain("must make a hundred together");
        bad.Value("into.0.nameAr").ShouldBe("القسم الأول");
        page = await manager.SendAsync(bad, ("into.1.share", "70"));
        page.Text.ShouldContain("This unit is closed");
        page.Text.ShouldContain("القسم الثاني");
        (await HomeAsync(jisr, harem)).ShouldBe("part-1");
        (await HomeAsync(jisr, idlib)).ShouldBe("part-2");
        (await HomeAsync(jisr, nowhere)).ShouldBe("part-2", "the largest part");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM insight_fact f JOIN people_unit u ON u.id = f.unit_id WHERE f.kind = 'PersonRegistered' AND u.code = 'whole'"
            )
        ).ShouldBe(3, "a fact keeps the unit of its day");
        (await CodesAsync(jisr)).ShouldBe(["part-1", "part-2"]);
        (await jisr.CountAsync("SELECT sum(share) FROM people_unit_heir")).ShouldBe(10_000);
        var again = await SendAsync(jisr, "unit.split", Split(old, "x-1", "x-2"));
        again.Reasons.ShouldHaveSingleItem().Code.ShouldBe("UNIT_CLOSED");
    }

    [Theory, Databases]
    public async Task Two_units_become_one_and_their_women_are_hers(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var ids = new List<UnitId>();
        foreach (var code in (string[])["left", "right"])
            ids.Add(new UnitId((await SendAsync(jisr, "unit.add", New(code, openedOn: "2025-01-01"))).Subject!.Value));
        var women = new[]
        {
            await WomanAsync(jisr, ids[0], "هناء ديب", "SY0703"),
            await WomanAsync(jisr, ids[1], "سمر النجار", "SY0700"),
        };
        var taken = await SendAsync(jisr, "unit.merge", Merge([.. ids], "left"));
        taken
            .Reasons.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe("CODE_TAKEN"), r => r.Field.ShouldBe("code"));
        (await SendAsync(jisr, "unit.merge", Merge([ids[0]], "one")))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("TWO_UNITS_AT_LEAST");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var page = await manager.GetAsync((await manager.GetAsync("/units/left")).Link("Make one unit of it"));
        page = await manager.SendAsync(
            page,
            ("unitIds", ids[1].ToString()),
            ("nameAr", "المركز الموحد"),
            ("code", "one")
        );
        page.Heading.ShouldBe("المركز الموحد");
        page.Text.ShouldContain("Came from");
        foreach (var woman in women)
            (await HomeAsync(jisr, woman)).ShouldBe("one");
        (await CodesAsync(jisr)).ShouldBe(["one"]);
        // On the day before, both stood as they were.
        (await CodesAsync(jisr, new DateOnly(2026, 11, 23))).ShouldBe(["left", "right"]);
    }

    private static object New(string code, string? openedOn = null, string? plannedOpening = null) =>
        new
        {
            code,
            unitKind = "space",
            place = "SY0703",
            nameAr = "مركز " + code,
            nameFr = code,
            nameEn = code,
            openedOn,
            plannedOpening,
        };

    private static object Split(UnitId unit, params string[] codes) =>
        new
        {
            unitId = unit,
            into = codes.Select(c => new
            {
                code = c,
                nameAr = "قسم",
                place = "SY0703",
                share = 5000,
            }),
        };

    private static object Merge(UnitId[] units, string code) =>
        new
        {
            unitIds = units,
            code,
            nameAr = "المركز الموحد",
            place = "SY0703",
        };

    private static async Task<PartyId> WomanAsync(JisrApp jisr, UnitId unit, string name, string? district)
    {
        var answer = await SendAsync(
            jisr,
            "party.register",
            new
            {
                unitId = unit,
                fullName = name,
                birthDate = "1990",
                governorate = district is null ? null : "SY07",
                district,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(", ", answer.Reasons.Select(r => r.Code + "@" + r.Field)));
        return new PartyId(answer.Subject!.Value);
    }

    private static async Task<string> HomeAsync(JisrApp jisr, PartyId woman)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var home = await scope.ServiceProvider.GetRequiredService<IPartyDirectory>().HomeUnitAsync(woman, default);
        return (await scope.ServiceProvider.GetRequiredService<IUnitDirectory>().AllAsync(default))
            .Single(u => u.Id == home)
            .Code;
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(JisrApp jisr, DateOnly? day = null)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var units = await scope
            .ServiceProvider.GetRequiredService<IUnitHistory>()
            .OnAsync(day ?? new DateOnly(2026, 11, 24), default);
        return [.. units.Select(u => u.Code)];
    }

    private static Task<Answer> SendAsync(JisrApp jisr, string kind, object payload) => jisr.SendAsync(kind, payload);
}
