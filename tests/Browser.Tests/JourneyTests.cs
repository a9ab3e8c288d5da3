using Deque.AxeCore.Playwright;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Playwright;

namespace Jisr.Browser.Tests;

/// <summary>The journeys that matter, in the system's Chromium.</summary>
public class JourneyTests(Chromium chromium)
{
    private const string Point = "المركز، من التاسعة إلى الواحدة";
    private const string ProductAddress = "/s/reem/p/soap";

    [Fact]
    public async Task XA28_a_shopper_orders_on_a_small_phone_without_script_and_the_seller_is_paid()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var seller = await ShopAsync(jisr);
        await using var phone = await chromium.OpenAsync(jisr, "ar", script: false);
        var shopper = await phone.NewPageAsync();
        await shopper.GotoAsync(ProductAddress);
        await shopper.FillAsync("[name='q.soap']", "٢");
        await shopper.ClickAsync("form.orderbar button");
        await shopper.FillAsync("[name='name']", "سارة");
        await shopper.FillAsync("[name='phone']", "٠٩٤٤ ٥٦٧ ٨٩٠");
        await shopper.CheckAsync($"[name='where'][value='p:{Point}']");
        await shopper.ClickAsync("button[name='go'][value='check']");
        (await shopper.InnerTextAsync("h1")).ShouldBe("هل كل شيء صحيح؟");
        await shopper.ClickAsync("button[name='go'][value='place']");
        (await shopper.InnerTextAsync("h1")).ShouldBe("وصل طلبك إلى البائعة");
        (await SidewaysAsync(shopper)).ShouldBeFalse();

