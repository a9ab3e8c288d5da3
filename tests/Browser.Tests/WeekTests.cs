using System.Globalization;
using Jisr.Market.Tests;
using Jisr.Testing;
using Microsoft.Playwright;

namespace Jisr.Browser.Tests;

/// <summary>A whole week of a seller in Chromium, in Arabic on a small phone, with the market hour without a line: 12 buyers,
/// 20 products, 6 stalls, one missing, one substitute, one dearer, one refused at the door.</summary>
public class WeekTests(Chromium chromium)
{
    private const int Buyers = 12;
    private const int Products = 20;
    private const int Stalls = 6;
    private const string Missing = "p07";
    private const string Replaced = "p03";
    private const string Dearer = "p05";
    private const string Other = "p03-b";

    [Fact]
    public async Task MK16_MK19_a_week_with_the_market_hour_without_a_line_closes_to_zero()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        var world = new RunWorld(jisr);
        var account = await PlannedAsync(jisr, world);
        var orders = await OrdersAsync(jisr, world);

        await using var context = await chromium.OpenAsync(jisr, "ar", account: account);
        await context.Clock.SetFixedTimeAsync(jisr.Clock.GetUtcNow().UtcDateTime);
        var page = await context.NewPageAsync();
        page.Console += (_, m) => TestContext.Current.TestOutputHelper?.WriteLine(m.Type + ": " + m.Text);
        page.PageError += (_, e) => TestContext.Current.TestOutputHelper?.WriteLine("page error: " + e);

