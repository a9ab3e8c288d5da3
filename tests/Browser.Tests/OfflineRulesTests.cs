using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Playwright;

namespace Jisr.Browser.Tests;

/// <summary>The rules of work without a line (experience.md §10), one by one, in the system's Chromium.</summary>
public class OfflineRulesTests(Chromium chromium)
{
    [Fact]
    public async Task K1_a_line_at_the_top_says_how_the_line_is_and_how_many_wait()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await OutboxTests.CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "en", account: worker);
        var page = await OutboxTests.ReadyAsync(jisr, context);
        var line = page.Locator("[data-line]");
        await Assertions.Expect(line).ToHaveTextAsync("There is a line.");
        await Assertions.Expect(page.Locator("[data-outbox-bar] button")).ToBeHiddenAsync();

        await context.SetOfflineAsync(true);
        await Assertions.Expect(line).ToContainTextAsync("There is no line.");
        await OutboxTests.SaveAsync(page, unit, 3);
        await Assertions.Expect(page.Locator("[data-count]")).ToHaveTextAsync("3 are not sent yet");
        await Assertions.Expect(page.Locator("[data-outbox-bar] button")).ToHaveTextAsync("Send now");
        await Assertions.Expect(page.Locator("[data-outbox-bar] button")).ToBeVisibleAsync();
        // It stands above all else that the page has to say.
        (
            await page.EvaluateAsync<bool>(
                "() => document.querySelector('main').firstElementChild.matches('[data-outbox-bar]')"
            )
        ).ShouldBeTrue();

        // A thin line is another thing than none.
        await context.AddInitScriptAsync(
            "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ effectiveType: '2g' }) })"
        );
        await context.SetOfflineAsync(false);
        await OutboxTests.HoldsAsync(page, 0);
        await page.GotoAsync("/outbox");
        await Assertions.Expect(line).ToHaveTextAsync("The line is slow.");
        await Assertions.Expect(page.Locator("[data-count]")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task K2_what_waits_is_sent_on_load_when_the_line_is_back_and_by_the_button_and_by_nothing_else()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await OutboxTests.CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "en", account: worker);
        var page = await OutboxTests.ReadyAsync(jisr, context);

        // When the line is back, with the page open.
        await context.SetOfflineAsync(true);
        await OutboxTests.SaveAsync(page, unit, 1);
        await context.SetOfflineAsync(false);
        await OutboxTests.HoldsAsync(page, 0);
        (await RegisteredAsync(jisr)).ShouldBe(1);

        // On load, after a day on which the page was closed.
        await context.SetOfflineAsync(true);
        await OutboxTests.SaveAsync(page, unit, 1);
        await page.CloseAsync();
        await context.SetOfflineAsync(false);
        (await RegisteredAsync(jisr)).ShouldBe(1);
        page = await context.NewPageAsync();
        await page.GotoAsync("/offline");
        await OutboxTests.HoldsAsync(page, 0);
        (await RegisteredAsync(jisr)).ShouldBe(2);

        // By the button, at once, however long the device would have waited after a line that broke off.
        await page.RouteAsync("**/api/v1/sync", route => route.AbortAsync());
        await OutboxTests.SaveAsync(page, unit, 1);
        for (var i = 0; i < 6; i++)
            await page.EvaluateAsync("async () => (await import('/ui/outbox.js')).send()");
        await OutboxTests.HoldsAsync(page, 1);
        await page.UnrouteAsync("**/api/v1/sync");
        await page.ClickAsync("[data-outbox-bar] button");
        await OutboxTests.HoldsAsync(page, 0);
        (await RegisteredAsync(jisr)).ShouldBe(3);

        // No queue of the browser holds a copy that it would throw away after a week.
        (
            await page.EvaluateAsync<int>(
                "async () => { const r = await navigator.serviceWorker.ready; return (await r.sync?.getTags())?.length ?? 0; }"
            )
        ).ShouldBe(0);
        var shell = await page.EvaluateAsync<string>("async () => (await fetch('/sw.js')).text()");
        shell.ShouldContain("addEventListener(\"fetch\"");
        shell.ShouldNotContain("\"sync\"");
        shell.ShouldNotContain("periodicsync");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task K3_the_browser_is_asked_once_to_keep_what_is_saved_and_the_page_says_when_it_will_not(
        bool granted
    )
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await OutboxTests.CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "en", account: worker);
        await context.AddInitScriptAsync(
            $"StorageManager.prototype.persist = async () => {{ self.asked = (self.asked ?? 0) + 1; return {(granted ? "true" : "false")}; }};"
        );
        var page = await OutboxTests.ReadyAsync(jisr, context);
        var told = page.Locator("[data-persist]");
        (await AskedAsync(page)).ShouldBe(0, "before there is anything to keep nobody is asked");
        await Assertions.Expect(told).ToBeHiddenAsync();
        await context.SetOfflineAsync(true);
        await OutboxTests.SaveAsync(page, unit, 2);
        (await AskedAsync(page)).ShouldBe(1);
        if (granted)
            await Assertions.Expect(told).ToBeHiddenAsync();
        else
            await Assertions.Expect(told).ToContainTextAsync("may empty its store");
        // The answer is remembered.
        await page.ReloadAsync();
        await OutboxTests.SaveAsync(page, unit, 1);
        (await AskedAsync(page)).ShouldBe(0);
        await Assertions.Expect(told).ToBeVisibleAsync(new() { Visible = !granted });
    }

    [Fact]
    public async Task K4_the_last_record_can_be_changed_for_ten_minutes_on_the_open_page_and_no_record_is_ever_read_back()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (_, worker) = await OutboxTests.CentreAsync(jisr);
        await using var context = await chromium.OpenAsync(jisr, "en", account: worker);
        await context.Clock.InstallAsync(new ClockInstallOptions { TimeDate = jisr.Clock.GetUtcNow().UtcDateTime });
        var page = await OutboxTests.ReadyAsync(jisr, context, withClock: false);
        await context.SetOfflineAsync(true);
        await SaveOneAsync(page, "سلمى النجار");
        var again = page.Locator("[data-saved] button");
        await Assertions.Expect(again).ToBeVisibleAsync();
        await context.Clock.FastForwardAsync("09:30");
        await again.ClickAsync();
        (await page.InputValueAsync("[name=fullName]")).ShouldBe("سلمى النجار");
        await page.FillAsync("[name=fullName]", "سلمى المصححة");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(again).ToBeVisibleAsync();
        await OutboxTests.HoldsAsync(page, 1);
        // Ten minutes after it was last saved it is gone from the page.
        await context.Clock.FastForwardAsync("10:01");
        await Assertions.Expect(again).ToBeHiddenAsync();
        (await page.InputValueAsync("[name=fullName]")).ShouldBe("");

        // A page that was loaded anew knows nothing of the one before.
        await SaveOneAsync(page, "مريم الأحمد");
        await Assertions.Expect(again).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("form[data-outbox]")).ToBeVisibleAsync();
        await Assertions.Expect(again).ToBeHiddenAsync();

        // On the device stand sealed bytes and the public half of the key, and nothing that opens them.
        (
            await page.EvaluateAsync<string>(
                "async () => [...new Set((await (await import('/ui/outbox.js')).list()).flatMap(Object.keys))].sort().join()"
            )
        ).ShouldBeOneOf("blob,id,kid,light,savedAt,seq,size,tries", "blob,id,kid,light,savedAt,seq,size");
        (
            await page.EvaluateAsync<int>(
                "async () => { const { get, bytes } = await import('/ui/outbox.js'); const { key } = await get('device'); return Object.keys(key).sort().join() === 'kid,raw' ? bytes(key.raw).length : -1; }"
            )
        ).ShouldBe(65);
        (
            await page.EvaluateAsync<bool>(
                "async () => { const said = await (await import('/ui/outbox.js')).exported(); return (await said.text()).includes('المصححة'); }"
            )
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task K5_the_worker_of_the_shell_keeps_no_page_with_anybodys_data()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var (unit, worker) = await OutboxTests.CentreAsync(jisr);
        var woman = await OutboxTests.WomanAsync(jisr, unit, worker);
        await using var context = await chromium.OpenAsync(jisr, "en", account: worker);
        var page = await OutboxTests.ReadyAsync(jisr, context);
        foreach (
            var address in (string[])["/people", $"/people/{woman}", "/worklist", "/people/tasks", "/units", "/me"]
        )
        {
            var answer = (await page.GotoAsync(address))!;
            (await answer.HeaderValueAsync("cache-control")).ShouldNotBeNull(address).ShouldContain("no-store");
        }
        await page.GotoAsync($"/people/{woman}");
        (await page.ContentAsync()).ShouldContain("هدى");
        var kept = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const all = [];
              for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname);
              return all;
            }
            """
        );
        kept.ShouldContain("/offline");
        kept.Where(path =>
                path
                    is not (
                        "/offline"
                        or "/offline/change"
                        or "/offline/consent"
                        or "/offline/market"
                        or "/offline/order"
                        or "/offline/counter"
                        or "/offline/round"
                        or "/outbox"
                        or "/language"
                    )
                && path is not ("/offline/places.json" or "/offline.webmanifest")
                && !path.StartsWith("/ui/", StringComparison.Ordinal)
                && !path.StartsWith("/icon", StringComparison.Ordinal)
                && !path.StartsWith("/voices/", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();
        // Without a line her page leads to what works here, and Back brings nothing of her.
        await context.SetOfflineAsync(true);
        await page.GotoAsync($"/people/{woman}");
        await Assertions.Expect(page.Locator("form[data-outbox]")).ToBeVisibleAsync();
        (await page.ContentAsync()).ShouldNotContain("هدى");
    }

    private static Task<long> RegisteredAsync(JisrApp jisr) => jisr.CountAsync("SELECT count(*) FROM people_party");

    private static Task<int> AskedAsync(IPage page) => page.EvaluateAsync<int>("() => self.asked ?? 0");

    private static async Task SaveOneAsync(IPage page, string name)
    {
        await page.CheckAsync("[name=consent]");
        await page.FillAsync("[name=fullName]", name);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-saved]")).ToBeVisibleAsync();
    }
}
