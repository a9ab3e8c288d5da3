using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.People.Tests;
using Jisr.Testing;

namespace Jisr.Safety.Tests;

/// <summary>Reports: told without an account, looked at in time, decided by people.</summary>
public class ReportTests
{
    [Theory, Databases, Asvs("8.4.1")]
    public async Task SA7_who_is_named_and_her_organisation_see_no_row_count_or_export(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        using var nobody = jisr.Browser();
        await TellAsync(nobody, "pressure", "A worker asked for something in return", ("staffOf", a.Unit.ToString()));
        foreach (
            var role in (string[])
                [Roles.UnitLead, Roles.ProgrammeManager, Roles.SafeguardingOfficer, Roles.Reviewer, Roles.FocalPoint]
        )
        {
            using var near = await a.BrowserAsync(role);
            var page = await near.GetAsync("/protection");
            page.Html.ShouldNotContain("/protection/reports/", Case.Sensitive, role);
            page.Html.ShouldNotContain("class=\"tag\"", Case.Sensitive, role);
            (await near.GetAsync("/protection/file")).Html.ShouldNotContain("safeguarding", Case.Sensitive, role);
        }
        // The officer of another unit is not the focal point either.
        using var officer = await b.BrowserAsync(Roles.SafeguardingOfficer);
        (await officer.GetAsync("/protection")).Text.ShouldContain("Nothing waits.");
        using var focal = await b.BrowserAsync(Roles.FocalPoint);
        var address = Row(await focal.GetAsync("/protection"));
        (await focal.GetAsync(address)).Text.ShouldContain("A worker asked for something in return");
        (await focal.GetAsync("/protection/file")).Html.ShouldContain("safeguarding");
        // Not by its address either, nor for somebody who also works there.
        using var own = await a.BrowserAsync(Roles.FocalPoint);
        (await own.GetAsync(address)).Status.ShouldBe(404);
        var both = await jisr.AccountWithRoleAsync(Roles.FocalPoint, b.Unit);
        (
            await jisr.SendAsync(
                "role.grant",
                new
                {
                    accountId = both,
                    role = Roles.Trainer,
                    unitId = a.Unit,
                    below = false,
                    from = new DateOnly(2026, 11, 24),
                    to = new DateOnly(2027, 1, 1),
                }
            )
        ).IsDone.ShouldBeTrue();
        using var friend = jisr.BrowserOf(both);
        (await friend.GetAsync(address)).Status.ShouldBe(404);
        // The platform's safeguarding sees it, and alone may open it to them.
        using var platform = await jisr.BrowserWithRoleAsync(Roles.SafeguardingOfficer);
        var page2 = await platform.GetAsync(address);
        await platform.SendAsync(page2, "form.one:has(button.quiet)");
        (await jisr.CountAsync("SELECT count(*) FROM safety_report WHERE released_at IS NOT NULL")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task SA8_a_critical_report_that_nobody_looked_at_is_told_to_deputy_and_platform_after_an_hour(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("رغد العلي");
        using var first = await centre.BrowserAsync(Roles.SafeguardingOfficer);
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        using var deputy = await centre.BrowserAsync(Roles.SafeguardingOfficer);
        using var platform = await jisr.BrowserWithRoleAsync(Roles.SafeguardingOfficer);
        jisr.Clock.Advance(JisrApp.Start.AddHours(1) - jisr.Clock.GetUtcNow());
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(woman));
        await TellAsync(she, "violence", "x");
        jisr.Clock.Advance(TimeSpan.FromMinutes(59));
        await jisr.LetWorkFinishAsync();
        (await deputy.GetAsync("/protection")).Document.QuerySelector("#told").ShouldBeNull();
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        await jisr.LetWorkFinishAsync();
        foreach (var told in (Browser[])[deputy, platform])
        {
            var page = await told.GetAsync("/protection");
            page.Document.QuerySelectorAll("#told li").Length.ShouldBe(1);
        }
        // The first one has it on her list since ten o'clock.
        (await first.GetAsync("/protection"))
            .Document.QuerySelector("#told")
            .ShouldBeNull();
        Row(await first.GetAsync("/protection"));
        // Somebody takes it: nobody is told any more.
        await deputy.SendAsync(await deputy.GetAsync(Row(await deputy.GetAsync("/protection"))), "form.one");
        (await platform.GetAsync("/protection")).Document.QuerySelector("#told").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task SA8_a_report_that_was_looked_at_in_time_is_told_to_nobody(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var platform = await jisr.BrowserWithRoleAsync(Roles.SafeguardingOfficer);
        using var second = await jisr.BrowserWithRoleAsync(Roles.SafeguardingOfficer);
        using var nobody = jisr.Browser();
        await TellAsync(nobody, "minor", "x");
        await platform.SendAsync(await platform.GetAsync(Row(await platform.GetAsync("/protection"))), "form.one");
        jisr.Clock.Advance(TimeSpan.FromHours(2));
        await jisr.LetWorkFinishAsync();
        (await second.GetAsync("/protection")).Document.QuerySelector("#told").ShouldBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM safety_report_alert")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task SA9_one_reviewer_holds_a_case_for_twenty_minutes_and_the_other_reads(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var nobody = jisr.Browser();
        await TellAsync(nobody, "insults", "He wrote bad words");
        using var one = await jisr.BrowserWithRoleAsync(Roles.Reviewer);
        using var two = await jisr.BrowserWithRoleAsync(Roles.Reviewer);
        var address = Row(await one.GetAsync("/protection"));
        var mine = await one.SendAsync(await one.GetAsync(address), "form.one");
        mine.Document.QuerySelector("select[name=policy]").ShouldNotBeNull();
        jisr.Clock.Advance(TimeSpan.FromMinutes(10));
        var other = await two.GetAsync(address);
        // 9:00 UTC is 12:00 at the platform's zone; twenty minutes after that.
        other.Document.QuerySelector("#held")!.TextContent.ShouldMatch("^Held until [0-9]{1,2}:20$");
        other.Text.ShouldContain("He wrote bad words");
        other.Document.QuerySelectorAll("form.one, form#f").Length.ShouldBe(0);
        jisr.Clock.Advance(TimeSpan.FromMinutes(11));
        other = await two.GetAsync(address);
        other.Document.QuerySelector("#held").ShouldBeNull();
        other = await two.SendAsync(other, "form.one");
        other.Document.QuerySelector("select[name=policy]").ShouldNotBeNull();
        // Whose time is over decides nothing.
        (await one.SendAsync(mine, Decision)).Text.ShouldContain("Your time is over");
    }

    [Theory, Databases]
    public async Task SA10_sixty_reports_on_one_shop_are_one_case_and_the_shop_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("رغد العلي", phone: "0944567890");
        await OpenShopAsync(jisr, woman);
        using var reviewer = await centre.BrowserAsync(Roles.Reviewer);
        for (var i = 0; i < 60; i++)
        {
            using var somebody = jisr.Browser();
            await TellAsync(somebody, "copied-photos", "These are not hers " + i, ("shop", "reem"));
            jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var page = await reviewer.GetAsync("/protection");
        page.Document.QuerySelectorAll("ul.lines li").Length.ShouldBe(1);
        page.Text.ShouldContain("60 reports");
        (await reviewer.GetAsync("/protection/file")).Html.ShouldContain("content,new,2026-11-24,60");
        using var shopper = jisr.Browser();
        (await shopper.GetAsync("/s/reem")).Status.ShouldBe(200);
        (await jisr.CountAsync("SELECT count(*) FROM market_shop WHERE state = 'open'")).ShouldBe(1);
        // What each of the sixty told stands on one of the pages, once.
        var told = new List<string>();
        for (var (at, pages) = (Row(page), 1); ; pages++)
        {
            var read = await reviewer.GetAsync(at);
            told.AddRange(read.Document.QuerySelectorAll("blockquote").Select(q => q.TextContent.Trim()));
            if (read.Document.QuerySelector("nav.pager a[rel=next]") is not { } next)
            {
                pages.ShouldBe(3);
                break;
            }
            at = next.GetAttribute("href")!;
        }
        told.ShouldBe([.. Enumerable.Range(0, 60).Select(i => "These are not hers " + i)]);
        // One decision is told to all sixty, and to her whose shop it is.
        await reviewer.SendAsync(
            await reviewer.SendAsync(await reviewer.GetAsync(Row(page)), "form.one"),
            [.. Decision, ("toOther", "Your pictures are your own.")]
        );
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(woman));
        (await she.GetAsync("/me/statements")).Text.ShouldContain("Your pictures are your own.");
        (await jisr.CountAsync("SELECT count(*) FROM safety_report WHERE lead_id IS NOT NULL")).ShouldBe(59);
    }

    [Theory, Databases]
    public async Task SA11_four_words_open_status_and_answer_and_five_wrong_ones_wait_an_hour(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var nobody = jisr.Browser();
        var sent = await TellAsync(nobody, "fraud", "He took my money");
        var words = sent.Document.QuerySelector("#words")!.TextContent.Trim();
        words.Split(' ').Length.ShouldBe(4);
        (await Dump.OfAsync(jisr)).With(words).ShouldBeEmpty();
        using var later = jisr.Browser();
        (await FollowAsync(later, words)).Text.ShouldContain("Nobody has opened it yet.");
        using var reviewer = await jisr.BrowserWithRoleAsync(Roles.Reviewer);
        var held = await reviewer.SendAsync(
            await reviewer.GetAsync(Row(await reviewer.GetAsync("/protection"))),
            "form.one"
        );
        (await FollowAsync(later, words)).Text.ShouldContain("Somebody is looking into it.");
        await reviewer.SendAsync(held, Decision);
        var page = await FollowAsync(later, words);
        page.Document.QuerySelector("#answer")!.TextContent.ShouldContain("You were right.");

        // She sees it otherwise: another looks again.
        var appealed = await later.SendAsync(page, ("text", "He did it again"));
        appealed.Text.ShouldContain("Somebody else looks at it again.");
        var again = await reviewer.SendAsync(
            await reviewer.GetAsync(Row(await reviewer.GetAsync("/protection"))),
            "form.one"
        );
        (await reviewer.SendAsync(again, Decision)).Text.ShouldContain("somebody else looks again");

        for (var i = 0; i < 5; i++)
            (await FollowAsync(later, "شمس قمر نجم بحر")).Text.ShouldContain("These words open no report");
        (await FollowAsync(later, words)).Text.ShouldContain("Wait an hour");
        jisr.Clock.Advance(TimeSpan.FromMinutes(61));
        (await FollowAsync(later, words)).Text.ShouldContain("Somebody else is looking at it again");
    }

    [Theory, Databases]
    public async Task An_appeal_that_nobody_looks_at_is_told_to_others_but_not_to_her_who_decided(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var reviewer = await jisr.BrowserWithRoleAsync(Roles.Reviewer);
        using var another = await jisr.BrowserWithRoleAsync(Roles.Reviewer);
        using var nobody = jisr.Browser();
        var words = (await TellAsync(nobody, "fraud", "He took my money"))
            .Document.QuerySelector("#words")!
            .TextContent;
        await reviewer.SendAsync(
            await reviewer.SendAsync(await reviewer.GetAsync(Row(await reviewer.GetAsync("/protection"))), "form.one"),
            Decision
        );
        jisr.Clock.Advance(TimeSpan.FromDays(3));
        await nobody.SendAsync(await FollowAsync(nobody, words), ("text", "He did it again"));
        // Her time runs from the appeal, not from the report.
        jisr.Clock.Advance(TimeSpan.FromDays(4));
        await jisr.LetWorkFinishAsync();
        (await reviewer.GetAsync("/protection")).Text.ShouldNotContain("Late");
        (await another.GetAsync("/protection")).Document.QuerySelector("#told").ShouldBeNull();

        jisr.Clock.Advance(TimeSpan.FromDays(1.1));
        await jisr.LetWorkFinishAsync();
        (await another.GetAsync("/protection")).Document.QuerySelector("#told").ShouldNotBeNull();
        (await reviewer.GetAsync("/protection")).Document.QuerySelector("#told").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_second_tap_shows_the_same_words_and_makes_no_second_report(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var nobody = jisr.Browser();
        var form = await nobody.GetAsync("/report");
        (string, string?)[] told = [("category", "fraud"), ("safeNow", "yes"), ("text", "x")];
        var one = await nobody.SendAsync(form, told);
        var two = await nobody.SendAsync(form, told);
        two.Document.QuerySelector("#words")!.TextContent.ShouldBe(one.Document.QuerySelector("#words")!.TextContent);
        (await jisr.CountAsync("SELECT count(*) FROM safety_report")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task S8_files_are_hashed_sealed_read_by_name_and_gone_after_two_years(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var nobody = jisr.Browser();
        var voice = Wave(seconds: 3);
        var page = await nobody.UploadAsync(
            await nobody.GetAsync("/report"),
            [("voice", "note.wav", "audio/wav", voice)],
            ("category", "insults"),
            ("safeNow", "yes")
        );
        page.Document.QuerySelector("#words").ShouldNotBeNull();
        (
            await nobody.UploadAsync(
                await nobody.GetAsync("/report"),
                [("voice", "note.wav", "audio/wav", Wave(seconds: 130))],
                ("category", "insults"),
                ("safeNow", "yes")
            )
        ).Text.ShouldContain("longer than two minutes");
        (
            await nobody.UploadAsync(
                await nobody.GetAsync("/report"),
                [("voice", "note.wav", "audio/wav", Encoding.UTF8.GetBytes(new string('x', 200)))],
                ("category", "insults"),
                ("safeNow", "yes")
            )
        ).Text.ShouldContain("no recording");
        using var reviewer = await jisr.BrowserWithRoleAsync(Roles.Reviewer);
        var address = Row(await reviewer.GetAsync("/protection"));
        var held = await reviewer.SendAsync(await reviewer.GetAsync(address), "form.one");
        var file = held.Document.QuerySelector("audio")!.GetAttribute("src")!;
        var heard = await reviewer.Http.GetByteArrayAsync(
            new Uri(file, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        SHA256.HashData(heard).ShouldBe(SHA256.HashData(voice));
        // As every program for checking files writes it: who holds a copy compares the two.
        held.Document.QuerySelectorAll(".hash")
            .ShouldHaveSingleItem()
            .TextContent.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(voice)));
        (await jisr.CountAsync("SELECT count(*) FROM safety_report_look WHERE evidence_id IS NOT NULL")).ShouldBe(1);
        using var officer = await jisr.BrowserWithRoleAsync(Roles.FocalPoint);
        (await officer.GetAsync(file)).Status.ShouldBe(404);
        await reviewer.SendAsync(held, Decision);
        jisr.Clock.Advance(TimeSpan.FromDays(15));
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM safety_report WHERE state = 'closed'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE kind = 'ReportClosed'")).ShouldBe(1);
        jisr.Clock.Advance(TimeSpan.FromDays(731));
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM safety_report WHERE state = 'erased'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM safety_evidence WHERE length(sealed) > 0")).ShouldBe(0);
        using var later = await jisr.BrowserWithRoleAsync(Roles.Reviewer);
        (await later.GetAsync(file)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task S4_from_any_page_the_report_is_two_taps_away()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var nobody = jisr.Browser();
        foreach (var address in (string[])["/", "/find", "/sign-in", "/about"])
        {
            var help = await nobody.GetAsync(
                (await nobody.GetAsync(address)).Document.QuerySelector("footer a.help")!.GetAttribute("href")!
            );
            var report = help.Document.QuerySelector("a.button[href^='/report']")!.GetAttribute("href")!;
            (await nobody.GetAsync(report)).Document.QuerySelector("textarea[name=text]").ShouldNotBeNull(address);
        }
    }

    private static readonly (string, string?)[] Decision =
    [
        ("policy", "honest-trade"),
        ("result", "upheld"),
        ("toReporter", "You were right."),
    ];

    private static async Task<Page> TellAsync(
        Browser browser,
        string category,
        string text,
        params (string, string?)[] more
    )
    {
        var page = await browser.SendAsync(
            await browser.GetAsync("/report"),
            [("category", category), ("safeNow", "unknown"), ("text", text), .. more]
        );
        page.Document.QuerySelector("#words").ShouldNotBeNull(page.Text);
        return page;
    }

    private static async Task<Page> FollowAsync(Browser browser, string words) =>
        await browser.SendAsync(await browser.GetAsync("/report/follow"), ("words", words));

    private static string Row(Page page) =>
        (page.Document.QuerySelector("ul.lines a") ?? throw new InvalidOperationException(page.Text)).GetAttribute(
            "href"
        )!;

    private static async Task OpenShopAsync(JisrApp jisr, PartyId woman)
    {
        var answer = await jisr.SendAsync(
            "shop.open",
            new
            {
                partyId = woman,
                code = "reem",
                name = "ريم",
                placeCode = "SY0703",
                country = "SY",
                contact = "none",
                currency = "TRY",
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(", ", answer.Reasons.Select(r => r.Code + "@" + r.Field)));
    }

    // 8,000 bytes a second of silence.
    private static byte[] Wave(int seconds)
    {
        var data = new byte[seconds * 8000];
        using var stream = new MemoryStream();
        using var w = new BinaryWriter(stream);
        w.Write("RIFF"u8);
        w.Write(36 + data.Length);
        w.Write("WAVEfmt "u8);
        w.Write(16);
        w.Write((short)1);
        w.Write((short)1);
        w.Write(8000);
        w.Write(8000);
        w.Write((short)1);
        w.Write((short)8);
        w.Write("data"u8);
        w.Write(data.Length);
        w.Write(data);
        return stream.ToArray();
    }
}
