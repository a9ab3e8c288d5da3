using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Tests;

/// <summary>Units as staff add, rename, move and close them, and as they were on a day.</summary>
public class UnitsTests
{
    [Theory, Databases]
    public async Task PE20_a_unit_that_moved_is_shown_as_it_was_and_as_it_is_with_equal_totals(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var unit = await UnitAsync(jisr, "u-1", "SY0703", opened: "2019-03-01");
        var stays = await UnitAsync(jisr, "u-2", "SY0200", opened: "2019-03-01");
        for (var i = 0; i < 5; i++)
            (
                await jisr.SendAsync(
                    "party.register",
                    new
                    {
                        unitId = i < 3 ? unit : stays,
                        fullName = "هناء ديب " + (char)('ا' + i),
                        registeredOn = "2021-06-0" + (i + 1),
                        birthDate = "199" + i,
                    }
                )
            ).IsDone.ShouldBeTrue();

        (
            await jisr.SendAsync(
                "unit.move",
                new
                {
                    unitId = unit,
                    place = "SY0200",
                    from = "2022-01-01",
                }
            )
        ).IsDone.ShouldBeTrue();

        // Facts of 2021 keep the unit of their day; the history says where it stood then and where it stands now.
        (await ByGovernorateAsync(jisr, new DateOnly(2021, 12, 31))).ShouldBe("SY02 2, SY07 3");
        (await ByGovernorateAsync(jisr, new DateOnly(2022, 1, 1))).ShouldBe("SY02 5");
        (await ByGovernorateAsync(jisr, new DateOnly(2026, 11, 24))).ShouldBe("SY02 5");
        (await jisr.CountAsync("SELECT count(*) FROM people_unit_place WHERE \"to\" IS NULL")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task A_manager_adds_renames_moves_and_closes_a_unit_on_pages(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var form = await staff.GetAsync("/units/add");
        var added = await staff.SendAsync(
            form,
            ("nameAr", "فضاء المرأة"),
            ("nameFr", "Espace femmes"),
            ("code", "guelmim-1"),
            ("unitKind", "space"),
            ("place", "MA-10.261"),
            ("openedOn.day", "١"),
            ("openedOn.month", "3"),
            ("openedOn.year", "2020"),
            ("phone", "٠٥٢٨ ٨٧ ٤١ ٠٥")
        );
        added.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, added.Text);
        added.Address.ShouldBe("/units/guelmim-1");
        added.Text.ShouldContain("+212 5 28 87 41 05");
        added.Text.ShouldContain("1 March 2020");

        var renamed = await staff.SendAsync(
            await staff.GetAsync("/units/guelmim-1/rename"),
            ("nameAr", "دار المرأة"),
            ("from.day", "1"),
            ("from.month", "1"),
            ("from.year", "2023")
        );
        renamed.Address.ShouldBe("/units/guelmim-1", renamed.Text);
        renamed.Text.ShouldContain("فضاء المرأة");
        renamed.Text.ShouldContain("دار المرأة");
        (await staff.GetAsync("/units?on=2022-12-31")).Text.ShouldContain("Espace femmes");

        var moved = await staff.SendAsync(
            await staff.GetAsync("/units/guelmim-1/move"),
            ("place", "MA-10.473"),
            ("from.day", "1"),
            ("from.month", "6"),
            ("from.year", "2024")
        );
        moved.Address.ShouldBe("/units/guelmim-1", moved.Text);
        moved.Text.ShouldContain("Sidi Ifni");

        var asked = await staff.SendAsync(await staff.GetAsync("/units/guelmim-1/close"));
        asked.Status.ShouldBe(422);
        var closed = await staff.SendAsync(asked, ("sure", "yes"));
        closed.Address.ShouldBe("/units/guelmim-1", closed.Text);
        closed.Text.ShouldContain("This unit is closed");
        (await staff.GetAsync("/units/guelmim-1/rename")).Status.ShouldBe(404);
        // Its last day still counts; from the next day on it is gone.
        (await staff.GetAsync("/units?on=2026-11-24")).Text.ShouldContain("1 unit, as on");
        (await staff.GetAsync("/units?on=2026-11-25")).Text.ShouldContain("There was no unit on this day.");
    }

    [Theory, Databases]
    public async Task The_tree_of_a_day_is_the_tree_of_that_day(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await UnitAsync(jisr, "agency-1", "MA-10", opened: "2020-01-01", kind: "agency");
        await UnitAsync(jisr, "agency-2", "MA-09", opened: "2020-01-01", kind: "agency");
        var unit = await UnitAsync(jisr, "space-1", "MA-10.261", opened: "2020-06-01", parent: "agency-1");
        (
            await jisr.SendAsync(
                "unit.move",
                new
                {
                    unitId = unit,
                    parentCode = "agency-2",
                    from = "2023-01-01",
                }
            )
        ).IsDone.ShouldBeTrue();
        using var staff = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        static string? Above(Page page) =>
            page
                .Document.QuerySelector("a[href='/units/space-1']")
                ?.ParentElement?.ParentElement?.ParentElement?.QuerySelector("a")
                ?.GetAttribute("href");
        Above(await staff.GetAsync("/units?on=2022-12-31")).ShouldBe("/units/agency-1");
        Above(await staff.GetAsync("/units?on=2023-01-01")).ShouldBe("/units/agency-2");
        (await staff.GetAsync("/units?on=2020-05-31"))
            .Document.QuerySelector("a[href='/units/space-1']")
            .ShouldBeNull();
        (await staff.GetAsync("/units?on=nonsense")).Text.ShouldContain("This is no day that can be read");
    }

    [Theory, Databases]
    public async Task What_cannot_be_is_refused_in_words_and_what_was_typed_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var page = await staff.SendAsync(
            await staff.GetAsync("/units/add"),
            ("nameAr", "١٢٣"),
            ("nameEn", new string('x', 121)),
            ("code", "Guelmim 1"),
            ("openedOn.day", "31"),
            ("openedOn.month", "2"),
            ("openedOn.year", "2020"),
            ("phone", "abc")
        );
        page.Status.ShouldBe(422);
        page.Value("code").ShouldBe("Guelmim 1");
        page.Errors.Count.ShouldBe(3, string.Join('\n', page.Errors));
        page = await staff.SendAsync(
            page,
            ("unitKind", "space"),
            ("place", "MA-10.261"),
            ("openedOn.day", ""),
            ("openedOn.month", ""),
            ("openedOn.year", "")
        );
        page.Status.ShouldBe(422);
        page.Errors.Count.ShouldBe(4, string.Join('\n', page.Errors));
        (await jisr.CountAsync("SELECT count(*) FROM people_unit")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task History_grows_forward_only_and_units_make_no_circle(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var above = await UnitAsync(jisr, "above-1", "MA-10", opened: "2020-01-01", kind: "agency");
        var below = await UnitAsync(jisr, "below-1", "MA-10.261", opened: "2020-01-01", parent: "above-1");
        async Task<string> CodeAsync(string kind, object payload) =>
            (await jisr.SendAsync(kind, payload)).Reasons.FirstOrDefault()?.Code ?? "";
        (await CodeAsync("unit.move", new { unitId = above, parentCode = "below-1" })).ShouldBe("UNIT_CIRCLE");
        (await CodeAsync("unit.move", new { unitId = above, parentCode = "above-1" })).ShouldBe("UNIT_CIRCLE");
        (await CodeAsync("unit.move", new { unitId = above })).ShouldBe("NOTHING_TO_MOVE");
        (await CodeAsync("unit.move", new { unitId = above, place = "XX" })).ShouldBe("PLACE_CODE_UNKNOWN");
        (await CodeAsync("unit.close", new { unitId = above })).ShouldBe("UNIT_HAS_UNITS");
        (
            await CodeAsync(
                "unit.rename",
                new
                {
                    unitId = below,
                    nameAr = "اسم",
                    from = "2027-01-01",
                }
            )
        ).ShouldBe("DAY_TO_COME");
        (
            await CodeAsync(
                "unit.rename",
                new
                {
                    unitId = below,
                    nameAr = "اسم",
                    from = "2024-01-01",
                }
            )
        ).ShouldBe("");
        (
            await CodeAsync(
                "unit.rename",
                new
                {
                    unitId = below,
                    nameAr = "آخر",
                    from = "2023-01-01",
                }
            )
        ).ShouldBe("CHANGED_SINCE");
        // The same day again mends what was typed that day, and leaves one row for it.
        (
            await CodeAsync(
                "unit.rename",
                new
                {
                    unitId = below,
                    nameAr = "مصحح",
                    from = "2024-01-01",
                }
            )
        ).ShouldBe("");
        (await jisr.CountAsync("SELECT count(*) FROM people_unit_name WHERE ar = 'مصحح'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_unit_name WHERE ar = 'اسم'")).ShouldBe(0);
        (await CodeAsync("unit.close", new { unitId = below, on = "2019-12-31" })).ShouldBe("CLOSED_BEFORE_OPENED");
        (await CodeAsync("unit.close", new { unitId = below, on = "2023-12-31" })).ShouldBe("CHANGED_SINCE");
        (await CodeAsync("unit.close", new { unitId = below })).ShouldBe("");
        (await CodeAsync("unit.close", new { unitId = below })).ShouldBe("UNIT_CLOSED");
        (await CodeAsync("unit.close", new { unitId = UnitId.Root })).ShouldBe("NOT_FOUND");
        (
            await CodeAsync(
                "unit.add",
                new
                {
                    code = "add",
                    unitKind = "space",
                    place = "MA-10",
                    nameAr = "أ",
                }
            )
        ).ShouldBe("CODE_SHAPE");
    }

    [Theory, Databases]
    public async Task The_organisations_number_is_that_of_the_nearest_unit_above(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var top = await UnitAsync(jisr, "top-1", "MA-10", kind: "agency");
        await UnitAsync(jisr, "middle-1", "MA-10.261", parent: "top-1");
        var leaf = await UnitAsync(jisr, "leaf-1", "MA-10.261", parent: "middle-1");
        (await PhoneAsync(jisr, leaf)).ShouldBeNull();
        (await jisr.SendAsync("unit.set-phone", new { unitId = top, phone = "0528 87 41 05" })).IsDone.ShouldBeTrue();
        (await PhoneAsync(jisr, leaf)).ShouldBe("+212528874105");
        (await jisr.SendAsync("unit.set-phone", new { unitId = leaf, phone = "0661402793" })).IsDone.ShouldBeTrue();
        (await PhoneAsync(jisr, leaf)).ShouldBe("+212661402793");
        (await jisr.SendAsync("unit.set-phone", new { unitId = leaf, phone = "" })).IsDone.ShouldBeTrue();
        (await PhoneAsync(jisr, leaf)).ShouldBe("+212528874105");
        (await jisr.SendAsync("unit.set-phone", new { unitId = leaf, phone = "0661402793 / 0528874105" }))
            .Reasons[0]
            .Code.ShouldBe("UNIT_PHONE_INVALID");
        using var anyone = jisr.Browser();
        var json = await anyone.Http.GetFromJsonAsync<JsonElement>("/api/v1/units/leaf-1");
        json.GetProperty("phone").GetString().ShouldBe("+212528874105");
    }

    [Theory, Databases]
    public async Task Only_managers_and_administrators_change_units_and_only_where_they_are(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var mine = await UnitAsync(jisr, "mine-1", "MA-10.261");
        var theirs = await UnitAsync(jisr, "theirs-1", "MA-10.473");
        foreach (var role in (string[])[Roles.CentreWorker, Roles.UnitLead, Roles.Coordinator, Roles.Trainer])
        {
            using var worker = await jisr.BrowserWithRoleAsync(role);
            (await worker.GetAsync("/units")).Status.ShouldBe(200, role);
            (await worker.GetAsync("/units/mine-1")).Html.ShouldNotContain("/units/mine-1/rename");
            (await worker.GetAsync("/units/mine-1/rename")).Status.ShouldBe(403, role);
            (await worker.GetAsync("/units/add")).Status.ShouldBe(403, role);
        }
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, mine);
        (await manager.GetAsync("/units/mine-1/rename")).Status.ShouldBe(200);
        (await manager.GetAsync("/units/theirs-1/rename")).Status.ShouldBe(404);
        // By the API, with her own valid session, for a unit that is not hers.
        var answer = await jisr.SendAsync(
            "unit.close",
            new { unitId = theirs },
            actor: await ActorAsync(jisr, mine),
            door: Door.Form
        );
        answer.Reasons[0].Code.ShouldBe("NOT_FOUND");
        (
            await jisr.SendAsync(
                "unit.move",
                new { unitId = mine, parentCode = "theirs-1" },
                actor: await ActorAsync(jisr, mine),
                door: Door.Form
            )
        )
            .Reasons[0]
            .Code.ShouldBe("NOT_FOUND");
        using var stranger = jisr.Browser();
        (await stranger.GetAsync("/units")).Address.ShouldStartWith("/sign-in");
    }

    [Theory, Databases]
    public async Task The_verb_adds_a_unit_with_all_options_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        string[] add =
        [
            "unit",
            "add",
            "guelmim-1",
            "--kind",
            "space",
            "--place",
            "MA-10.261",
            "--name-ar",
            "فضاء",
            "--name-fr",
            "Espace",
            "--name-en",
            "Space",
            "--opened",
            "2021-02-03",
            "--phone",
            "0528874105",
            "--json",
        ];
        var first = await jisr.VerbAsync(add);
        first.Exit.ShouldBe(0, first.Errors);
        JsonDocument.Parse(first.Output).RootElement.GetProperty("result").GetString().ShouldBe("accepted");
        var again = await jisr.VerbAsync(add);
        again.Exit.ShouldBe(0);
        JsonDocument.Parse(again.Output).RootElement.GetProperty("result").GetString().ShouldBe("duplicate");
        var other = await jisr.VerbAsync(
            "unit",
            "add",
            "guelmim-1",
            "--kind",
            "market",
            "--place",
            "MA-10.261",
            "--name-ar",
            "سوق"
        );
        other.Exit.ShouldBe(1);
        other.Errors.ShouldContain("there already");
        var bad = await jisr.VerbAsync("unit", "add", "x-1", "--kind", "castle", "--place", "MOON", "--name-ar", "قصر");
        bad.Exit.ShouldBe(1);
        bad.Errors.ShouldContain("UNIT_KIND_UNKNOWN");
        bad.Errors.ShouldContain("PLACE_CODE_UNKNOWN");
        var day = await jisr.VerbAsync(
            "unit",
            "add",
            "x-1",
            "--kind",
            "space",
            "--place",
            "MA-10",
            "--name-ar",
            "أ",
            "--opened",
            "tomorrow"
        );
        day.Exit.ShouldBe(1);
        day.Errors.ShouldContain("--opened wants a day");
        (await jisr.CountAsync("SELECT count(*) FROM people_unit WHERE phone = '+212528874105'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_unit")).ShouldBe(2);
    }

