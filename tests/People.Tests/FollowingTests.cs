using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>An association follows women of a centre: it sees what the table of people.md A7 says, and only while it does.</summary>
public class FollowingTests
{
    private const string Name = "سمر النجار";

    [Theory, Databases]
    public async Task An_association_sees_name_and_number_and_the_telephone_only_with_her_consent(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (centre, association, unit) = await OpenAsync(jisr);
        var woman = await centre.WomanAsync(Name, "1990", "0944567890");
        using var follower = await jisr.BrowserWithRoleAsync(Roles.CentreWorker, unit);
        (await follower.GetAsync("/following")).Text.ShouldContain("Nobody is waiting here");
        using var worker = centre.Browser();
        var page = await worker.SendAsync(
            await worker.GetAsync($"/people/{woman}"),
            "form:has(select[name=organisationId])",
            ("organisationId", unit.ToString()),
            ("nextContactDue.day", "1"),
            ("nextContactDue.month", "12"),
            ("nextContactDue.year", "2026")
        );
        page.Text.ShouldContain(association);
        // Her own page stays closed to the association; what it follows her by is open.
        (await follower.GetAsync($"/people/{woman}")).Status.ShouldBe(404);
        var list = await follower.GetAsync("/following");
        list.Text.ShouldContain(Name);
        list.Text.ShouldContain("Nobody has taken her on");
        page = await follower.GetAsync(list.Link(Name));
        page.Text.ShouldContain("She has not agreed that you see her number");
        page.Html.ShouldNotContain("944567890");
        page = await follower.SendAsync(page, "form:has(input[value=take])");
        (await follower.GetAsync("/following")).Text.ShouldNotContain("Nobody has taken her on");
        (
            await jisr.SendAsync(
                "consent.give",
                new { partyId = woman, purpose = "share-with:association" },
                null,
                centre.Actor,
                Door.Api
            )
        ).IsDone.ShouldBeTrue();
        page = await follower.GetAsync(list.Link(Name));
        page.Html.ShouldNotContain("944567890", customMessage: "shown when asked, and written down");
        page = await follower.SendAsync(page, "form:has(input[value=phone])");
        page.Text.ShouldContain("944567890");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'reveal'")).ShouldBe(1);
        (
            await jisr.SendAsync(
                "functioning.answer",
                new
                {
                    partyId = woman,
                    seeing = 3,
                    answeredBy = "self",
                },
                null,
                centre.Actor,
                Door.Api
            )
        ).IsDone.ShouldBeTrue();
        (await follower.GetAsync(list.Link(Name))).Text.ShouldContain("Six questions about health");
        // Taken back: closed at once.
        await jisr.SendAsync(
            "consent.withdraw",
            new { partyId = woman, purpose = "share-with:association" },
            null,
            centre.Actor,
            Door.Api
        );
        page = await follower.GetAsync(list.Link(Name));
        page.Text.ShouldContain("She has not agreed that you see her number");
        page.Document.QuerySelector("input[value=phone]").ShouldBeNull();
        page.Text.ShouldNotContain("Six questions about health");
    }

    [Theory, Databases]
    public async Task The_longest_overdue_comes_first_and_a_contact_sets_the_next_day(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (centre, _, unit) = await OpenAsync(jisr);
        string[] names = ["مريم الحداد", "خديجة الشامي", "زينب العطار"];
        foreach (var (i, name) in names.Index())
        {
            var woman = await centre.WomanAsync(name, "1985");
            (await StartAsync(jisr, centre, woman, unit, i == 2 ? null : $"2026-11-{26 - i}")).IsDone.ShouldBeTrue();
        }
        jisr.Clock.Advance(TimeSpan.FromDays(7));
        using var follower = await jisr.BrowserWithRoleAsync(Roles.CentreWorker, unit);
        var list = await follower.GetAsync("/following");
        list.Document.QuerySelectorAll("ul.lines a")
            .Select(a => a.TextContent)
            .ShouldBe([names[1], names[0], names[2]]);
        list.Text.ShouldContain("Was due on");
        var page = await follower.GetAsync(list.Link(names[1]));
        var bad = await follower.SendAsync(page, ("how", "visit"), ("note", ""), ("nextContactDue.year", "2019"));
        bad.Status.ShouldBe(422);
        page = await follower.SendAsync(
            bad,
            ("how", "visit"),
            ("note", "بدأت بخياطة المفارش"),
            ("nextContactDue.day", "24"),
            ("nextContactDue.month", "12"),
            ("nextContactDue.year", "2026")
        );
        page.Text.ShouldContain("بدأت بخياطة المفارش");
        (await follower.GetAsync("/following"))
            .Document.QuerySelectorAll("ul.lines a")
            .Select(a => a.TextContent)
            .ShouldBe([names[0], names[1], names[2]]);
        if (database == DatabasesAttribute.Sqlite)
            Centre.Stands(Path.Combine(jisr.Folder, "jisr.db"), "المفارش").ShouldBeFalse("a note is sealed");
    }

    [Theory, Databases]
    public async Task When_it_ends_what_she_was_shown_ends(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (centre, _, unit) = await OpenAsync(jisr);
        var woman = await centre.WomanAsync(Name, "1990");
        (await StartAsync(jisr, centre, woman, unit, null)).IsDone.ShouldBeTrue();
        (await StartAsync(jisr, centre, woman, unit, null))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("FOLLOWED_ALREADY");
        using var follower = await jisr.BrowserWithRoleAsync(Roles.CentreWorker, unit);
        var address = (await follower.GetAsync("/following")).Link(Name);
        var page = await follower.SendAsync(await follower.GetAsync(address), "form:has(input[value=end])");
        page.Address.ShouldBe("/following");
        page.Text.ShouldNotContain(Name);
        (await follower.GetAsync(address)).Status.ShouldBe(404);
        (await StartAsync(jisr, centre, woman, unit, null)).IsDone.ShouldBeTrue("it may begin anew");
        using var other = (await Centre.OpenAsync(jisr, "centre-b")).Browser();
        (await other.GetAsync((await follower.GetAsync("/following")).Link(Name))).Status.ShouldBe(404);
    }

    private static async Task<(Centre Centre, string Name, UnitId Unit)> OpenAsync(JisrApp jisr)
    {
        var centre = await Centre.OpenAsync(jisr);
        const string name = "Association of the valley";
        var answer = await jisr.SendAsync(
            "unit.add",
            new
            {
                code = "assoc-1",
                unitKind = "association",
                place = "SY07",
                nameAr = "جمعية الوادي",
                nameFr = name,
                nameEn = name,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(", ", answer.Reasons.Select(r => r.Code)));
        return (centre, name, new UnitId(answer.Subject!.Value));
    }

    private static Task<Answer> StartAsync(JisrApp jisr, Centre centre, PartyId woman, UnitId unit, string? due) =>
        jisr.SendAsync(
            "accompaniment.start",
            new
            {
                partyId = woman,
                organisationId = unit,
                nextContactDue = due,
            },
            null,
            centre.Actor,
            Door.Api
        );
}
