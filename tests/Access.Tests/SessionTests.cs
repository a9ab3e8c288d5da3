using System.Net;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class SessionTests
{
    [Theory, Databases]
    public async Task She_sees_where_she_is_signed_in_and_ends_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var phone = await reem.WelcomeAsync();
        using var lost = jisr.Browser();
        await reem.SignInAsync(lost);

        var page = await phone.GetAsync("/account/sessions");
        page.Document.QuerySelectorAll("button[name=end]").Length.ShouldBe(2);
        var other = page.Document.QuerySelector("button[name=end]:not([value=all])")!.GetAttribute("value")!;
        page = await phone.SendAsync(page, ("end", other));
        page.Text.ShouldContain("That sign-in has ended.");

        (await phone.GetAsync("/account")).Address.ShouldBe("/account");
        (await lost.GetAsync("/account")).Address.ShouldStartWith("/sign-in?to=");
    }

    [Theory, Databases]
    public async Task Sign_out_everywhere_ends_all_at_the_next_request(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var phone = await reem.WelcomeAsync();
        using var other = jisr.Browser();
        await reem.SignInAsync(other);

        await phone.SendAsync(await phone.GetAsync("/account/sessions"), ("end", "all"));

        (await phone.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
        (await other.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
        (await jisr.CountAsync("SELECT count(*) FROM access_sign_in_device WHERE revoked_at IS NULL")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Nobody_ends_the_session_of_another(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var hers = await reem.WelcomeAsync();
        var mean = await jisr.PersonAsync("mean");
        var browser = await mean.WelcomeAsync();
        var page = await hers.GetAsync("/account/sessions");
        await reem.SignInAsync(jisr.Browser());
        var id = (await hers.GetAsync("/account/sessions"))
            .Document.QuerySelector("button[name=end]:not([value=all])")!
            .GetAttribute("value")!;

        page = await browser.SendAsync(await browser.GetAsync("/account/sessions"), ("end", id));

        page.Status.ShouldBe(404);
        (await jisr.CountAsync("SELECT count(*) FROM access_session WHERE ended_at IS NULL")).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task A_suspended_account_opens_nothing_from_the_next_request_on(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        (await browser.GetAsync("/account")).Status.ShouldBe(200);

        (await jisr.SendAsync("user.suspend", new { accountId = reem.Id })).IsDone.ShouldBeTrue();

        (await browser.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
        var page = await reem.SignInAsync(browser);
        page.Status.ShouldBe(422);
        page.Text.ShouldContain("The name or the password is not right");
        (await jisr.SendAsync("user.reopen", new { accountId = reem.Id })).IsDone.ShouldBeTrue();
        (await reem.SignInAsync(jisr.Browser())).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task After_five_idle_minutes_her_phone_asks_for_the_password_and_goes_on_where_she_was(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        jisr.Clock.Advance(TimeSpan.FromMinutes(4));
        (await browser.GetAsync("/account")).Address.ShouldBe("/account");
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));

        var page = await browser.GetAsync("/account/sessions");
        page.Address.ShouldBe("/lock?to=%2Faccount%2Fsessions");
        page.Text.ShouldNotContain("Name of reem");
        (await browser.GetAsync("/account")).Address.ShouldStartWith("/lock");
        var wrong = await browser.SendAsync(page, ("password", "not her password"));
        wrong.Status.ShouldBe(422);
        (await browser.SendAsync(page, ("password", People.Password))).Address.ShouldBe("/account/sessions");
        (await browser.GetAsync("/account")).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task A_form_that_meets_the_lock_comes_back_behind_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        var browser = await admin.WelcomeAsync();
        var form = await browser.GetAsync("/users/add");
        jisr.Clock.Advance(TimeSpan.FromMinutes(6));
        var page = await browser.SendAsync(form, ("displayName", "Hanaa"), ("userName", "hanaa"));
        page.Address.ShouldStartWith("/lock?to=");
        page = await browser.SendAsync(page, ("password", People.Password));
        page.Value("displayName").ShouldBe("Hanaa");
    }

    [Theory, Databases]
    public async Task The_page_of_the_idle_script_locks_at_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        await browser.GetAsync("/lock?to=/account");
        (await browser.GetAsync("/account")).Address.ShouldStartWith("/lock");
    }

    [Theory, Databases]
    public async Task A_shared_computer_signs_out_when_idle_and_after_eight_hours(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        await reem.WelcomeAsync();
        using var centre = jisr.Browser();
        await reem.SignInAsync(centre, shared: true);
        (await jisr.CountAsync("SELECT count(*) FROM access_session WHERE kind = 'centre'")).ShouldBe(1);
        // Only her own phone is a known device.
        (await jisr.CountAsync("SELECT count(*) FROM access_sign_in_device")).ShouldBe(1);
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        (await centre.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
        (
            await jisr.CountAsync("SELECT count(*) FROM access_session WHERE kind = 'centre' AND ended_at IS NULL")
        ).ShouldBe(0);

        await reem.SignInAsync(centre, shared: true);
        for (var i = 0; i < 8 * 60 / 4 - 1; i++)
        {
            jisr.Clock.Advance(TimeSpan.FromMinutes(4));
            (await centre.GetAsync("/account/display")).Status.ShouldBe(200);
        }
        (await centre.GetAsync("/account")).Address.ShouldBe("/account");
        jisr.Clock.Advance(TimeSpan.FromMinutes(4));
        (await centre.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
    }

    [Theory, Databases]
    public async Task Her_own_phone_stays_known_for_thirty_days_and_not_longer(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var phone = await reem.WelcomeAsync();
        jisr.Clock.Advance(TimeSpan.FromDays(29));
        (await phone.GetAsync("/account")).Address.ShouldStartWith("/lock");
        jisr.Clock.Advance(TimeSpan.FromDays(2));
        (await phone.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
    }

    [Theory, Databases]
    public async Task SA3_the_exit_link_ends_the_session_and_leads_to_a_neutral_site(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:ExitTo", "https://weather.example/"));
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();

        var response = await browser.Http.GetAsync(new Uri("/exit", UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldBe("https://weather.example/");
        response.Headers.GetValues("Clear-Site-Data").ShouldHaveSingleItem().ShouldBe("\"cache\", \"cookies\"");
        (await jisr.CountAsync("SELECT count(*) FROM access_session WHERE ended_at IS NULL")).ShouldBe(0);
        (await browser.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
    }

    [Theory, Databases]
    public async Task A_page_says_honestly_that_the_history_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        foreach (
            var (language, words) in ((string, string)[])
                [("ar", "ولا نستطيع مسحه"), ("fr", "Nous ne pouvons pas l’effacer"), ("en", "We cannot erase it")]
        )
        {
            using var browser = jisr.Browser(language);
            (await browser.GetAsync("/exit/about")).Text.ShouldContain(words);
        }
    }

    [Theory, Databases]
    public async Task Signing_out_needs_the_form_of_this_site(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        await browser.Http.PostAsync(new Uri("/sign-out", UriKind.Relative), new FormUrlEncodedContent([]));
        var account = await browser.GetAsync("/account");
        account.Address.ShouldBe("/account");
        (await browser.SendAsync(account, "form[action='/sign-out']")).Address.ShouldBe("/sign-in");
        (await browser.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
    }

    [Theory, Databases]
    public async Task A_key_that_was_planted_before_signing_in_opens_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        await reem.WelcomeAsync();
        var planted = new string('A', 43);
        using var victim = jisr.Browser();
        victim.Http.DefaultRequestHeaders.Add("Cookie", "__Host-app=" + planted);
        await reem.SignInAsync(victim);
        using var attacker = jisr.Browser();
        attacker.Http.DefaultRequestHeaders.Add("Cookie", "__Host-app=" + planted);
        (await attacker.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
    }
}
