using Jisr.Market.Tests;
using Jisr.Testing;
using Microsoft.Playwright;

namespace Jisr.Browser.Tests;

/// <summary>The courier's round in Chromium, in Arabic on a small phone, in streets without a line (doors.md §5.5).</summary>
public class CourierTests(Chromium chromium)
{
    private const string Pin = "٤٨٢٩١٧";

    private const string Kept = """
        async () => {
          const db = await new Promise((done) => { const ask = indexedDB.open("jisr-outbox", 1); ask.onsuccess = () => done(ask.result); });
          const all = (store) => new Promise((done) => { const ask = db.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => done(ask.result); });
          const text = (bytes) => new TextDecoder("latin1").decode(bytes);
          const plain = (value) => value instanceof Uint8Array ? new TextDecoder().decode(value) + text(value) : value && typeof value === "object" ? Object.entries(value).map(([k, v]) => k + ":" + plain(v)).join("\n") : String(value);
          return [...await all("state"), ...await all("records")].map(plain).join("\n") + JSON.stringify({ ...localStorage, ...sessionStorage });
        }
        """;

    [Fact]
    public async Task MK05_a_courier_goes_without_a_line_and_the_list_is_read_by_his_pin_alone()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        await jisr.AccountOfAsync(world.Seller);
        var round = await world.RoundAsync(world.Run, "أبو أحمد", a, b, c);
        await world.DoAsync("round.load", new { roundId = round });
        var token = world.RoundTokenOf(round);

        await using var context = await chromium.OpenAsync(jisr, "ar");
        await context.Clock.SetFixedTimeAsync(jisr.Clock.GetUtcNow().UtcDateTime);
        var page = await context.NewPageAsync();
        page.PageError += (_, e) => TestContext.Current.TestOutputHelper?.WriteLine("page error: " + e);

        // At the shop: he chooses a PIN, and the list comes.
        await page.GotoAsync($"/c/{token}/take");
        await page.FillAsync("[name=pin]", "111111");
        await page.FillAsync("[name=again]", "111111");
        await page.ClickAsync("[data-take-round] [type=submit]");
        await Assertions.Expect(page.Locator("[data-say=short]")).ToBeVisibleAsync();
        await page.FillAsync("[name=pin]", Pin);
        await page.FillAsync("[name=again]", Pin);
        await page.ClickAsync("[data-take-round] [type=submit]");
        await page.WaitForURLAsync("**/offline/round");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller?.state === 'activated'");
        await Assertions.Expect(page.Locator("[data-gate]")).ToBeVisibleAsync();

