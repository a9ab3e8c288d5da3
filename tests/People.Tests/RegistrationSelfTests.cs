using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>A woman registers herself, without an account.</summary>
public class RegistrationSelfTests
{
    private const string Name = "هناء المصري";

    private static async Task<Page> StartAsync(Browser browser)
    {
        var page = await browser.GetAsync("/join");
        page = await browser.GetAsync(page.Link("Start"));
        return await browser.SendAsync(page, ("consent", "given"));
    }

    private static async Task<string> WordsAsync(Browser browser)
    {
        var page = await browser.GetAsync("/join/later");
        var words = page.Document.QuerySelectorAll("ol.words li").Select(w => w.TextContent.Trim()).ToList();
        words.Count.ShouldBe(6);
        return string.Join(' ', words);
    }

    [Theory, Databases]
    public async Task She_registers_herself_with_no_telephone_and_no_account(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await Centre.OpenAsync(jisr);
        using var browser = jisr.Browser();
        var page = await StartAsync(browser);
        foreach (
            var answer in ((string, string)[][])
                [
                    [("fullName", Name)],
                    [("birthHow", "unknown")],
                    [("governorate", "SY07")],
                    [("district", "SY070301")],
                    [("contactHow", "through-centre")],
                    [("skip", "yes")],
                    [("skip", "yes")],
                    [("skip", "yes")],
                    [("skip", "yes")],
                    [("makes", "food")],
                    [("skip", "yes")],
                ]
        )
            page = await browser.SendAsync(page, [.. answer.Select(a => (a.Item1, (string?)a.Item2))]);
        page.Address.ShouldBe("/join/check");
        page.Text.ShouldContain(Name);
        var done = await browser.SendAsync(page);
        done.Address.ShouldBe("/join/done");
        done.Text.ShouldContain("Centre harem-1", Case.Sensitive, "the nearest centre is named");
        done.Link("PIN").ShouldStartWith("/begin/");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_person WHERE door = 'self' AND confirmed_at IS NULL AND birth_precision = 'none'"
            )
        ).ShouldBe(1);
        // Sent again, and from the address: the same woman.
        (await browser.SendAsync(page)).Address.ShouldBe("/join/done");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        // Her answers stand in the register only.
        (await jisr.CountAsync("SELECT count(*) FROM people_draft WHERE length(answers) > 0")).ShouldBe(0);
        using var stranger = jisr.Browser();
        (await stranger.GetAsync("/join/done")).Address.ShouldBe("/join");
    }

    [Theory, Databases]
    public async Task PE22_she_leaves_at_page_three_and_her_six_words_bring_her_back_for_7_days(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        string words;
        using (var cafe = jisr.Browser())
        {
            var page = await StartAsync(cafe);
            page = await cafe.SendAsync(page, ("fullName", Name));
            page = await cafe.SendAsync(page, ("birthHow", "age"), ("age", "29"));
            page.Address.ShouldBe("/join/governorate");
            words = await WordsAsync(cafe);
        }
        jisr.Clock.Advance(TimeSpan.FromDays(6));
        using var phone = jisr.Browser();
        var back = await phone.SendAsync(await phone.GetAsync("/join"), ("words", "  " + words.Replace(' ', '\t')));
        back.Address.ShouldBe("/join/governorate");
        (await phone.GetAsync("/join/name")).Value("fullName").ShouldBe(Name);
        jisr.Clock.Advance(TimeSpan.FromDays(1.1));
        using var late = jisr.Browser();
        var gone = await late.SendAsync(await late.GetAsync("/join"), ("words", words));
        gone.Status.ShouldBe(422);
        gone.Value("words").ShouldBe(words);
        (await phone.GetAsync("/join/governorate")).Address.ShouldBe("/join");
        for (var i = 0; i < 100 && await jisr.CountAsync("SELECT count(*) FROM people_draft") > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task She_waits_until_a_worker_has_spoken_with_her(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var alone = await jisr.SendAsync(
            "party.register",
            new
            {
                fullName = Name,
                governorate = "SY07",
                district = "SY0703",
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
                consentChannel = "online",
            }
        );
        alone.IsDone.ShouldBeTrue(string.Join(',', alone.Reasons.Select(r => r.Code + "@" + r.Field)));
        await centre.WomanAsync("سمر القاسم");
        using var worker = centre.Browser();
        var list = await worker.GetAsync("/people?waiting=yes");
        list.Text.ShouldContain(Name);
        list.Text.ShouldNotContain("سمر القاسم");
        var page = await worker.GetAsync("/people/" + alone.Subject);
        page.Text.ShouldContain("Not confirmed yet");

        // Twice, as by two workers: the first counts.
        await worker.SendAsync(page, "form:has(input[value=confirm])");
        page = await worker.SendAsync(page, "form:has(input[value=confirm])");
        page.Text.ShouldNotContain("Not confirmed yet");
        (await worker.GetAsync("/people?waiting=yes")).Text.ShouldNotContain(Name);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM insight_fact WHERE kind = 'PersonConfirmed' AND detail = 'self'"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Another_browser_without_the_words_sees_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.Browser();
        await browser.SendAsync(await StartAsync(browser), ("fullName", Name));
        using var stranger = jisr.Browser();
        (await stranger.GetAsync("/join/name")).Address.ShouldBe("/join");
        (await stranger.GetAsync("/join/later")).Address.ShouldBe("/join");
        var wrong = await stranger.SendAsync(await stranger.GetAsync("/join"), ("words", "شمس قمر نجم بحر نهر جبل"));
        wrong.Status.ShouldBe(422);
        wrong.Html.ShouldNotContain(Name);
    }

    [Theory, Databases]
    public async Task PE23_a_no_of_her_own_keeps_a_count_only(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.Browser();
        await browser.SendAsync(await StartAsync(browser), ("fullName", Name));
        var page = await browser.SendAsync(await browser.GetAsync("/join/notice"), ("consent", "refused"));
        page.Address.ShouldBe("/join/refused");
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(0);
        (await jisr.CountAsync("SELECT sum(count) FROM people_refusal")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task She_can_wipe_what_she_typed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.Browser();
        await browser.SendAsync(await StartAsync(browser), ("fullName", Name));
        await browser.SendAsync(await browser.GetAsync("/join/later"), "form.one");
        (await jisr.CountAsync("SELECT count(*) FROM people_draft")).ShouldBe(0);
    }

    [Fact]
    public async Task Every_page_stands_in_arabic_and_french_too()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        foreach (var (language, yes) in ((string, string)[])[("ar", "ابدئي"), ("fr", "Commencer")])
        {
            using var browser = jisr.Browser(language);
            var page = await browser.GetAsync("/join");
            page.Document.DocumentElement.GetAttribute("lang").ShouldBe(language);
            page = await browser.GetAsync(page.Link(yes));
            page = await browser.SendAsync(page, ("consent", "given"));
            page.Heading.ShouldStartWith(language == "ar" ? "اسمك" : "Votre nom");
        }
    }
}
