using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Records that may be one woman: shown, decided by a person, never joined by themselves.</summary>
public class MatchTests
{
    private const string Name = "فاطمة أحمد الخطيب";

    [Theory, Databases]
    public async Task PE5_the_second_record_is_accepted_a_match_opens_and_the_other_centre_is_only_named(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        await a.WomanAsync(Name, "1989-03-01");
        await b.WomanAsync("فاطمه احمد الخطيب", "1989-03-01");
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'active'")).ShouldBe(2);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_possible_match WHERE strength = 'strong' AND state = 'open'"
            )
        ).ShouldBe(1);
        using var worker = b.Browser();
        var list = await worker.GetAsync("/matches");
        list.Text.ShouldContain("ask Centre centre-a");
        list.Text.ShouldContain("فاطمه احمد الخطيب");
        list.Text.ShouldNotContain(Name);
        var pair = await worker.GetAsync(list.Link("فاطمه"));
        pair.Text.ShouldContain("One record is kept elsewhere: ask Centre centre-a");
        pair.Html.ShouldNotContain(Name);
        pair.Document.QuerySelector("form#f").ShouldBeNull("who sees one side cannot decide");
        using var third = (await Centre.OpenAsync(jisr, "centre-c")).Browser();
        (await third.GetAsync(pair.Address)).Status.ShouldBe(404);
        (await third.GetAsync("/matches")).Text.ShouldContain("No pair is waiting");
    }

    [Theory, Databases]
    public async Task PE4_two_women_with_one_telephone_are_two_women_and_no_match(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr, place: "MA-10.261");
        foreach (var name in (string[])["زينب الإدريسي", "مليكة العلوي"])
            (await centre.SendAsync(name, "1990", "+212600000000", district: null)).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task PE8_and_MT37_a_pair_called_different_comes_back_only_when_a_name_date_or_paper_changes(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        await centre.WomanAsync(Name, "1989-03-01", "0944567890");
        var second = await centre.WomanAsync("فاطمه احمد الخطيب", "1989-03-01");
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var page = await lead.GetAsync((await lead.GetAsync("/matches")).Link("فاطمة"));
        page.Document.QuerySelectorAll("td.same").Length.ShouldBeGreaterThan(3);
        page.Text.ShouldContain("speaks strongly for one woman");
        page = await lead.SendAsync(page, ("decision", "different"));
        page.Text.ShouldContain("Your decision is kept");
        page.Text.ShouldContain("No pair is waiting");
        // Matching runs again on a change of what it compares, but no name, date or paper.
        (await centre.ChangeAsync(second, "contact", 1, new { phone = "0944567890" })).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE state = 'different'")).ShouldBe(1);
        (await centre.ChangeAsync(second, "name", 1, new { fullName = "فاطمة أحمد خطيب" })).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE state = 'open'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Same_makes_a_link_that_can_be_taken_back_and_joins_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        await centre.WomanAsync(Name, "1989-03-01");
        await centre.WomanAsync("فاطمه احمد الخطيب", "1989-03-01");
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var address = (await lead.GetAsync("/matches")).Link("فاطمة");
        var page = await lead.SendAsync(await lead.GetAsync(address), ("decision", "same"));
        (await jisr.CountAsync("SELECT count(*) FROM people_same_woman WHERE undone_at IS NULL")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'active'")).ShouldBe(2);
        (await lead.GetAsync("/matches?state=same")).Text.ShouldContain("فاطمة");
        page = await lead.GetAsync(page.Link("Look again"));
        var unsure = await lead.SendAsync(page, ("decision", "unsure"), ("reason", ""));
        unsure.Status.ShouldBe(422, "unsure needs a reason");
        await lead.SendAsync(unsure, ("decision", "unsure"), ("reason", "تاريخ الميلاد غير أكيد"));
        (await jisr.CountAsync("SELECT count(*) FROM people_same_woman WHERE undone_at IS NULL")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM people_same_woman")).ShouldBe(1);
        (await lead.GetAsync("/matches?state=unsure")).Text.ShouldContain("تاريخ الميلاد غير أكيد");
    }

    [Theory, Databases]
    public async Task Nobody_decides_a_pair_that_she_alone_registered(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        await centre.WomanAsync(Name, "1989-03-01");
        await centre.WomanAsync("فاطمه احمد الخطيب", "1989-03-01");
        using var worker = centre.Browser();
        var page = await worker.GetAsync((await worker.GetAsync("/matches")).Link("فاطمة"));
        page = await worker.SendAsync(page, ("decision", "same"));
        page.Status.ShouldBe(422);
        page.Text.ShouldContain("somebody else must look");
        (await jisr.CountAsync("SELECT count(*) FROM people_same_woman WHERE by IS NOT NULL")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task PE9_one_paper_on_two_women_stops_nobody_marks_both_and_makes_one_task(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        await centre.WomanAsync("ميسون درويش", "1975", paper: "01020304050");
        (await jisr.CountAsync("SELECT count(*) FROM people_identifier WHERE state = 'pending'")).ShouldBe(1);
        // Excel ate the zero of the second one.
        (await centre.SendAsync("لبنى الجاسم", "1999", paper: "1020304050")).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM people_identifier WHERE state = 'needs-investigation'")).ShouldBe(
            2
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE state = 'open'")).ShouldBe(1);
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var list = await lead.GetAsync("/matches");
        list.Text.ShouldContain("Same paper number");
        var page = await lead.GetAsync(list.Link("ميسون"));
        await lead.SendAsync(page, ("decision", "different"), ("paper", "a"));
        (await jisr.CountAsync("SELECT count(*) FROM people_identifier WHERE state = 'valid'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_identifier WHERE state = 'invalid'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task The_list_of_matches_goes_on_from_page_to_page_and_misses_none(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        string[] families = ["الخطيب", "النجار", "الحداد", "الصباغ", "الشامي", "المصري", "القباني", "العطار"];
        string[] given = ["فاطمة", "خديجة", "مريم", "زينب"];
        foreach (var family in families)
        foreach (var name in given)
        {
            await centre.WomanAsync($"{name} سالم {family}", "1980-05-06");
            await centre.WomanAsync($"{name} سالم {family}", "1980-05-06");
        }
        var all = await jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE state = 'open'");
        all.ShouldBeGreaterThanOrEqualTo(32);
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var seen = new HashSet<string>();
        var page = await lead.GetAsync("/matches");
        while (true)
        {
            foreach (var link in page.Document.QuerySelectorAll("ul.lines a"))
                seen.Add(link.GetAttribute("href")!).ShouldBeTrue();
            if (page.Document.QuerySelector("a[rel=next]") is not { } next)
                break;
            page = await lead.GetAsync(next.GetAttribute("href")!);
        }
        ((long)seen.Count).ShouldBe(all);
    }
}