        // Without a line.
        await context.SetOfflineAsync(true);
        await page.ReloadAsync();
        var names = await jisr.TextAsync("SELECT min(buyer_name) FROM market_order");
        var stored = await page.EvaluateAsync<string>(Kept);
        foreach (var secret in (string[])[names!, token, "حارم", "dueMinor", "\"due\""])
            stored.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(secret);
        await OpenAsync(page, "123450");
        await Assertions.Expect(page.Locator("[data-wrong]")).ToBeVisibleAsync();
        await OpenAsync(page, Pin);
        await Assertions.Expect(page.Locator("[data-stops] li")).ToHaveCountAsync(3);
        (await page.InnerTextAsync("[data-stops]")).ShouldContain(names!);
        (
            await page.EvaluateAsync<bool>(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        ).ShouldBeFalse();
        await page.ClickAsync("[data-go]");

        // One pays another sum; what is missing stands beside its field, and what was typed stays.
        await DoorAsync(page, a);
        await page.CheckAsync("[data-door] [value=other]");
        await page.ClickAsync("[data-door] [type=submit]");
        await Assertions.Expect(page.Locator(".field.bad [name=amount]")).ToBeVisibleAsync();
        await page.FillAsync("[data-door] [name=amount]", "٣٠٠");
        await page.ClickAsync("[data-door] [type=submit]");
        await Assertions.Expect(page.Locator("[data-door]")).ToBeHiddenAsync();
        // One refuses a part and pays for the rest.
        var soap = await world.LineIdAsync(b, "soap");
        await DoorAsync(page, b);
        await page.CheckAsync("[data-door] [value=part]");
        await page.FillAsync("[data-door] [name=amount]", "100");
        await page.FillAsync($"[name='refused.{soap}']", "99");
        await page.ClickAsync("[data-door] [type=submit]");
        await Assertions.Expect(page.Locator($".field.bad [name='refused.{soap}']")).ToBeVisibleAsync();
        await page.FillAsync($"[name='refused.{soap}']", "1");
        await page.ClickAsync("[data-door] [type=submit]");
        await Assertions.Expect(page.Locator("[data-door]")).ToBeHiddenAsync();
        // One is not at home.
        await DoorAsync(page, c);
        await page.CheckAsync("[data-door] [value=failed]");
        await page.SelectOptionAsync("[data-door] [name=reason]", "not-home");
        await page.ClickAsync("[data-door] [type=submit]");
        await Assertions.Expect(page.Locator("span[data-left]")).ToContainTextAsync("لكل محطة نتيجة");

        // The phone is shut and opened again: all is there by the PIN; what was written is sealed for the server.
        await page.ReloadAsync();
        stored = await page.EvaluateAsync<string>(Kept);
        foreach (var secret in (string[])[names!, token, "not-home", "refused", "30000"])
            stored.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(secret);
        await OpenAsync(page, Pin);
        await page.ClickAsync("[data-end]");
        // Counted otherwise than it should be: he says why.
        await page.FillAsync("[name='counted.TRY']", "390");
        await page.ClickAsync("[data-count-bag] [type=submit]");
        await Assertions.Expect(page.Locator("[name='reason.TRY']")).ToBeVisibleAsync();
        (await page.InputValueAsync("[name='counted.TRY']")).ShouldBe("390");
        await page.FillAsync("[name='reason.TRY']", "فكة ناقصة");
        await page.ClickAsync("[data-count-bag] [type=submit]");
        await Assertions.Expect(page.Locator("[data-handed]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-digits]")).ToBeHiddenAsync();

        // The line is back: all is written, once, and the four digits are there.
        await context.SetOfflineAsync(false);
        await OutboxTests.HoldsAsync(page, 0);
        await Assertions.Expect(page.Locator("[data-digits]")).ToBeVisibleAsync();
        (await jisr.CountAsync("SELECT count(*) FROM market_payment WHERE stop_id IS NOT NULL")).ShouldBe(2);
        (await world.LineAsync(b, "soap", "written_off")).ShouldBe(1000);
        (await jisr.CountAsync("SELECT counted FROM market_hand_over_sum")).ShouldBe(39_000);
        (await jisr.CountAsync("SELECT expected FROM market_hand_over_sum")).ShouldBe(40_000);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_worklist_item")).ShouldBe(0);
        await page.ClickAsync("[data-digits]");
        await Assertions.Expect(page.Locator(".giant .code")).ToHaveTextAsync(await world.CodeAsync(round));

        // The round is closed: the list is gone from the phone.
        await world.DoAsync("bag.receive", new { roundId = round, code = await world.CodeAsync(round) });
        await world.DoAsync("round.close", new { roundId = round });
        await page.GotoAsync("/offline/round");
        await Assertions.Expect(page.Locator("[data-no-round]")).ToBeVisibleAsync();
        (
            await page.EvaluateAsync<bool>("async () => !(await (await import('/ui/outbox.js')).get('round'))")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task The_list_is_wiped_after_ten_wrong_pins_and_after_24_hours()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var world = new RunWorld(jisr);
        var (a, _, _) = await world.SharedThursdayAsync();
        var round = await world.OutAsync(world.Run, "أبو أحمد", a);
        await using var context = await chromium.OpenAsync(jisr, "en");
        await context.Clock.SetFixedTimeAsync(jisr.Clock.GetUtcNow().UtcDateTime);
        var page = await context.NewPageAsync();
        await TakeAsync(page, world.RoundTokenOf(round));
        await context.SetOfflineAsync(true);
        for (var n = 0; n < 9; n++)
        {
            await OpenAsync(page, "90807" + n);
            await Assertions.Expect(page.Locator("[data-wrong]")).ToBeVisibleAsync();
        }
        await OpenAsync(page, "111222");
        await Assertions.Expect(page.Locator("[data-no-round]")).ToBeVisibleAsync();

        await context.SetOfflineAsync(false);
        await TakeAsync(page, world.RoundTokenOf(round));
        await context.SetOfflineAsync(true);
        await context.Clock.SetFixedTimeAsync(jisr.Clock.GetUtcNow().UtcDateTime.AddHours(25));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-no-round]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-gate]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task MK41_a_counter_is_counted_without_a_line_and_what_should_be_there_is_said_only_then()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        var opened = await world.DoAsync("counter.open", new { shopId = world.Shop, name = "المعرض" });
        await using var context = await chromium.OpenAsync(
            jisr,
            "ar",
            account: await jisr.AccountOfAsync(world.Seller)
        );
        await context.Clock.SetFixedTimeAsync(jisr.Clock.GetUtcNow().UtcDateTime);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/my/phone");
        await page.FillAsync("[name=name]", "هاتفي");
        await page.ClickAsync("form#f button.button");
        await page.WaitForURLAsync("**/offline/market");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller?.state === 'activated'");
        await page.GotoAsync("/offline/counter#" + opened.Subject);
        await Assertions.Expect(page.Locator("[data-till]")).ToBeVisibleAsync();
        await context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await page.ClickAsync("[data-open] summary");
        await page.ClickAsync("[data-end] [type=submit]");
        await Assertions.Expect(page.Locator(".field.bad [name=counted]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-why]")).ToBeHiddenAsync();
        await page.FillAsync("[name=counted]", "٥");
        await page.ClickAsync("[data-end] [type=submit]");
        await Assertions.Expect(page.Locator(".field.bad [name=reason]")).ToBeVisibleAsync();
        (await page.InputValueAsync("[name=counted]")).ShouldBe("٥");
        await page.FillAsync("[name=reason]", "فكة من البيت");
        await page.ClickAsync("[data-end] [type=submit]");
        await Assertions.Expect(page.Locator("[data-ended]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-open]")).ToBeHiddenAsync();
        await context.SetOfflineAsync(false);
        await OutboxTests.HoldsAsync(page, 0);
        (await jisr.CountAsync("SELECT counted_minor FROM market_counter WHERE closed_at IS NOT NULL")).ShouldBe(500);
    }

    private static async Task TakeAsync(IPage page, string token)
    {
        await page.GotoAsync($"/c/{token}/take");
        await page.FillAsync("[name=pin]", Pin);
        await page.FillAsync("[name=again]", Pin);
        await page.ClickAsync("[data-take-round] [type=submit]");
        await page.WaitForURLAsync("**/offline/round");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller?.state === 'activated'");
    }

    private static async Task OpenAsync(IPage page, string pin)
    {
        await page.FillAsync("[data-gate] [name=pin]", pin);
        await page.ClickAsync("[data-gate] [type=submit]");
    }

    private static async Task DoorAsync(IPage page, Guid order)
    {
        await page.ClickAsync($"[data-stops] li[data-order='{order}'] button");
        await Assertions.Expect(page.Locator("[data-door]")).ToBeVisibleAsync();
    }
}