        await using var hers = await chromium.OpenAsync(jisr, "ar", account: seller);
        var page = await hers.NewPageAsync();
        await page.GotoAsync("/my/today");
        await page.ClickAsync("main a.button");
        foreach (var step in (string[])["accept", "ready", "deliver"])
            await page.ClickAsync($"button[name='do'][value='{step}']");
        await page.GotoAsync(page.Url + "/cash");
        await page.ClickAsync("form#f button[type='submit']:not([formnovalidate])");
        (await page.InnerTextAsync("main")).ShouldContain("٥٠٫٠٠");
        (await jisr.CountAsync("SELECT count(*) FROM market_payment")).ShouldBe(1);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Pages_of_the_road_have_no_axe_violation_and_do_not_scroll_sideways()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var seller = await ShopAsync(jisr);
        var worker = await jisr.AccountWithRoleAsync(Roles.CentreWorker);
        var coordinator = await jisr.AccountWithRoleAsync(Roles.Coordinator);
        await LookAsync(
            jisr,
            null,
            "/find",
            "/s/reem",
            ProductAddress,
            "/s/reem/order?q.soap=1",
            "/join",
            "/sign-in",
            "/help"
        );
        await LookAsync(jisr, seller, "/my/today", "/my/orders", "/my/shop", "/my/products", "/my/money", "/account");
        await LookAsync(jisr, worker, "/people", "/register/fast", "/register/assisted", "/import/people", "/units");
        await LookAsync(jisr, coordinator, "/figures", "/programmes", "/places");
    }

    [Fact]
    public async Task XA1_a_product_page_is_light_and_does_not_jump()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await ShopAsync(jisr);
        await using var phone = await chromium.OpenAsync(jisr, "ar");
        var page = await phone.NewPageAsync();
        var requests = 0;
        page.Request += (_, _) => requests++;
        await page.GotoAsync(ProductAddress, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        var bytes = await BytesAsync(page);
        var html = await page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].encodedBodySize");
        var shift = await page.EvaluateAsync<double>(
            """
            new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, e) => sum + e.value, 0)))
              .observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))
            """
        );
        requests.ShouldBeLessThanOrEqualTo(8);
        html.ShouldBeLessThanOrEqualTo(14 * 1024);
        bytes.ShouldBeLessThanOrEqualTo(50 * 1024);
        shift.ShouldBeLessThan(0.02);
    }

    [Fact]
    public async Task XA2_a_second_visit_brings_the_page_alone()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await ShopAsync(jisr);
        // The program as it is installed: the bytes of a build for tests are others.
        await using var server = await RunningServer.StartAsync(
            jisr.Folder,
            jisr.DatabaseSetting,
            "--key-file",
            JisrApp.KeySetting
        );
        await using var phone = await chromium.OpenAsync(server.Address, "ar");
        var page = await phone.NewPageAsync();
        foreach (var address in (string[])["/", "/s/reem", ProductAddress, "/join"])
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        foreach (var address in (string[])["/", "/s/reem", ProductAddress, "/join"])
        {
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            var bytes = await BytesAsync(page);
            bytes.ShouldBeLessThanOrEqualTo(16 * 1024, address);
        }
    }

    [Fact]
    public async Task XA21_a_voice_that_was_heard_once_speaks_without_a_line_and_another_says_why_it_cannot()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await using var phone = await chromium.OpenAsync(jisr, "ar");
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/join");
        await page.ClickAsync("main a.button");
        var notice = await page.Locator("main .card li").AllInnerTextsAsync();
        foreach (var text in (string[])[string.Join('\n', notice), "هل توافقين على تسجيلكِ؟"])
        {
            var added = await jisr.SendAsync(
                "voice.add",
                new
                {
                    voiceKind = "ar-SY",
                    text,
                    // A second: long enough to be seen while it speaks.
                    sound = Sounds.Wave(8000),
                }
            );
            added.IsDone.ShouldBeTrue(string.Join(", ", added.Reasons.Select(r => r.Code)));
        }
        await page.ReloadAsync();
        var heard = page.Locator("a.speak").Nth(0);
        var never = page.Locator("a.speak").Nth(1);
        await heard.ClickAsync();
        await Expect(heard).ToContainTextAsync("إيقاف الصوت");
        await Expect(heard).ToContainTextAsync("استمعي", new() { Timeout = 10_000 });
        await phone.SetOfflineAsync(true);
        await heard.ClickAsync();
        await Expect(heard).ToContainTextAsync("إيقاف الصوت");
        await never.ClickAsync();
        await Expect(never).ToContainTextAsync("ليس على هذا الجهاز بعد");
        page.Url.ShouldContain("/join", customMessage: "the page stays");
    }

    [Fact]
    public async Task XA23_an_order_by_keyboard_alone_keeps_the_focus_in_sight_and_clear_of_the_exit_bar()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await ShopAsync(jisr);
        await using var phone = await chromium.OpenAsync(jisr, "ar");
        var page = await phone.NewPageAsync();
        await page.GotoAsync(ProductAddress);
        await ToAsync(page, "form.orderbar button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/order*");
        await ToAsync(page, "[name='name']");
        await page.Keyboard.TypeAsync("سارة");
        await ToAsync(page, "[name='phone']");
        await page.Keyboard.TypeAsync("0944567890");
        await ToAsync(page, "[name='where']");
        await page.Keyboard.PressAsync("Space");
        await ToAsync(page, "button[name='go'][value='check']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("button[name='go'][value='place']");
        await ToAsync(page, "button[name='go'][value='place']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/o/**");
        (await page.InnerTextAsync("h1")).ShouldBe("وصل طلبك إلى البائعة");
    }

    // What travelled for this page, with all that belongs to it.
    private static Task<int> BytesAsync(IPage page) =>
        page.EvaluateAsync<int>(
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.transferSize, 0)"
        );

    private static ILocatorAssertions Expect(ILocator at) => Assertions.Expect(at);

    // Goes on by the tab key; at each stop the one with the focus is in sight, is drawn with an outline, and nothing lies
    // over its middle.
    private static async Task ToAsync(IPage page, string selector)
    {
        for (var stop = 0; stop < 60; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var seen = await page.EvaluateAsync<string>(
                """
                () => {
                  const on = document.activeElement;
                  if (!on || on === document.body) return "";
                  const box = on.getBoundingClientRect(), style = getComputedStyle(on);
                  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
                  const top = document.elementFromPoint(x, y);
                  const name = on.outerHTML.slice(0, 120);
                  if (box.top < 0 || box.bottom > innerHeight) return box.height > innerHeight ? "" : "out of sight: " + name;
                  if (style.outlineStyle === "none" && style.boxShadow === "none" && getComputedStyle(on.closest("label") ?? on).outlineStyle === "none") return "no outline: " + name;
                  return top && (top === on || on.contains(top) || top.contains(on) || on.closest("label")?.contains(top)) ? "" : "under " + top?.outerHTML.slice(0, 120) + ": " + name;
                }
                """
            );
            seen.ShouldBe("");
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
                return;
        }
        throw new InvalidOperationException(selector + " is not reached by the tab key.");
    }

    private async Task LookAsync(JisrApp jisr, AccountId? account, params string[] addresses)
    {
        foreach (var language in (string[])["ar", "fr"])
        {
            await using var context = await chromium.OpenAsync(jisr, language, account: account);
            var page = await context.NewPageAsync();
            foreach (var address in addresses)
            {
                (await page.GotoAsync(address))!.Status.ShouldBe(200, address);
                (await SidewaysAsync(page)).ShouldBeFalse($"{address} in {language}");
                // The tree is the same in all languages: the whole look once, the overflow in each.
                if (language != "ar")
                    continue;
                ShellTests.Violations(await page.RunAxe()).ShouldBeEmpty($"{address} in {language}");
            }
        }
    }

    private static Task<bool> SidewaysAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    [Fact]
    public async Task A_long_name_without_a_space_does_not_push_the_page_sideways()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var added = await jisr.SendAsync(
            "user.add",
            new { userName = new string('w', 60), displayName = new string('م', 60) }
        );
        await using var phone = await chromium.OpenAsync(jisr, "ar", account: new AccountId(added.Subject!.Value));
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/account");
        (await page.InnerTextAsync("main")).ShouldContain(new string('w', 60));
        (await SidewaysAsync(page)).ShouldBeFalse();
    }

    private static async Task<AccountId> ShopAsync(JisrApp jisr)
    {
        var party = new PartyId(NewId.Next());
        var shop = await jisr.SendAsync(
            "shop.open",
            new
            {
                partyId = party,
                code = "reem",
                name = "متجر ريم",
                placeCode = "SY0703",
                country = "SY",
                currency = "TRY",
                contact = "none",
                pickUpPoints = new[] { Point },
                districtsServed = new[] { "SY0703" },
            }
        );
        shop.IsDone.ShouldBeTrue();
        var product = new
        {
            shopId = shop.Subject,
            sku = "soap",
            nameAr = "صابون غار",
            category = "soap",
            price = 2500,
            currency = "TRY",
            unit = "piece",
            sale = "stock",
            onHand = 10_000,
        };
        (await jisr.SendAsync("product.add", product)).IsDone.ShouldBeTrue();
        return await jisr.AccountOfAsync(party);
    }
}