    internal static async Task<UnitId> UnitAsync(
        JisrApp jisr,
        string code,
        string place,
        string? opened = null,
        string? parent = null,
        string kind = "space"
    )
    {
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code,
                unitKind = kind,
                place,
                nameAr = "وحدة " + code,
                parentCode = parent,
                openedOn = opened,
            }
        );
        answer.IsDone.ShouldBeTrue(answer.Reasons.FirstOrDefault()?.Code);
        return new UnitId(answer.Subject!.Value);
    }

    private static async Task<string> ByGovernorateAsync(JisrApp jisr, DateOnly day)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var units = await scope.ServiceProvider.GetRequiredService<IUnitHistory>().OnAsync(day, default);
        var places = scope.ServiceProvider.GetRequiredService<IPlaces>();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var governorate = places.Ancestor(unit.PlaceCode!, 1)!.Code;
            counts[governorate] =
                counts.GetValueOrDefault(governorate)
                + await jisr.CountAsync(
                    "SELECT count(*) FROM people_party p JOIN people_unit u ON u.id = p.home_unit_id "
                        + $"WHERE u.code = '{unit.Code}'"
                );
        }
        return string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"));
    }

    private static async Task<string?> PhoneAsync(JisrApp jisr, UnitId unit)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUnitDirectory>().PhoneOfAsync(unit, default);
    }

    private static async Task<Actor> ActorAsync(JisrApp jisr, UnitId unit) =>
        new()
        {
            AccountId = await jisr.AccountWithRoleAsync(Roles.ProgrammeManager, unit),
            Grants =
            [
                new Grant(
                    Roles.ProgrammeManager,
                    unit,
                    true,
                    null,
                    new DateOnly(2026, 11, 1),
                    new DateOnly(2027, 1, 1)
                ),
            ],
        };
}
