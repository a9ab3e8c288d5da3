using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Two people change one woman's data.</summary>
public class PersonChangeTests
{
    [Theory, Databases]
    public async Task DO9_the_earlier_value_stands_and_both_are_kept_in_one_task(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990", "0944567890", hour: "noon");
        (await centre.ChangeAsync(id, "contact", 1, new { phoneSafety = "mine" })).Version.ShouldBe(2);
        (await centre.ChangeAsync(id, "contact", 2, new { preferredHour = "morning" })).Version.ShouldBe(3);
        var first = await centre.ChangeAsync(id, "contact", 3, new { preferredHour = "evening" });
        first.Result.ShouldBe(AnswerResult.Accepted);
        var second = await centre.ChangeAsync(id, "contact", 3, new { preferredHour = "noon" });
        second.Result.ShouldBe(AnswerResult.Conflict);
        second.Conflict.ShouldBe(new FieldConflict("contact", "preferredHour", "morning", "evening", "noon"));
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE preferred_hour = 'evening' AND valid_to IS NULL".Replace(
                    "valid_to",
                    "\"to\"",
                    StringComparison.Ordinal
                )
            )
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task WHERE state = 'open'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task DO10_the_same_value_twice_is_accepted_twice_without_a_task(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990", "0944567890", hour: "morning");
        for (var i = 0; i < 2; i++)
            (await centre.ChangeAsync(id, "contact", 1, new { preferredHour = "evening" })).Result.ShouldBe(
                AnswerResult.Accepted
            );
        (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM people_field_change")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task DO11_changes_of_two_groups_and_of_two_fields_are_both_accepted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990", "0944567890");
        object[] answers =
        [
            (await centre.ChangeAsync(id, "contact", 1, new { preferredHour = "evening" })).Result,
            (await centre.ChangeAsync(id, "origin", 1, new { displacement = "idp", displacedFrom = "حلب" })).Result,
            (await centre.ChangeAsync(id, "contact", 1, new { phone = "0933111222" })).Result,
        ];
        answers.ShouldAllBe(a => Equals(a, AnswerResult.Accepted));
        (await jisr.CountAsync("SELECT count(*) FROM people_displacement WHERE origin_place = 'SY02'")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE channel = 'phone' AND \"to\" IS NULL AND preferred_hour = 'evening'"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE channel = 'phone' AND \"to\" IS NOT NULL"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task DO35_two_orders_of_the_same_forty_changes_differ_in_the_conflicting_values_only(string database)
    {
        var all = new List<(string Field, string Value)>[2];
        var tasks = new List<string>[2];
        for (var run = 0; run < 2; run++)
        {
            await using var jisr = await JisrApp.StartAsync(database);
            var centre = await Centre.OpenAsync(jisr);
            var women = new List<PartyId>();
            for (var i = 0; i < 10; i++)
                women.Add(
                    await centre.WomanAsync(
                        "امرأة " + (char)('ا' + i),
                        "1990",
                        "09445678" + (10 + i),
                        hour: "morning",
                        id: new Guid(i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])
                    )
                );
            var wishes = new List<(int Woman, string Group, object Values)>();
            for (var i = 0; i < 10; i++)
            {
                wishes.Add((i, "contact", new { preferredHour = "evening" }));
                wishes.Add((i, "household", new { householdHead = "ربّ " + i }));
                wishes.Add((i, "makes", new { makes = "soap,food" }));
                wishes.Add(
                    (i, "contact", i < 3 ? new { preferredHour = "noon" } : (object)new { phoneSafety = "mine" })
                );
            }
            wishes.Count.ShouldBe(40);
            if (run == 1)
                wishes.Reverse();
            foreach (var (woman, group, values) in wishes)
                await centre.ChangeAsync(women[woman], group, 1, values);
            (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task WHERE state = 'open'")).ShouldBe(3);
            all[run] = [];
            tasks[run] = [];
            using var worker = centre.Browser();
            foreach (var woman in women)
            {
                var page = await worker.GetAsync($"/people/{woman}");
                all[run]
                    .AddRange(
                        page.Document.QuerySelectorAll("dl.answers > div")
                            .Select(d =>
                                (woman + d.QuerySelector("dt")!.TextContent, d.QuerySelector("dd")!.TextContent)
                            )
                    );
                foreach (var link in page.Document.QuerySelectorAll("a").Where(a => a.TextContent == "Look at both"))
                {
                    var task = await worker.GetAsync(link.GetAttribute("href")!);
                    tasks[run]
                        .Add(
                            string.Join(
                                '|',
                                task.Document.QuerySelectorAll("dl.answers dd bdi").Select(d => d.TextContent).Order()
                            )
                        );
                }
            }
        }
        all[0].Except(all[1]).Count().ShouldBe(3);
        all[0].Count.ShouldBe(all[1].Count);
        tasks[0].ShouldBe(tasks[1], ignoreOrder: true);
        tasks[0].ShouldAllBe(t => t == "At noon|In the evening|In the morning");
    }

    [Theory, Databases]
    public async Task A_conflict_at_the_form_leads_to_a_page_with_both_and_a_person_chooses(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990", "0944567890");
        using var one = centre.Browser();
        using var two = await centre.BrowserAsync(Kernel.Access.Roles.UnitLead);
        var first = await one.GetAsync($"/people/{id}/change/contact");
        var second = await two.GetAsync($"/people/{id}/change/contact");
        (await one.SendAsync(first, ("phone", "0933111222"))).Text.ShouldContain("Saved.");
        var clash = await two.SendAsync(second, ("phone", "0955333444"));
        clash.Address.ShouldContain("/conflict/");
        clash.Text.ShouldContain("944 567 890");
        clash.Text.ShouldContain("933 111 222");
        clash.Text.ShouldContain("955 333 444");
        // A number is D3: it does not stand in the receipt or anywhere else in the clear.
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_command_receipt WHERE answer LIKE '%955333444%' OR answer LIKE '%933111222%'"
            )
        ).ShouldBe(0);
        var settled = await two.SendAsync(clash, "form.one", ("choice", "yours"));
        settled.Text.ShouldContain("Saved.");
        (await two.SendAsync(clash, "form.one", ("choice", "theirs"))).Status.ShouldBe(422);
        var now = await one.GetAsync($"/people/{id}/change/contact");
        now.Value("phone").ShouldNotBeNull().ShouldContain("955333444");
    }

    [Theory, Databases]
    public async Task A_form_left_as_it_was_changes_nothing_and_what_others_changed_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990", "0944567890");
        using var browser = centre.Browser();
        var old = await browser.GetAsync($"/people/{id}/change/contact");
        await centre.ChangeAsync(id, "contact", 1, new { preferredHour = "evening" });
        (await browser.SendAsync(old, ("phoneSafety", "mine"))).Text.ShouldContain("Saved.");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE preferred_hour = 'evening' AND safety = 'mine'"
            )
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Every_group_can_be_changed_at_the_page_and_the_new_name_is_found(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990", "0944567890");
        using var browser = centre.Browser();
        foreach (
            var (group, field, value, shown) in ((string, string, string, string)[])
                [
                    ("name", "fullName", "سحر النجار", "سحر النجار"),
                    ("birth", "birthDate", "٤٠", "About 1986"),
                    ("birth", "birthDate", "3/11/1986", "3 November 1986"),
                    ("place", "place", "سلقين", "Salqin"),
                    ("origin", "displacement", "refugee", "Refugee"),
                    ("household", "householdHead", "أبو خالد", "أبو خالد"),
                    ("makes", "makes", "pottery", "Pottery"),
                    ("contact", "phone", "", "Through the centre"),
                ]
        )
        {
            var page = await browser.GetAsync($"/people/{id}/change/{group}");
            page = await browser.SendAsync(page, (field, value));
            page.Text.ShouldContain("Saved.", Case.Sensitive, group);
            page.Text.ShouldContain(shown, Case.Sensitive, group);
        }
        (await browser.SendAsync(await browser.GetAsync("/people"), ("q", "سحر"))).Text.ShouldContain("سحر النجار");
        (await browser.SendAsync(await browser.GetAsync("/people"), ("q", "سمر"))).Text.ShouldContain(
            "Nobody of your centre"
        );
        var bad = await browser.SendAsync(await browser.GetAsync($"/people/{id}/change/place"), ("place", "أتلانتس"));
        bad.Status.ShouldBe(422);
        bad.Value("place").ShouldBe("أتلانتس");
        (await browser.GetAsync($"/people/{id}/change/shoes")).Status.ShouldBe(404);
        var answer = await centre.ChangeAsync(id, "name", 99, new { fullName = "x" });
        answer.Reasons.ShouldHaveSingleItem().Code.ShouldBe("BASE_UNKNOWN");
    }
}
