using System.Net;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Bad and hostile input at the forms: a clear answer, the text kept, nothing twice, never a fault of ours.</summary>
public class RegistrationInputTests
{
    private static async Task<(JisrApp, Centre, Browser)> OpenAsync(string database)
    {
        var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        return (jisr, centre, centre.Browser());
    }

    [Theory, Databases]
    public async Task A8_each_bad_answer_gets_its_words_at_the_form_and_stays_typed(string database)
    {
        var (jisr, centre, browser) = await OpenAsync(database);
        await using var _ = jisr;
        using var __ = browser;
        (string Field, string Typed, string Says)[] rows =
        [
            ("fullName", "", "Write the name"),
            ("fullName", "123 ؟", "Write the name"),
            ("fullName", new string('ا', 121), "at most 120 letters, take 1 away"),
            ("birth", "9", "between 10 and 110"),
            ("birth", "111", "between 10 and 110"),
            ("birth", "1823", "between 10 and 110"),
            ("birth", "2031-01-01", "between 10 and 110"),
            ("birth", "1410", "Hijri"),
            ("birth", "31/02/1990", "no such day"),
            ("birth", "ثلاثون", "day, month and year"),
            ("phone", "12345", "number is not valid"),
            ("phone", "اتصلي بي", "number is not valid"),
            ("governorate", "أتلانتس", "We do not know the place"),
            ("district", "كازابلانكا", "We do not know the place"),
        ];
        foreach (var (field, typed, says) in rows)
        {
            var page = await browser.GetAsync("/register/fast");
            var good = new Dictionary<string, string?>
            {
                ["consent"] = "yes",
                ["fullName"] = "سناء",
                ["governorate"] = "SY07",
                [field] = typed,
            };
            page = await browser.SendAsync(page, [.. good.Select(g => (g.Key, g.Value))]);
            page.Status.ShouldBe(422, field + "=" + typed);
            page.Errors.ShouldContain(e => e.Contains(says, StringComparison.Ordinal), field + "=" + typed);
            if (field != "governorate")
                page.Value(field).ShouldBe(typed);
        }
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
        // Without her yes nobody is registered.
        var no = await browser.SendAsync(await browser.GetAsync("/register/fast"), ("fullName", "سناء"));
        no.Status.ShouldBe(422);
        no.Errors.ShouldContain(e => e.Contains("Without her yes", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_paper_of_no_known_form_is_kept_and_looked_into(string database)
    {
        var (jisr, centre, browser) = await OpenAsync(database);
        await using var _ = jisr;
        using var __ = browser;
        var page = await browser.SendAsync(
            await browser.GetAsync("/register/fast"),
            ("consent", "yes"),
            ("fullName", "سناء"),
            ("nationalId", "عائلة 44-ب")
        );
        page.Text.ShouldContain("Saved under number");
        (await jisr.CountAsync("SELECT count(*) FROM people_identifier WHERE state = 'needs-investigation'")).ShouldBe(
            1
        );
    }

    [Theory, Databases]
    public async Task Hostile_texts_are_kept_as_typed_and_never_run(string database)
    {
        var (jisr, centre, browser) = await OpenAsync(database);
        await using var _ = jisr;
        using var __ = browser;
        string[] names =
        [
            "<script>alert(1)</script> سعاد",
            "\u202Eعكس\u202C مريم",
            "👩🏽‍🌾 ريم 🧼",
            "O'Brien \"Noor\" & Co; DROP TABLE people_party;--",
            "{{7*7}} ${jndi:x} ليلى",
        ];
        foreach (var name in names)
        {
            var page = await browser.SendAsync(
                await browser.GetAsync("/register/fast"),
                ("consent", "yes"),
                ("fullName", name),
                ("district", "")
            );
            page.Text.ShouldContain("Saved under number", Case.Sensitive, name);
        }
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(names.Length);
        var list = await browser.GetAsync("/people");
        list.Html.ShouldNotContain("<script>alert");
        foreach (var name in names)
            list.Text.ShouldContain(name);
    }

    [Theory, Databases]
    public async Task A_hundred_thousand_letters_and_ten_megabytes_are_refused_in_words(string database)
    {
        var (jisr, centre, browser) = await OpenAsync(database);
        await using var _ = jisr;
        using var __ = browser;
        foreach (var address in (string[])["/register/fast", "/join/notice", "/people", "/register/assisted"])
        {
            var page = await browser.GetAsync(address);
            var field = address == "/people" ? "q" : "fullName";
            page = await browser.SendAsync(page, (field, new string('ع', 100_000)));
            page.Status.ShouldBeOneOf(200, 400, 413, 422);
        }
        foreach (var address in (string[])["/register/fast", "/join/notice"])
        {
            using var body = new FormUrlEncodedContent([new("fullName", new string('a', 11_000_000))]);
            using var answer = await browser.Http.PostAsync(address, body, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBeOneOf(303, 400, 413, 422);
        }
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_stale_form_comes_back_with_what_was_typed(string database)
    {
        var (jisr, centre, browser) = await OpenAsync(database);
        await using var _ = jisr;
        using var __ = browser;
        await browser.GetAsync("/register/fast");
        using var body = new FormUrlEncodedContent([
            new("_handler", "fast"),
            new("__RequestVerificationToken", "old"),
            new("fullName", "نوال"),
            new("role", "admin"),
        ]);
        using var answer = await browser.Http.PostAsync("/register/fast", body, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await browser.GetAsync(answer.Headers.Location!.ToString());
        page.Value("fullName").ShouldBe("نوال");
        page.Text.ShouldContain("Nothing was lost");
        page = await browser.SendAsync(page, ("consent", "yes"), ("governorate", "SY07"));
        page.Text.ShouldContain("Saved under number");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Unknown_pages_and_codes_are_404_and_a_centre_that_is_not_hers_registers_nobody(string database)
    {
        var (jisr, centre, browser) = await OpenAsync(database);
        await using var _ = jisr;
        using var __ = browser;
        var other = await Centre.OpenAsync(jisr, "far-away");
        (await browser.GetAsync("/register/assisted/" + Guid.Empty + "/name")).Status.ShouldBe(404);
        (await browser.GetAsync("/join/nothing")).Status.ShouldBe(404);
        var answer = await jisr.SendAsync(
            "party.register",
            new
            {
                unitId = other.Unit,
                fullName = "سلوى",
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
            },
            actor: centre.Actor,
            door: Kernel.Commands.Door.Api
        );
        answer.Refusal.ShouldBe(Kernel.Commands.Refusal.NotFound);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Fast_entry_goes_from_one_woman_to_the_next_and_shows_doubles_once(string database)
    {
        var (jisr, centre, browser) = await OpenAsync(database);
        await using var _ = jisr;
        using var __ = browser;
        (string, string?)[] Answers(string name) =>
            [("consent", "yes"), ("fullName", name), ("birth", "34"), ("governorate", "SY07"), ("district", "سلقين")];
        var page = await browser.SendAsync(await browser.GetAsync("/register/fast"), Answers("أمينة الشامي"));
        page.Text.ShouldContain("Saved under number");
        page.Value("fullName").ShouldBe("");
        page.Link("Correct it").ShouldStartWith("/people/");
        page = await browser.SendAsync(page, Answers("امينه الشامي"));
        page.Text.ShouldContain("One record may be hers");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        page = await browser.SendAsync(page);
        page.Text.ShouldContain("Saved under number");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE state = 'open'")).ShouldBe(1);
    }
}
