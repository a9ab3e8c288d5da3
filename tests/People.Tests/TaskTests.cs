using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>What a centre has to settle: two answers to one question, and papers to be looked into.</summary>
public class TaskTests
{
    [Theory, Databases]
    public async Task A_paper_that_fits_no_form_or_that_another_has_stands_on_the_list_until_it_is_looked_into(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var odd = await centre.WomanAsync("هدى محمود", paper: "??-77-x");
        var first = await centre.WomanAsync("سعاد أحمد", paper: "12345678901");
        var second = await centre.WomanAsync("مريم سالم");
        using var worker = centre.Browser();
        (await worker.GetAsync("/people/tasks?list=papers")).Text.ShouldContain("هدى محمود");
        var form = await worker.GetAsync($"/people/{second}/papers");
        form.Text.ShouldContain("None is needed");
        (await worker.SendAsync(form, "form:has(input[value=paper])")).Status.ShouldBe(422);
        var added = await worker.SendAsync(
            await worker.GetAsync($"/people/{second}/papers"),
            "form:has(input[value=paper])",
            ("number", "١٢٣٤٥٦٧٨٩٠١"),
            ("issuer", "أمانة السجل"),
            ("validUntil.day", "1"),
            ("validUntil.month", "5"),
            ("validUntil.year", "2028")
        );
        added.Address.ShouldStartWith($"/people/{second}/papers");
        added.Text.ShouldContain("To be looked into");
        added.Text.ShouldContain("أمانة السجل");
        added.Text.ShouldContain("1 May 2028");
        added.Text.ShouldContain("Another record has this number");
        // The whole number is revealed elsewhere, with a line in the log.
        added.Html.ShouldNotContain("12345678901");
        var list = await worker.GetAsync("/people/tasks?list=papers");
        foreach (var name in (string[])["هدى", "سعاد", "مريم"])
            list.Text.ShouldContain(name);

        var judged = await worker.SendAsync(
            added,
            "form:has(input[value=judge])",
            ("valid", added.Document.QuerySelector("button[name=valid]")!.GetAttribute("value"))
        );
        judged.Text.ShouldContain("Seen, hers");
        // One number is one woman's: the other record cannot have it for certain too.
        var others = await worker.GetAsync($"/people/{first}/papers");
        var clash = await worker.SendAsync(
            others,
            "form:has(input[value=judge])",
            ("valid", others.Document.QuerySelector("button[name=valid]")!.GetAttribute("value"))
        );
        clash.Status.ShouldBe(422);
        clash.Errors[0].ShouldContain("another woman");
        var not = await worker.SendAsync(
            clash,
            "form:has(input[value=judge])",
            ("invalid", clash.Document.QuerySelector("button[name=invalid]")!.GetAttribute("value"))
        );
        not.Text.ShouldContain("Not hers");
        var rest = await worker.GetAsync("/people/tasks?list=papers");
        rest.Text.ShouldContain("هدى");
        rest.Text.ShouldNotContain("سعاد");
        rest.Text.ShouldNotContain("مريم");
        // The same paper again is there already.
        var again = await jisr.SendAsync(
            "paper.add",
            new { partyId = second, number = "12345678901" },
            actor: centre.Actor,
            door: Door.Api
        );
        again.Result.ShouldBe(AnswerResult.Duplicate);
        (await jisr.CountAsync("SELECT count(*) FROM people_identifier")).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task A_conflict_stands_on_the_list_says_who_wrote_what_and_may_end_in_a_third_answer(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("هدى محمود", phone: "0944567890", hour: "morning");
        (await centre.ChangeAsync(woman, "contact", 1, new { preferredHour = "evening" })).IsDone.ShouldBeTrue();
        (await centre.ChangeAsync(woman, "contact", 1, new { preferredHour = "noon" })).Result.ShouldBe(
            AnswerResult.Conflict
        );
        using var worker = centre.Browser();
        var list = await worker.GetAsync("/people/tasks");
        list.Text.ShouldContain("هدى محمود");
        var page = await worker.GetAsync(
            list.Document.QuerySelector("ul.rows a[href*=conflict]")!.GetAttribute("href")!
        );
        page.Text.ShouldContain("A worker of " + centre.Name);
        var third = await worker.SendAsync(page, "form:has(input[value=settle])", ("choice", "other"));
        third.Address.ShouldBe($"/people/{woman}/change/contact");
        (await worker.GetAsync("/people/tasks")).Text.ShouldContain("Nothing waits here");
        // Neither was taken by itself.
        (await jisr.TextAsync("SELECT preferred_hour FROM people_contact_point")).ShouldBe("evening");
        using var history = centre.Browser();
        (await history.GetAsync($"/people/{woman}/history")).Text.ShouldContain("A worker of " + centre.Name);
    }

    [Theory, Databases]
    public async Task The_safeguarding_officer_opens_the_page_of_a_woman_and_changes_nothing_there(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("هدى محمود", phone: "0944567890", paper: "12345678901");
        using var officer = await centre.BrowserAsync(Roles.SafeguardingOfficer);
        var page = await officer.GetAsync($"/people/{woman}");
        page.Status.ShouldBe(200);
        page.Text.ShouldContain("Show the telephone number");
        page.Html.ShouldNotContain($"/people/{woman}/change/");
        page.Html.ShouldNotContain("name=\"withdraw\"");
        page.Html.ShouldNotContain("Show the whole number");
        (await officer.GetAsync($"/people/{woman}/papers")).Status.ShouldBe(403);
        (await officer.GetAsync($"/people/{woman}/change/name")).Status.ShouldBe(403);
    }

    [Theory, Databases]
    public async Task Looks_at_our_women_are_those_of_whoever_looked(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var other = await Centre.OpenAsync(jisr, "centre-b");
        var woman = await centre.WomanAsync("هدى محمود");
        // A manager of the whole platform looks: her unit is not this one.
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        (await manager.GetAsync($"/people/{woman}")).Status.ShouldBe(200);
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        (await lead.GetAsync("/people/looks")).Text.ShouldContain("A programme manager");
        using var elsewhere = await other.BrowserAsync(Roles.UnitLead);
        (await elsewhere.GetAsync("/people/looks")).Text.ShouldNotContain("A programme manager");
    }

    [Theory, Databases]
    public async Task A_household_and_a_co_operative_are_changed_and_what_stood_before_is_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var home = await jisr.SendAsync(
            "household.add",
            new
            {
                unitId = centre.Unit,
                declaredSize = 5,
                declaredChildren = 2,
            },
            actor: centre.Actor,
            door: Door.Api
        );
        using var worker = centre.Browser();
        var form = await worker.GetAsync($"/groups/{home.Subject}/change");
        form.Value("declaredSize").ShouldBe("5");
        var wrong = await worker.SendAsync(form, ("declaredSize", "2"), ("note", "البيت الجديد"));
        wrong.Status.ShouldBe(422);
        wrong.Value("note").ShouldBe("البيت الجديد");
        (await worker.SendAsync(wrong, ("declaredSize", "٧"))).Text.ShouldContain("البيت الجديد");
        var after = await worker.GetAsync($"/groups/{home.Subject}/change");
        after.Value("declaredSize").ShouldBe("7");
        after.Document.QuerySelector("table[aria-labelledby=before]")!.TextContent.ShouldContain("5");
        var body = await jisr.SendAsync(
            "organisation.add",
            new
            {
                unitId = centre.Unit,
                organisationKind = "co-operative",
                nameAr = "تعاونية الأمل",
            },
            actor: centre.Actor,
            door: Door.Api
        );
        var saved = await worker.SendAsync(
            await worker.GetAsync($"/groups/{body.Subject}/change"),
            ("nameAr", "تعاونية الأمل الجديد"),
            ("declaredMembers", "12")
        );
        saved.Text.ShouldContain("تعاونية الأمل الجديد");
        (await worker.GetAsync($"/groups/{body.Subject}/change")).Text.ShouldContain("A worker of " + centre.Name);
    }
}
