using System.Net;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class SignInTests
{
    [Theory, Databases]
    public async Task A_person_signs_in_by_name_and_password_and_comes_to_where_she_wanted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        await reem.WelcomeAsync();
        using var browser = jisr.Browser();

        var page = await browser.GetAsync("/account/sessions");
        page.Address.ShouldStartWith("/sign-in?to=");
        page = await browser.SendAsync(page, ("name", "  REEM "));
        page.Address.ShouldBe("/sign-in/password");
        page = await browser.SendAsync(page, ("password", People.Password));

        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        page.Address.ShouldBe("/account/sessions");
        (await jisr.CountAsync("SELECT count(*) FROM access_session WHERE ended_at IS NULL")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task The_cookie_holds_a_key_that_is_kept_only_as_a_hash(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();

        var response = await browser.Http.GetAsync(new Uri("/account", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM access_session WHERE length(key_hash) = 32")).ShouldBeGreaterThan(
            0
        );
    }

    [Theory, Databases]
    public async Task SA18_a_name_that_nobody_has_is_answered_like_one_with_a_wrong_password(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await (await jisr.PersonAsync("reem")).WelcomeAsync();
        var pages = new List<(string First, string Second, int Status)>();
        foreach (var name in (string[])["reem", "nobody-of-that-name", "someone@example.org", "ريم"])
        {
            using var browser = jisr.Browser();
            var first = await browser.SendAsync(await browser.GetAsync("/sign-in"), ("name", name));
            var second = await browser.SendAsync(first, ("password", "a wrong password here"));
            pages.Add((Plain(first, name), Plain(second, name), second.Status));
        }
        pages.Distinct().Count().ShouldBe(1);
        pages[0].Status.ShouldBe(422);
        pages[0].Second.ShouldContain("The name or the password is not right");

        static string Plain(Page page, string name) =>
            page.Document.QuerySelector("main")!.TextContent.Replace(name, "NAME", StringComparison.Ordinal)
            + page.Document.QuerySelectorAll("main input, main button, main form")
                .Select(e => e.OuterHtml.Length > 0 ? e.TagName + e.GetAttribute("name") : "")
                .Aggregate("", (a, b) => a + "|" + b);
    }

    [Theory, Databases]
    public async Task SA18_an_unknown_name_costs_the_same_work_as_a_known_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await (await jisr.PersonAsync("reem")).WelcomeAsync();
        var known = new List<double>();
        var unknown = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            known.Add(await TryAsync(jisr, "reem"));
            unknown.Add(await TryAsync(jisr, "nobody" + i));
            // The wait of one must not spare the work of the next.
            await jisr.ExecuteAsync("DELETE FROM access_wait");
        }
        // The work is a hash of tens of milliseconds on either side; without it the unknown name answers in one or two.
        var ratio = unknown.Order().ElementAt(2) / known.Order().ElementAt(2);
        ratio.ShouldBeInRange(0.5, 2.0);

        static async Task<double> TryAsync(JisrApp jisr, string name)
        {
            using var browser = jisr.Browser();
            var page = await browser.SendAsync(await browser.GetAsync("/sign-in"), ("name", name));
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            (await browser.SendAsync(page, ("password", "a wrong password here"))).Status.ShouldBe(422);
            return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    [Theory, Databases]
    public async Task Waits_grow_from_one_to_thirty_two_minutes_and_never_further(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await (await jisr.PersonAsync("reem")).WelcomeAsync();
        using var stranger = jisr.Browser();
        // Fingers slip: the first two are free.
        (await WrongAsync(stranger)).ShouldContain("not right");
        (await WrongAsync(stranger)).ShouldContain("not right");
        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 32, 32])
        {
            (await WrongAsync(stranger)).ShouldContain("not right");
            (await WrongAsync(stranger)).ShouldContain("Too many wrong tries");
            jisr.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(2));
            (await WrongAsync(stranger)).ShouldContain(
                "Too many wrong tries",
                Case.Sensitive,
                $"after {minutes} minutes"
            );
            jisr.Clock.Advance(TimeSpan.FromSeconds(2 + minutes * 6 + 1));
        }
    }

    [Theory, Databases]
    public async Task The_right_password_does_not_open_during_a_wait_and_opens_after_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        await reem.WelcomeAsync();
        using var elsewhere = jisr.Browser();
        for (var i = 0; i < 3; i++)
            await WrongAsync(elsewhere);
        (await reem.SignInAsync(elsewhere)).Errors.ShouldHaveSingleItem().ShouldContain("Too many wrong tries");
        jisr.Clock.Advance(TimeSpan.FromMinutes(2));
        (await reem.SignInAsync(elsewhere)).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task Strangers_cannot_shut_her_out_of_her_own_phone(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var phone = await reem.WelcomeAsync();
        await phone.SendAsync(await phone.GetAsync("/account"), "form[action='/sign-out']");
        using var stranger = jisr.Browser();
        for (var i = 0; i < 12; i++)
            await WrongAsync(stranger);
        (await WrongAsync(stranger)).ShouldContain("Too many wrong tries");

        (await reem.SignInAsync(phone)).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task A_hundred_tries_at_once_are_not_a_way_around_the_wait(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        await reem.WelcomeAsync();
        var tries = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async i =>
                {
                    using var browser = jisr.Browser();
                    var page = await browser.SendAsync(await browser.GetAsync("/sign-in"), ("name", "reem"));
                    return (await browser.SendAsync(page, ("password", "wrong password " + i))).Text;
                })
        );
        tries.Count(t => t.Contains("not right", StringComparison.Ordinal)).ShouldBe(3);
        tries.Count(t => t.Contains("Too many wrong tries", StringComparison.Ordinal)).ShouldBe(9);
    }

    [Theory, Databases]
    public async Task A_way_back_leads_to_this_site_only(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        await reem.WelcomeAsync();
        foreach (
            var evil in (string[])
                [
                    "https://evil.example/",
                    "//evil.example",
                    "/\\evil.example",
                    "javascript:alert(1)",
                    "/\t/evil.example",
                ]
        )
        {
            using var browser = jisr.Browser();
            (await reem.SignInAsync(browser, to: evil)).Address.ShouldBe("/account", evil);
        }
    }

    [Theory, Databases]
    public async Task What_was_typed_when_the_session_ended_is_there_after_signing_in(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        var browser = await admin.WelcomeAsync();
        var form = await browser.GetAsync("/users/add");
        form.Status.ShouldBe(200);
        await jisr.ExecuteAsync("UPDATE access_session SET ended_at = last_seen_at");

        var page = await browser.SendAsync(form, ("displayName", "هناء الصباغ"), ("userName", "hanaa"));

        page.Address.ShouldStartWith("/sign-in?to=");
        (await jisr.CountAsync("SELECT count(*) FROM access_account WHERE user_name = 'hanaa'")).ShouldBe(0);
        page = await browser.SendAsync(page, ("name", "salma"));
        page = await browser.SendAsync(page, ("password", People.Password));
        page = await browser.SendAsync(page, ("code", People.AppCode(admin.AppKey!, 1)));
        page.Address.ShouldStartWith("/users/add");
        page.Value("displayName").ShouldBe("هناء الصباغ");
        page.Value("userName").ShouldBe("hanaa");
        page.Text.ShouldContain("Nothing was lost");
        page = await browser.SendAsync(page);
        page.Status.ShouldBe(200);
        page.Address.ShouldStartWith("/users/");
        (await jisr.CountAsync("SELECT count(*) FROM access_account WHERE user_name = 'hanaa'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_password_never_stands_in_a_kept_form_or_a_receipt(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        var form = await browser.GetAsync("/account/password");
        await jisr.ExecuteAsync("UPDATE access_session SET ended_at = last_seen_at");
        var page = await browser.SendAsync(form, ("old", People.Password), ("password", "another-lamp-under-rain"));
        page.Address.ShouldStartWith("/sign-in?to=");
        page = await reem.SignInAsync(browser, to: "/account/password");
        page.Html.ShouldNotContain("another-lamp-under-rain");
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM kernel_command_receipt WHERE answer LIKE '%{People.Password}%'"
            )
        ).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_field_that_nobody_asked_for_changes_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        var browser = await admin.WelcomeAsync();
        var page = await browser.SendAsync(
            await browser.GetAsync("/users/add"),
            ("displayName", "Hanaa"),
            ("userName", "hanaa"),
            ("role", "administrator"),
            ("isDemo", "true")
        );
        page.Status.ShouldBe(200);
        (await jisr.CountAsync("SELECT count(*) FROM access_role_grant")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM access_account WHERE is_demo")).ShouldBe(0);
    }

    private static async Task<string> WrongAsync(Browser browser)
    {
        var page = await browser.SendAsync(await browser.GetAsync("/sign-in"), ("name", "reem"));
        return (await browser.SendAsync(page, ("password", "a wrong password here"))).Text;
    }
}
