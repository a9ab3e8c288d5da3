using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>What a registration asks beside the few things it needs: the six questions, the household, what she wants, and
/// ways to reach her (people.md A5.7, A5.8). What is left out stays «not asked».</summary>
public class RegistrationMoreTests
{
    private const string Name = "فاطمة أحمد الخطيب";

    [Theory, Databases]
    public async Task A_worker_asks_the_six_questions_the_household_and_what_she_wants(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var page = await centre.WalkAsync(
            browser,
            Name,
            "household",
            ("contact", [("contactHow", "phone"), ("phone", "0944567890"), ("whatsApp", "yes")])
        );
        // What cannot be is told beside its field, and stays typed.
        foreach (
            var (field, typed, says) in ((string, string, string)[])
                [
                    ("householdSize", "كثيرون", "whole number"),
                    ("householdSize", "99", "between 1 and 40"),
                    ("householdChildren", "6", "the whole household"),
                ]
        )
        {
            var answers = new Dictionary<string, string?> { ["householdSize"] = "6", [field] = typed };
            var wrong = await browser.SendAsync(page, [.. answers.Select(a => (a.Key, a.Value))]);
            wrong.Status.ShouldBe(422, field + "=" + typed);
            wrong.Value(field).ShouldBe(typed);
            wrong.Errors.ShouldContain(
                e => e.Contains(says, StringComparison.Ordinal),
                string.Join(" / ", wrong.Errors)
            );
        }
        page = await browser.SendAsync(page, ("householdSize", "٦"), ("householdChildren", "3"));
        page.Address.ShouldEndWith("/seeing");
        page.Text.ShouldContain("Do you have difficulty seeing, even if wearing glasses?");
        page = await browser.SendAsync(page, ("seeing", "3"));
        page.Heading.ShouldBe("Question 2 of six");
        page = await browser.SendAsync(page, ("hearing", "7"));
        // Continue without an answer: this one was not asked.
        for (var i = 0; i < 4; i++)
            page = await browser.SendAsync(page);
        page.Address.ShouldEndWith("/papers");
        page = await browser.SendAsync(page, ("skip", "yes"));
        page.Document.QuerySelectorAll("label.choice svg[aria-hidden=true]").Length.ShouldBe(11);
        page = await browser.SendAsync(page, ("makes", "soap"));
        page.Document.QuerySelectorAll("label.choice svg[aria-hidden=true]").Length.ShouldBe(8);
        page = await browser.SendAsync(page, ("wants", "training"), ("wants", "selling"));
        foreach (
            var told in (string[])
                [
                    "WhatsApp",
                    "6 people in the household · 3 children",
                    "Yes, a lot of difficulty",
                    "Training · Help with selling",
                ]
        )
            page.Text.ShouldContain(told);
        var done = await Centre.ConfirmAsync(browser, page);
        done.Address.ShouldStartWith("/register/done/");

        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_household WHERE declared_size = 6 AND declared_children = 3"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_party_link l JOIN people_party g ON g.id = l.group_id JOIN people_party w ON w.id = l.person_id WHERE g.kind = 'household' AND w.kind = 'person' AND l.is_head AND g.number <> w.number AND g.home_unit_id = w.home_unit_id"
            )
        ).ShouldBe(1, "she named nobody else as its head");
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning WHERE answered_by = 'self'")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE channel = 'whatsapp' AND safety = 'shared'"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync("SELECT count(*) FROM people_person WHERE sex = 'F' AND wants = 'training,selling'")
        ).ShouldBe(1);
        var file = await browser.GetAsync("/people/" + done.Address.Split('/')[^1]);
        file.Text.ShouldContain("Soap and cosmetics · Wants: Help with selling · Training");
        file.Text.ShouldContain("A lot of difficulty with at least one thing");
        var group = file.Document.QuerySelector("a[href^='/groups/']")!.GetAttribute("href")!;
        (await browser.GetAsync(group)).Text.ShouldContain("6");
    }

    [Theory, Databases]
    public async Task What_is_skipped_is_not_asked_and_makes_no_household(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        var page = await centre.WalkAsync(browser, Name, "seeing");
        page = await browser.SendAsync(page, ("seeing", "1"));
        // She thinks better of it: the first page leaves out all six, also what she had answered.
        page = await browser.GetAsync(page.Address.Replace("/hearing", "/seeing", StringComparison.Ordinal));
        page = await browser.SendAsync(page, ("skip", "yes"));
        page.Address.ShouldEndWith("/papers");
        while (!page.Address.EndsWith("/check", StringComparison.Ordinal))
            page = await browser.SendAsync(page, ("skip", "yes"));
        page.Document.QuerySelectorAll("a[href*='/seeing?from=check']").Length.ShouldBe(1);
        page.Document.QuerySelectorAll("a[href*='/hearing?from=check']").ShouldBeEmpty();
        var done = await Centre.ConfirmAsync(browser, page);
        foreach (var table in (string[])["people_functioning", "people_household", "people_party_link"])
            (await jisr.CountAsync("SELECT count(*) FROM " + table)).ShouldBe(0, table);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        var file = await browser.GetAsync("/people/" + done.Address.Split('/')[^1]);
        file.Text.ShouldNotContain("Wants:");
        file.Text.ShouldNotContain("No great difficulty", Case.Sensitive, "a blank is never a no");
    }

    [Theory, Databases]
    public async Task She_answers_for_herself_in_her_own_words_and_names_another_head(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await Centre.OpenAsync(jisr);
        using var browser = jisr.Browser("ar");
        var page = await browser.GetAsync("/join");
        page = await browser.GetAsync(page.Document.QuerySelectorAll("main a.button").First().GetAttribute("href")!);
        page = await browser.SendAsync(page, ("consent", "given"));
        page.Document.QuerySelector("[name=sex]").ShouldBeNull();
        foreach (
            var answer in ((string, string?)[][])
                [
                    [("fullName", Name)],
                    [("birthHow", "unknown")],
                    [("governorate", "SY07")],
                    [("district", "SY070301")],
                    [("contactHow", "through-centre"), ("whatsApp", "yes")],
                    [("skip", "yes")],
                    [("householdHead", "أحمد الخطيب"), ("householdSize", "4")],
                    [("seeing", "7")],
                ]
        )
        {
            if (answer[0].Item1 == "seeing")
                page.Document.QuerySelector("input[value='7']")!
                    .ParentElement!.TextContent.Trim()
                    .ShouldBe("لا أريد أن أقول");
            page = await browser.SendAsync(page, answer);
        }
        while (page.Address != "/join/check")
            page = await browser.SendAsync(page, ("skip", "yes"));
        page.Text.ShouldContain("أشخاص في الأسرة");
        (await browser.SendAsync(page)).Address.ShouldBe("/join/done");
        (
            await jisr.CountAsync("SELECT count(*) FROM people_party_link WHERE roles = 'member' AND NOT is_head")
        ).ShouldBe(1);
        (
            await jisr.CountAsync("SELECT count(*) FROM people_party WHERE kind = 'household' AND created_by IS NULL")
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning WHERE answered_by = 'self'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'through-centre'")).ShouldBe(
            1
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Fast_entry_takes_all_of_it_on_one_page_and_a_man_too(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        (await browser.GetAsync("/register/fast")).Document.QuerySelector("[name=programme]").ShouldBeNull();
        var chosen = await jisr.SendAsync(
            "programme.add",
            new
            {
                code = "one",
                nameAr = "أول",
                nameEn = "First",
            }
        );
        (
            await jisr.SendAsync(
                "programme.add",
                new
                {
                    code = "two",
                    nameAr = "ثان",
                    nameEn = "Second",
                }
            )
        ).IsDone.ShouldBeTrue();
        var page = await browser.GetAsync("/register/fast");
        page.Value("sex").ShouldBe("F");
        (string, string?)[] answers =
        [
            ("consent", "yes"),
            ("fullName", "سمير الحلبي"),
            ("sex", "M"),
            ("programme", chosen.Subject!.Value.ToString()),
            ("phone", ""),
            ("whatsApp", "yes"),
            ("email", "samir@"),
            ("householdSize", "3"),
            ("walking", "2"),
            ("wants", "grant"),
        ];
        page = await browser.SendAsync(page, answers);
        page.Status.ShouldBe(422);
        page.Errors.Count.ShouldBe(2, string.Join(" / ", page.Errors));
        page.Value("email").ShouldBe("samir@");
        page.Value("householdSize").ShouldBe("3");
        page.Value("walking").ShouldBe("2");
        page = await browser.SendAsync(page, ("phone", "0944567890"), ("email", "samir@example.org"));
        page.Text.ShouldContain("Saved under number");
        page.Value("programme").ShouldBe(chosen.Subject!.Value.ToString(), "the next one often joins the same");
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE sex = 'M' AND wants = 'grant'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point")).ShouldBe(3);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE value IS NULL")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM people_household WHERE declared_size = 3")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_membership")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WhatsApp_and_e_mail_are_changed_on_her_page_and_shown_only_when_asked_for(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync(Name);
        using var browser = centre.Browser();
        var address = $"/people/{woman}/change/contact";
        var page = await browser.SendAsync(await browser.GetAsync(address), ("email", "fatima at home"));
        page.Status.ShouldBe(422);
        page.Value("email").ShouldBe("fatima at home");
        page = await browser.SendAsync(page, ("email", "fatima@example.org"), ("whatsApp", "0944567890"));
        page.Address.ShouldBe($"/people/{woman}?done=yes");
        page.Text.ShouldContain("Only in writing");
        page.Text.ShouldNotContain("fatima@example.org");
        page = await browser.SendAsync(page, "form[action*='reveal-contact'], form:has([value='reveal-contact'])");
        page.Text.ShouldContain("fatima@example.org");
        page.Text.ShouldContain("944 567 890");
        // Both are sealed, and she is found by the number that has WhatsApp.
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE \"to\" IS NULL AND value IS NOT NULL"
            )
        ).ShouldBe(2);
        (await browser.GetAsync("/people?q=0944567890")).Text.ShouldContain(Name);
        page = await browser.SendAsync(await browser.GetAsync(address), ("email", ""), ("whatsApp", ""));
        page.Text.ShouldContain("Through the centre");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE \"to\" IS NULL AND channel = 'through-centre'"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_file_brings_household_sizes_and_each_household_has_a_number_of_its_own(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await Centre.OpenAsync(jisr);
        var file = Path.Combine(jisr.Folder, "women.csv");
        await File.WriteAllTextAsync(
            file,
            "record_id,full_name,عدد أفراد الأسرة,عدد الأطفال,whatsapp\n1,سعاد العلي,5,2,0944567890\n2,منى الحسن,,,\n3,هدى القاسم,2,2,\n",
            TestContext.Current.CancellationToken
        );
        var said = await jisr.VerbAsync("import", "people", file, "--unit", "harem-1", "--json");
        said.Output.ShouldContain("""{"accepted":2,"duplicate":0,"conflict":0,"rejected":1}""");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_household WHERE declared_size = 5 AND declared_children = 2"
            )
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(DISTINCT number) FROM people_party")).ShouldBe(3);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'whatsapp'")).ShouldBe(1);
    }
}
