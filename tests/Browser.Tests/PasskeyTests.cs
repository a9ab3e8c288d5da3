using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Jisr.Browser.Tests;

public class PasskeyTests(Chromium chromium)
{
    [Fact]
    public async Task A_woman_adds_a_passkey_and_comes_in_with_it_alone()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await using var context = await chromium.OpenAsync(jisr, "en");
        var page = await context.NewPageAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Type + ": " + message.Text);
        var device = await context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        await page.GotoAsync(await InvitationAsync(jisr));
        await page.FillAsync("[name=password]", "three-lamps-under-snow");
        await page.ClickAsync("main button.button");
        await page.WaitForURLAsync("**/account");

        await page.GotoAsync("/account/passkeys");
        await page.FillAsync("[name=name]", "my phone");
        await page.ClickAsync("text=Add a passkey >> visible=true >> nth=-1");
        await Assertions.Expect(page.Locator(".tasks")).ToContainTextAsync("my phone");

        await page.GotoAsync("/account");
        await page.ClickAsync("main >> text=Sign out");
        await page.WaitForURLAsync("**/sign-in");
        await page.ClickAsync("text=Use a passkey");
        await page.WaitForURLAsync("**/account");
        (await jisr.CountAsync("SELECT count(*) FROM access_session WHERE factors = 2 AND ended_at IS NULL")).ShouldBe(
            1
        );
        said.Where(s => s.StartsWith("error", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_script_the_sign_in_page_has_its_password_way_and_no_dead_button()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await using var context = await chromium.OpenAsync(jisr, "en", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        (await page.Locator("text=Use a passkey").IsVisibleAsync()).ShouldBeFalse();
        await page.FillAsync("[name=name]", "reem");
        await page.ClickAsync("main button.button >> nth=0");
        await page.WaitForURLAsync("**/sign-in/password");
    }

    [Fact]
    public async Task SA1_leaving_at_once_and_going_back_shows_the_sign_in_page()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite, ("Jisr:ExitTo", "/about"));
        await using var context = await chromium.OpenAsync(jisr, "en");
        var page = await context.NewPageAsync();
        await page.GotoAsync(await InvitationAsync(jisr));
        await page.FillAsync("[name=password]", "three-lamps-under-snow");
        await page.ClickAsync("main button.button");
        await page.WaitForURLAsync("**/account");
        await page.GotoAsync("/exit/about");
        await page.ClickAsync("main >> text=Leave this site now");
        await page.GoBackAsync();
        await page.GoBackAsync();
        page.Url.ShouldContain("/sign-in");
        (await page.ContentAsync()).ShouldNotContain("Name of reem");
    }

    private static async Task<string> InvitationAsync(JisrApp jisr)
    {
        var added = await jisr.SendAsync("user.add", new { userName = "reem", displayName = "Name of reem" });
        var answer = await jisr.SendAsync("user.invite", new { accountId = new AccountId(added.Subject!.Value) });
        var code = jisr.Services.GetRequiredService<Sealer>().Index("access.secret.invitation", answer.Id.ToString());
        return "/welcome?code=" + WebEncoders.Base64UrlEncode(code);
    }
}
