using System.Net;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Assisted registration, page by page, as a worker does it.</summary>
public class RegistrationAssistedTests
{
    private const string Name = "فاطمة أحمد الخطيب";

    [Theory, Databases]
    public async Task A_worker_registers_a_woman_page_by_page_and_gets_a_number_and_a_card(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var check = await centre.WalkAsync(browser, Name);
        check.Address.ShouldEndWith("/check");
        check.Text.ShouldContain(Name);
        check.Text.ShouldContain("34 years");
        var done = await Centre.ConfirmAsync(browser, check);
        done.FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        done.Address.ShouldStartWith("/register/done/");
        done.Document.QuerySelector("svg.qr path").ShouldNotBeNull();
        var number = done.Document.QuerySelector(".code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        number.Length.ShouldBe(8);
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM people_party p JOIN people_person q ON q.party_id = p.id WHERE p.number = '{number}' AND q.full_name = '{Name}' AND q.declared_age = 34"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE channel = 'phone' AND safety = 'shared' AND preferred_hour = 'evening'"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_displacement WHERE status = 'idp' AND origin_place = 'SY02'"
            )
        ).ShouldBe(1);
        var card = await browser.GetAsync(done.Link("Print her card"));
        card.Text.ShouldContain(number[..4]);
        card.Text.ShouldContain(centre.Name);
        card.Text.ShouldContain("Where help is");
    }

    [Theory, Databases]
    public async Task PE3_without_paper_and_telephone_she_is_registered_and_reached_through_the_centre(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var page = await centre.WalkAsync(browser, Name, "contact");
        page = await browser.SendAsync(page, ("contactHow", "through-centre"), ("phone", ""));
        page.Address.ShouldEndWith("/displacement", Case.Sensitive, "who sees the phone is not asked");
        while (!page.Address.EndsWith("/check", StringComparison.Ordinal))
            page = await browser.SendAsync(page, ("skip", "yes"));
        (await Centre.ConfirmAsync(browser, page)).Address.ShouldStartWith("/register/done/");
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'through-centre'")).ShouldBe(
            1
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_identifier")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task PE23_a_no_keeps_a_count_and_her_name_nowhere(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var page = await centre.WalkAsync(browser, "زبيدة السرمدي", "birth");
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(1);
        page = await browser.GetAsync(page.Link("does not want it"));
        page = await browser.SendAsync(page, ("why", "refused"));
        page.Address.ShouldBe("/register/refused");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(0);
        (await jisr.CountAsync("SELECT sum(count) FROM people_refusal")).ShouldBe(1);
        if (database == DatabasesAttribute.Sqlite)
        {
            foreach (var file in Directory.GetFiles(jisr.Folder, "jisr.db*"))
                Centre.Stands(file, "زبيدة").ShouldBeFalse(file);
            await jisr.ExecuteAsync($"VACUUM INTO '{Path.Combine(jisr.Folder, "backup.db")}'");
            Centre.Stands(Path.Combine(jisr.Folder, "backup.db"), "زبيدة").ShouldBeFalse();
        }
    }

    [Theory, Databases]
    public async Task A_no_on_the_first_page_counts_too_and_starts_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var page = await centre.WalkAsync(browser, Name, "notice");
        page = await browser.SendAsync(page, ("consent", "refused"));
        page.Address.ShouldBe("/register/refused");
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(0);
        (await jisr.CountAsync("SELECT sum(count) FROM people_refusal")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task XA14_of_nine_sections_three_are_done_and_the_next_day_she_goes_on_at_the_fourth(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using (var phone = centre.Browser())
            (await centre.WalkAsync(phone, Name, "governorate")).Address.ShouldEndWith("/governorate");
        jisr.Clock.Advance(TimeSpan.FromHours(22));
        using var other = centre.Browser();
        var start = await other.GetAsync("/register/assisted");
        start.Text.ShouldContain(Name);
        var list = await other.GetAsync(start.Link(Name));
        var states = list.Document.QuerySelectorAll(".tasks .tag").Select(t => t.TextContent.Trim()).ToList();
        states.Count.ShouldBe(10);
        states[..4].ShouldBe(["Done", "Done", "Done", "Not started"]);
        states[9].ShouldBe("Cannot start yet");
        (await other.GetAsync(list.Link("Go on"))).Address.ShouldEndWith("/governorate");
    }

    [Theory, Databases]
    public async Task A_draft_is_sealed_is_only_hers_and_is_gone_after_30_days(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var page = await centre.WalkAsync(browser, "سلمى المعري", "birth");
        var address = page.Address;
        if (database == DatabasesAttribute.Sqlite)
            foreach (var file in Directory.GetFiles(jisr.Folder, "jisr.db*"))
                Centre.Stands(file, "المعري").ShouldBeFalse(file);
        using var colleague = await centre.BrowserAsync(Kernel.Access.Roles.CentreWorker);
        (await colleague.GetAsync(address)).Status.ShouldBe(404);
        (await colleague.GetAsync("/register/assisted")).Text.ShouldNotContain("سلمى");
        jisr.Clock.Advance(TimeSpan.FromDays(31));
        (await browser.GetAsync(address)).Status.ShouldBe(404);
        for (var i = 0; i < 100 && await jisr.CountAsync("SELECT count(*) FROM people_draft") > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_draft_can_be_thrown_away_without_counting_a_refusal(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        await centre.WalkAsync(browser, Name, "birth");
        var start = await browser.GetAsync("/register/assisted");
        var page = await browser.SendAsync(await browser.GetAsync(start.Link("Throw away")), ("why", "mistake"));
        page.Text.ShouldContain("The draft is gone");
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM people_refusal")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task XA15_two_errors_make_a_focused_summary_with_two_links_and_keep_what_was_typed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser("ar");
        var page = await browser.GetAsync("/register/fast");
        page = await browser.SendAsync(page, ("fullName", "123"), ("phone", "12"), ("consent", "yes"));
        page.Status.ShouldBe(422);
        page.Title.ShouldStartWith("خطأ:");
        page.Document.QuerySelector("#errors")!.HasAttribute("autofocus").ShouldBeTrue();
        var links = page.Document.QuerySelectorAll("#errors a").Select(a => a.GetAttribute("href")!).ToList();
        links.Count.ShouldBe(2);
        foreach (var link in links)
            page.Document.QuerySelector(link).ShouldNotBeNull();
        page.Value("fullName").ShouldBe("123");
        page.Value("phone").ShouldBe("12");
    }

    [Theory, Databases]
    public async Task XA16_a_change_from_the_check_page_leads_back_to_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var check = await centre.WalkAsync(browser, Name);
        var page = await browser.GetAsync(check.Link("Change Name"));
        page.Value("fullName").ShouldBe(Name);
        page = await browser.SendAsync(page, ("fullName", "فاطمة أحمد الحسن"));
        page.Address.ShouldEndWith("/check");
        page.Text.ShouldContain("الحسن");
    }

    [Theory, Databases]
    public async Task Changing_the_answer_about_a_phone_asks_who_sees_it_and_then_leads_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var check = await centre.WalkAsync(
            browser,
            Name,
            "check",
            ("contact", [("contactHow", "through-centre"), ("phone", "")])
        );
        check.Address.ShouldEndWith("/check");
        var page = await browser.GetAsync(check.Link("Change How to reach her"));
        page = await browser.SendAsync(page, ("contactHow", "phone"), ("phone", "0944567890"));
        page.Address.ShouldContain("/safety?from=check");
        page = await browser.SendAsync(page, ("phoneSafety", "mine"));
        page.Address.ShouldEndWith("/check");
        page.Text.ShouldContain("Only she sees it");
    }

    [Theory, Databases]
    public async Task DO26_a_double_tap_and_a_second_tab_make_one_woman_and_show_one_result(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var check = await centre.WalkAsync(browser, Name);
        var confirm = await browser.GetAsync(check.Link("Read it back"));
        var secondTab = await browser.GetAsync(check.Link("Read it back"));
        var taps = await Task.WhenAll(
            browser.SendAsync(confirm, ("heard", "yes")),
            browser.SendAsync(confirm, ("heard", "yes")),
            browser.SendAsync(secondTab, ("heard", "yes"))
        );
        taps.Select(t => t.Address).Distinct().ShouldHaveSingleItem().ShouldStartWith("/register/done/");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        (await browser.SendAsync(confirm, ("heard", "yes"))).Address.ShouldBe(taps[0].Address);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task DO27_a_rejected_form_is_corrected_and_accepted_under_its_fresh_id(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var page = await browser.GetAsync("/register/fast");
        var first = page.Value("_command");
        page = await browser.SendAsync(page, ("fullName", Name), ("birth", "5"), ("consent", "yes"));
        page.Status.ShouldBe(422);
        page.Value("_command").ShouldNotBe(first);
        var fresh = page.Value("_command")!;
        page = await browser.SendAsync(page, ("birth", "35"));
        page.Text.ShouldContain("Saved under number");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        page.Address.ShouldContain(fresh);
    }

    [Theory, Databases]
    public async Task Nothing_is_sent_before_she_heard_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var check = await centre.WalkAsync(browser, Name);
        var confirm = await browser.GetAsync(check.Link("Read it back"));
        var page = await browser.SendAsync(confirm, ("heard", null));
        page.Status.ShouldBe(422);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task PE5_before_saving_her_own_people_stand_side_by_side_and_of_others_only_whom_to_ask(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        var there = await a.WomanAsync(Name, "1989-03-01", "0944567890");
        using var stranger = b.Browser();
        var page = await b.WalkAsync(
            stranger,
            "فاطمه احمد الخطيب",
            "check",
            (
                "birth",
                [("birthHow", "date"), ("birthDate.day", "1"), ("birthDate.month", "آذار"), ("birthDate.year", "1989")]
            )
        );
        page.Address.ShouldEndWith("/matches");
        page.Text.ShouldContain("ask Centre centre-a");
        page.Html.ShouldNotContain(Name);
        page.Html.ShouldNotContain(there.ToString());
        using var own = a.Browser();
        // The age she gives goes with the date that stands there; one three years off would be a sister.
        page = await a.WalkAsync(own, "فاطمه احمد الخطيب", "check", ("birth", [("birthHow", "age"), ("age", "٣٧")]));
        page.Address.ShouldEndWith("/matches");
        page.Text.ShouldContain(Name);
        page.Text.ShouldNotContain("ask Centre");
        page = await own.GetAsync(page.Link("Go on with a new record"));
        (await Centre.ConfirmAsync(own, page)).Address.ShouldStartWith("/register/done/");
    }
}
