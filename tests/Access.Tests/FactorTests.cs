using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class FactorTests
{
    [Theory, Databases]
    public async Task Staff_without_an_app_are_led_to_set_one_up_before_anything_opens(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var lead = await jisr.PersonAsync("sana", Roles.Administrator);
        using var browser = jisr.Browser();
        var page = await browser.GetAsync(await jisr.InvitationAsync(lead.Id));
        page = await browser.SendAsync(page, ("password", People.Password));
        page.Address.ShouldBe("/sign-in/enrol");
        (await browser.GetAsync("/account")).Address.ShouldStartWith("/sign-in");

        page = await browser.GetAsync("/sign-in/enrol");
        var wrong = await browser.SendAsync(page, ("code", "000000"));
        wrong.Status.ShouldBe(422);
        // The key stays the same: the app has read it already.
        wrong
            .Document.QuerySelector(".secret")!
            .TextContent.ShouldBe(page.Document.QuerySelector(".secret")!.TextContent);

        page = await lead.EnrolAsync(browser, wrong);
        page.Address.ShouldStartWith("/account/recovery-codes");
        lead.RecoveryCodes.Count.ShouldBe(10);
        lead.RecoveryCodes.ShouldBeUnique();
        (await browser.GetAsync("/users")).Status.ShouldBe(200);
    }

    [Theory, Databases]
    public async Task Recovery_codes_are_shown_once_and_kept_as_hashes_only(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        var browser = await admin.WelcomeAsync();
        (await browser.GetAsync("/account/recovery-codes")).Document.QuerySelectorAll(".codes li").ShouldBeEmpty();
        foreach (var code in admin.RecoveryCodes)
            (await jisr.CountAsync($"SELECT count(*) FROM access_secret WHERE value LIKE '%{code}%'")).ShouldBe(0);
        // The app's key is sealed too.
        (await jisr.CountAsync($"SELECT count(*) FROM access_secret WHERE value LIKE '%{admin.AppKey}%'")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM access_secret")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task A_code_of_the_app_opens_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        await admin.WelcomeAsync();
        var code = People.AppCode(admin.AppKey!, 1);
        (await admin.SignInAsync(jisr.Browser(), code: code)).Address.ShouldBe("/account");
        var again = await admin.SignInAsync(jisr.Browser(), code: code);
        again.Status.ShouldBe(422);
        again.Text.ShouldContain("The code is not right");
    }

    [Theory, Databases]
    public async Task A_recovery_code_opens_once_in_place_of_the_app(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        await admin.WelcomeAsync();
        var code = admin.RecoveryCodes[3].ToLowerInvariant().Replace('-', ' ');
        (await admin.SignInAsync(jisr.Browser(), code: code)).Address.ShouldBe("/account");
        (await admin.SignInAsync(jisr.Browser(), code: code)).Status.ShouldBe(422);
    }

    [Theory, Databases]
    public async Task Digits_of_the_app_may_be_arabic(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        await admin.WelcomeAsync();
        var code = new string([.. People.AppCode(admin.AppKey!, 1).Select(c => (char)('٠' + (c - '0')))]);
        (await admin.SignInAsync(jisr.Browser(), code: code)).Address.ShouldBe("/account");
    }

    [Theory, Databases]
    public async Task Guessing_codes_runs_into_a_wait(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        await admin.WelcomeAsync();
        using var browser = jisr.Browser();
        for (var i = 0; i < 3; i++)
            (await admin.SignInAsync(browser, code: "11111" + i)).Text.ShouldContain("The code is not right");
        (await admin.SignInAsync(browser, code: People.AppCode(admin.AppKey!, 1))).Text.ShouldContain(
            "Too many wrong tries"
        );
    }

    [Theory, Databases]
    public async Task A_session_of_a_password_alone_gets_no_right_from_a_role_that_comes_later(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        await jisr.GrantAsync(reem.Id, Roles.Administrator);
        (await browser.GetAsync("/users")).Status.ShouldBe(403);
        // At the next sign-in she sets up the app, and the role opens.
        await browser.SendAsync(await browser.GetAsync("/account"), "form[action='/sign-out']");
        var page = await reem.SignInAsync(browser, to: "/users");
        page.Address.ShouldBe("/sign-in/enrol");
        await reem.EnrolAsync(browser, page);
        (await browser.GetAsync("/users")).Status.ShouldBe(200);
    }

    [Theory, Databases]
    public async Task Who_has_an_app_is_never_led_past_it_with_a_password(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var admin = await jisr.PersonAsync("salma", Roles.Administrator);
        await admin.WelcomeAsync();
        using var thief = jisr.Browser();
        var page = await thief.SendAsync(await thief.GetAsync("/sign-in"), ("name", "salma"));
        page = await thief.SendAsync(page, ("password", People.Password));
        page.Address.ShouldBe("/sign-in/code");
        (await thief.GetAsync("/sign-in/enrol")).Address.ShouldBe("/sign-in");
        (await thief.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
    }

    [Theory, Databases]
    public async Task Factors_change_only_after_a_fresh_proof(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        for (var i = 0; i < 3; i++)
        {
            jisr.Clock.Advance(TimeSpan.FromMinutes(4));
            await browser.GetAsync("/account");
        }
        foreach (var address in (string[])["/account/passkeys", "/account/authenticator"])
            (await browser.GetAsync(address)).Address.ShouldBe("/account/confirm?to=" + Uri.EscapeDataString(address));
        var page = await browser.GetAsync("/account/passkeys");
        (await browser.SendAsync(page, ("password", "not hers"))).Status.ShouldBe(422);
        (await browser.SendAsync(page, ("password", People.Password))).Address.ShouldBe("/account/passkeys");
    }

    [Theory, Databases]
    public async Task Passwords_are_long_uncommon_and_without_the_user_name(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem-amman");
        using var browser = jisr.Browser();
        var address = await jisr.InvitationAsync(reem.Id);
        foreach (
            var (password, words) in ((string, string)[])
                [
                    ("eleven-char", "Shorter than 12"),
                    ("xx-REEM-amman-xx", "Do not put the user name"),
                    ("password1234", "common"),
                    ("Password2026!!", "common"),
                    ("passwordpassword", "common"),
                    ("iloveyoupassword", "common"),
                    ("123456789012", "common"),
                    ("aaaaaaaaaaaaaa", "common"),
                    ("abcabcabcabcabc", "common"),
                    ("qwertyuiop123", "common"),
                    ("كلمةالسركلمةالسر", "common"),
                    (new string('x', 190) + "abcdefghijklm", "Longer than 200"),
                ]
        )
        {
            var page = await browser.SendAsync(await browser.GetAsync(address), ("password", password));
            page.Status.ShouldBe(422, password);
            page.Errors.ShouldHaveSingleItem().ShouldContain(words, Case.Sensitive, password);
        }
        foreach (var good in (string[])["three-lamps-under-snow", "حصان بطارية دبوس نهر", "tapis lune carotte vent"])
        {
            var page = await browser.SendAsync(
                await browser.GetAsync(await jisr.InvitationAsync(reem.Id)),
                ("password", good)
            );
            page.Address.ShouldBe("/account", good);
        }
    }

    [Theory, Databases]
    public async Task A_new_password_needs_the_old_one_and_ends_other_sessions(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var phone = await reem.WelcomeAsync();
        using var other = jisr.Browser();
        await reem.SignInAsync(other);
        var page = await phone.GetAsync("/account/password");
        (await phone.SendAsync(page, ("old", "wrong"), ("password", "two-rivers-meet-slowly"))).Status.ShouldBe(422);
        page = await phone.SendAsync(page, ("old", People.Password), ("password", "two-rivers-meet-slowly"));
        page.Text.ShouldContain("Your new password is in place.");
        (await other.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
        (await phone.GetAsync("/account")).Address.ShouldBe("/account");
        (await reem.SignInAsync(jisr.Browser(), password: "two-rivers-meet-slowly")).Address.ShouldBe("/account");
        (await reem.SignInAsync(jisr.Browser())).Status.ShouldBe(422);
    }

    [Theory, Databases]
    public async Task Options_for_passkeys_come_only_to_forms_of_this_site(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.Browser();
        var page = await browser.GetAsync("/sign-in");
        using var bare = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey/options");
        ((int)(await browser.Http.SendAsync(bare)).StatusCode).ShouldBe(400);

        using var asked = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey/options");
        asked.Headers.Add("RequestVerificationToken", page.Value("__RequestVerificationToken"));
        var response = await browser.Http.SendAsync(asked);

        response.IsSuccessStatusCode.ShouldBeTrue();
        var options = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        options.GetProperty("challenge").GetString()!.Length.ShouldBeGreaterThan(20);
        options.GetProperty("userVerification").GetString().ShouldBe("required");
        // Nothing tells who has a passkey.
        options.GetProperty("allowCredentials").GetArrayLength().ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Options_for_a_new_passkey_need_a_fresh_proof(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var reem = await jisr.PersonAsync("reem");
        var browser = await reem.WelcomeAsync();
        var page = await browser.GetAsync("/account/passkeys");
        (await AskAsync(browser, page)).ShouldBe(200);
        for (var i = 0; i < 3; i++)
        {
            jisr.Clock.Advance(TimeSpan.FromMinutes(4));
            await browser.GetAsync("/account");
        }
        (await AskAsync(browser, page)).ShouldBe(403);

        static async Task<int> AskAsync(Browser browser, Page page)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, "/account/passkeys/options");
            asked.Headers.Add("RequestVerificationToken", page.Value("__RequestVerificationToken"));
            return (int)(await browser.Http.SendAsync(asked)).StatusCode;
        }
    }

    [Theory, Databases]
    public async Task A_made_up_passkey_opens_nothing_and_the_page_says_so(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.Browser();
        var page = await browser.SendAsync(
            await browser.GetAsync("/sign-in?to=/account"),
            "form[action='/sign-in/passkey']",
            ("credential", """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}""")
        );
        page.Address.ShouldBe("/sign-in?passkey=failed&to=%2Faccount");
        page.Text.ShouldContain("The passkey did not work.");
        (await browser.GetAsync("/account")).Address.ShouldStartWith("/sign-in");
    }
}