        // At home: her phone is made ready, the run closed, the list taken along.
        await page.GotoAsync("/my/phone");
        await page.FillAsync("[name=name]", "هاتفي");
        await page.ClickAsync("form#f button.button");
        await page.WaitForURLAsync("**/offline/market");
        await Assertions.Expect(page.Locator("[data-no-list]")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller?.state === 'activated'");
        await page.GotoAsync("/my/runs/" + world.Run);
        await page.ClickAsync("button[name=do][value=close]");
        await page.GotoAsync($"/my/runs/{world.Run}/take");
        await page.ClickAsync("[data-take] button");
        await page.WaitForURLAsync("**/offline/market");
        await Assertions.Expect(page.Locator("[data-list] li")).ToHaveCountAsync(Products);
        (await page.Locator("[data-list] section").CountAsync()).ShouldBe(Stalls);
        (await SidewaysAsync(page)).ShouldBeFalse();

        // At the market: no line.
        await context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-list] li")).ToHaveCountAsync(Products);
        for (var n = 1; n <= Products; n++)
            await BuyAsync(page, Sku(n));
        await Assertions.Expect(page.Locator("[data-lines-left]")).ToContainTextAsync("اشتُري كل شيء");
        // A sum typed wrongly is taken back and typed again.
        await OpenAsync(page, "p01");
        await page.FillAsync("[name=qty]", "1");
        await page.FillAsync("[name=paid]", "٥١٠");
        await page.ClickAsync("[data-buy] [type=submit]");
        // Dearer than the last time by far, asked once.
        await page.Locator("[data-entries] li button").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-entries] li .gone")).ToHaveCountAsync(1);
        await page.ClickAsync("summary:has-text('الحافلة')");
        await page.FillAsync("[name=what]", "الحافلة");
        await page.FillAsync("[name=amount]", "٦٠");
        await page.ClickAsync("[data-spend] [type=submit]");

        // MK19: nothing on the device names a buyer.
        var dump = await page.EvaluateAsync<string>(OutboxTests.Dump);
        dump.ShouldContain("صنف p01");
        for (var n = 0; n < Buyers; n++)
        {
            dump.ShouldNotContain(Name(n));
            dump.ShouldNotContain(Phone(n)[1..]);
        }
        dump.ShouldNotContain(FrontWorld.Point);

        // The purse is counted: what is expected, to the last coin; a count that differs asks why.
        var expected = await page.InnerTextAsync("[data-purse]");
        await page.ClickAsync("summary:has-text('كيس السوق')");
        await page.FillAsync("[name=counted]", "1");
        await page.ClickAsync("[data-count-purse] [type=submit]");
        await Assertions.Expect(page.Locator("[name=why]")).ToBeVisibleAsync();
        await page.FillAsync("[name=counted]", Digits(expected));
        await page.ClickAsync("[data-count-purse] [type=submit]");
        await Assertions.Expect(page.Locator("[data-entries] li")).ToHaveCountAsync(Products + 2);
        (await page.InputValueAsync("[data-text]")).Split('\n').Length.ShouldBe(Products + 2);
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry")).ShouldBe(0);

        // On the bus home the line is back. The first answer is lost; nothing is written twice.
        await page.RouteAsync(
            "**/api/v1/sync",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            },
            new PageRouteOptions { Times = 1 }
        );
        await context.SetOfflineAsync(false);
        for (var i = 0; i < 200 && await HeldAsync(page) > 0; i++)
        {
            await page.EvaluateAsync("async () => (await import('/ui/outbox.js')).send()");
            await Task.Delay(100);
        }
        (await HeldAsync(page)).ShouldBe(0);
        await Assertions.Expect(page.Locator("[data-entries] li[data-light=accepted]")).ToHaveCountAsync(Products + 2);
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry WHERE reverses_id IS NULL")).ShouldBe(Products);
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry WHERE reverses_id IS NOT NULL")).ShouldBe(1);
        (
            await jisr.TextAsync(
                "SELECT l.decision FROM market_buy_line l JOIN market_variant v ON v.id = l.variant_id WHERE v.sku = 'p07'"
            )
        ).ShouldBe("none");
        (await jisr.CountAsync("SELECT counted - expected FROM ledger_cash_count WHERE state = 'confirmed'")).ShouldBe(
            0
        );
        (await world.BalanceAsync("Suspense", world.Purse)).ShouldBe(0);

        // At home: shared out, one price dearer, and confirmed.
        await page.GotoAsync("/my/runs/" + world.Run);
        await page.ClickAsync("button[name=do][value=share]");
        await page.GotoAsync($"/my/runs/{world.Run}/goods/{Dearer}");
        await page.FillAsync("[name=unit]", "١٦");
        await page.ClickAsync("button[name=do][value=price]");
        await page.GotoAsync("/my/runs/" + world.Run);
        await page.ClickAsync("button[name=do][value=confirm]");
        (await world.StageAsync()).ShouldBe("delivering");

        // The slips say each change, and why.
        await page.GotoAsync($"/my/runs/{world.Run}/slips");
        var slips = await page.InnerTextAsync("main");
        slips.ShouldContain("صنف " + Other);
        (
            await jisr.CountAsync("SELECT count(*) FROM market_line_change WHERE reason = 'substitute'")
        ).ShouldBeGreaterThan(0);
        (
            await jisr.CountAsync("SELECT count(*) FROM market_line_change WHERE reason = 'market-price'")
        ).ShouldBeGreaterThan(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_line_change WHERE reason = 'short'")).ShouldBeGreaterThan(
            0
        );

        await RoundAsync(jisr, world, page, orders);
        await page.GotoAsync("/my/runs/" + world.Run);
        await page.ClickAsync("button[name=do][value=settle]");
        (await world.StageAsync()).ShouldBe("settled");
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    // The courier goes the round by his link; at the last door the bag is refused because of the price.
    private async Task RoundAsync(JisrApp jisr, RunWorld world, IPage seller, IReadOnlyList<Guid> orders)
    {
        await seller.GotoAsync("/my/rounds/plan?run=" + world.Run);
        await seller.FillAsync("[name=courier]", "أبو أحمد");
        for (var n = 0; n < orders.Count; n++)
            await seller.FillAsync($"[name='no.{orders[n]}']", (n + 1).ToString(CultureInfo.InvariantCulture));
        await seller.ClickAsync("form#f button[type=submit]:not([formnovalidate])");
        await seller.ClickAsync("button[name=do][value=load]");
        var round = seller.Url;
        var link = new Uri(await seller.InputValueAsync("#copy-link")).AbsolutePath;

        await using var phone = await chromium.OpenAsync(jisr, "ar", script: false);
        var courier = await phone.NewPageAsync();
        await courier.GotoAsync(link);
        (await courier.ContentAsync()).ShouldNotContain(Phone(0)[1..]);
        await courier.ClickAsync("button[name=do][value=start]");
        for (var n = 1; n <= orders.Count; n++)
        {
            await courier.GotoAsync($"{link}/{n}");
            if (n < orders.Count)
                await courier.CheckAsync("[name=result][value=full]");
            else
            {
                await courier.CheckAsync("[name=result][value=failed]");
                await courier.SelectOptionAsync("[name=reason]", "refused-price");
            }
            await courier.ClickAsync("form#f button[type=submit]:not([formnovalidate])");
        }
        await courier.ClickAsync("button[name=do][value=end]");
        await courier.GotoAsync(link + "/bag");
        var owed = await jisr.CountAsync(
            "SELECT coalesce(sum(b.posted_d - b.posted_c), 0) FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id "
                + $"WHERE a.purpose = 'Cash' AND a.owner_id = {world.Id(RunWorld.BagOf(Guid.Parse(round.Split('/')[^1])))}"
        );
        await courier.FillAsync("[name='counted.TRY']", (owed / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        await courier.ClickAsync("form#f button[type=submit]:not([formnovalidate])");
        var code = (await courier.InnerTextAsync(".giant .code")).Trim();
        await seller.GotoAsync(round);
        await seller.FillAsync("[name=code]", code);
        await seller.ClickAsync("button[name=do][value=receive]");
        await seller.ClickAsync("button[name=do][value=close]");
        (await world.BalanceAsync("Cash", RunWorld.BagOf(Guid.Parse(round.Split('/')[^1])))).ShouldBe(0);

        // What was refused comes back into her goods; nothing is marked on the buyer by itself (MK32).
        await seller.GotoAsync($"/my/orders/{orders[^1]}/take-back");
        await seller.ClickAsync("form#f button[type=submit]:not([formnovalidate])");
    }

    private static async Task<Kernel.Ids.AccountId> PlannedAsync(JisrApp jisr, RunWorld world)
    {
        await world.ShopAsync();
        await world.PlanAsync();
        var stalls = new List<Guid>();
        for (var n = 1; n <= Stalls; n++)
            stalls.Add(
                (await world.DoAsync("stall.add", new { shopId = world.Shop, name = "بسطة " + n })).Subject!.Value
            );
        for (var n = 1; n <= Products; n++)
        {
            await world.GoodsAsync(Sku(n), 1500);
            await world.DoAsync(
                "offer.add",
                new
                {
                    runId = world.Run,
                    sku = Sku(n),
                    priceRule = Sku(n) == Dearer ? "up-to" : "fixed",
                    ceiling = Sku(n) == Dearer ? 1700 : (int?)null,
                    stallId = stalls[n % Stalls],
                }
            );
        }
        await world.GoodsAsync(Other, 1600);
        await world.OpenAsync();
        await world.PurseAsync(200_000);
        return await jisr.AccountOfAsync(world.Seller);
    }

    // The first two order by themselves on the page of the run; the others by its command.
    private async Task<IReadOnlyList<Guid>> OrdersAsync(JisrApp jisr, RunWorld world)
    {
        var orders = new List<Guid>();
        for (var n = 0; n < Buyers; n++)
        {
            string[] wants = [Sku(n % Products + 1), Sku((n + 6) % Products + 1), Sku((n + 12) % Products + 1)];
            if (n >= 2)
            {
                object[] lines =
                [
                    .. wants.Select(s => RunWorld.Line(s, 2000, substitute: s == Replaced ? 2000 : null)),
                ];
                var answer = await world.JoinAsync(Phone(n), lines, name: Name(n));
                answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
                orders.Add(answer.Subject!.Value);
                continue;
            }
            // Each with a phone of her own.
            await using var phone = await chromium.OpenAsync(jisr, "ar", script: false);
            var shopper = await phone.NewPageAsync();
            await shopper.GotoAsync("/s/reem/run");
            foreach (var sku in wants)
                await shopper.FillAsync($"[name='q.{sku}']", "٢");
            await shopper.FillAsync("[name=name]", Name(n));
            await shopper.FillAsync("[name=phone]", Phone(n));
            await shopper.CheckAsync($"[name=where][value='p:{FrontWorld.Point}']");
            await shopper.ClickAsync("button[name=go][value=check]");
            await shopper.ClickAsync("button[name=go][value=place]");
            shopper.Url.ShouldContain("/o/");
            orders.Add(
                await world.IdAsync($"SELECT {{0}} FROM market_order o WHERE o.buyer_name = '{Name(n)}'", "o.id")
            );
        }
        return orders;
    }

    private static async Task BuyAsync(IPage page, string sku)
    {
        await OpenAsync(page, sku);
        if (sku == Missing)
        {
            await page.ClickAsync("[data-none-here]");
            await Assertions.Expect(page.Locator("[data-buy]")).ToBeHiddenAsync();
            return;
        }
        var hint = await page.InnerTextAsync("[data-buy-hint]");
        if (sku == Replaced)
        {
            Digits(hint).ShouldContain("20.00", Case.Sensitive, "how many accept another, and up to which price");
            await page.SelectOptionAsync("[name=other]", Other);
        }
        var qty = Digits(hint.Split('·')[0]);
        await page.FillAsync("[name=qty]", qty);
        // What is wrong stands beside its field, and what was typed stays.
        if (sku == "p02")
        {
            await page.FillAsync("[name=paid]", "1,000");
            await page.ClickAsync("[data-buy] [type=submit]");
            await Assertions.Expect(page.Locator(".field.bad [name=paid]")).ToBeVisibleAsync();
            (await page.InputValueAsync("[name=qty]")).ShouldBe(qty);
        }
        var each = sku == Dearer ? 14m : 10m;
        await page.FillAsync(
            "[name=paid]",
            (decimal.Parse(qty, CultureInfo.InvariantCulture) * each).ToString(CultureInfo.InvariantCulture)
        );
        await page.ClickAsync("[data-buy] [type=submit]");
        await Assertions.Expect(page.Locator("[data-buy]")).ToBeHiddenAsync();
    }

    private static async Task OpenAsync(IPage page, string sku)
    {
        await page.ClickAsync($"[data-list] li[data-sku='{sku}'] button");
        await Assertions.Expect(page.Locator("[data-buy]")).ToBeVisibleAsync();
    }

    private static Task<int> HeldAsync(IPage page) =>
        page.EvaluateAsync<int>("async () => (await (await import('/ui/outbox.js')).list()).length");

    // Digits of a shown number as a keyboard types them.
    private static string Digits(string shown) =>
        string.Concat(
            shown
                .Select(c =>
                    c is >= '٠' and <= '٩' ? (char)('0' + (c - '٠'))
                    : c == '٫' ? '.'
                    : c
                )
                .Where(c => char.IsAsciiDigit(c) || c == '.')
        );

    private static string Sku(int n) => "p" + n.ToString("00", CultureInfo.InvariantCulture);

    private static string Name(int n) =>
        "زبونة" + (char)('ا' + n % 3) + (n + 100).ToString(CultureInfo.InvariantCulture);

    private static string Phone(int n) => "09441234" + (n + 10).ToString("00", CultureInfo.InvariantCulture);

    private static Task<bool> SidewaysAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
