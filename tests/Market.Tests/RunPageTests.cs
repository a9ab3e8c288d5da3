using System.Net;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>A seller's pages of a market run, without script.</summary>
public class RunPageTests
{
    [Theory, Databases]
    public async Task A_seller_plans_a_run_offers_opens_buys_shares_out_and_confirms(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.GoodsAsync("cream", 4500);
        await world.PurseAsync(100_000);
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));

        // Planning: what is wrong stands beside its field, and what was typed stays.
        var list = await seller.GetAsync((await seller.GetAsync("/my/shop")).Link("My market runs"));
        var plan = await seller.GetAsync(list.Link("Plan a market run"));
        var refused = await seller.SendAsync(plan, ("name", "جولة"), ("hour", "soon"), ("fee", "10"));
        refused.Status.ShouldBe(422);
        refused.Value("name").ShouldBe("جولة");
        refused.Document.QuerySelector("[name='hour']")!.GetAttribute("aria-invalid").ShouldBe("true");
        var run = await seller.SendAsync(
            refused,
            ("marketDay.day", "26"),
            ("marketDay.month", "11"),
            ("marketDay.year", "2026"),
            ("closesAt.day", "25"),
            ("closesAt.month", "11"),
            ("closesAt.year", "2026"),
            ("hour", "١٨:٠٠")
        );
        run.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', run.Errors));

        // Nothing is offered yet: it does not open.
        var tooEarly = await seller.SendAsync(run, ("do", "open"));
        tooEarly.Status.ShouldBe(422);
        tooEarly.Errors.ShouldHaveSingleItem().ShouldContain("Choose first");
        var offer = await seller.GetAsync(run.Link("Offer something more"));
        var noCeiling = await seller.SendAsync(offer, ("sku", "cream"), ("priceRule", "up-to"));
        noCeiling.Status.ShouldBe(422);
        noCeiling.Document.QuerySelector("[name='ceiling']")!.GetAttribute("aria-invalid").ShouldBe("true");
        run = await seller.SendAsync(noCeiling, ("ceiling", "48"));
        run.Text.ShouldContain("صنف cream");
        run = await seller.SendAsync(run, ("do", "open"));
        run.Text.ShouldContain("Open for orders");

        // Two buyers; the second leaves a draft too.
        world.At(run.Address.Split('/')[^1]);
        var order = await world.OrderAsync(Ana, Line("cream", 3000));
        await world.OrderAsync(Bana, Line("cream", 2000));
        await world.JoinAsync(Ana, [Line("cream", 1000)]);
        run = await seller.GetAsync(run.Address);
        run.Text.ShouldContain("Asked: 5");
        var take = run.Document.QuerySelector("button[value^='take:']")!.GetAttribute("value")!;
        run = await seller.SendAsync(run, ("do", take));
        run.Text.ShouldContain("Asked: 6");
        run = await seller.SendAsync(run, ("do", "close"));
        run.Text.ShouldContain("To buy: 6");

        // At the market.
        var buy = await seller.GetAsync(run.Link("Bought"));
        var dear = await seller.SendAsync(buy, ("qty", "5"), ("paid", "2000"));
        dear.Status.ShouldBe(422);
        dear.Document.QuerySelector("[name='paidBy']")!.GetAttribute("aria-invalid").ShouldBe("true");
        dear.Value("qty").ShouldBe("5");
        run = await seller.SendAsync(dear, ("paid", "150"));
        run.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', run.Errors));
        run.Text.ShouldContain("Bought: 5");
        run.Text.ShouldContain("850.00");

        // Shared out, changed by hand with a reason, confirmed.
        run = await seller.SendAsync(run, ("do", "share"));
        run.Text.ShouldContain("Short");
        var change = await seller.GetAsync(run.Document.QuerySelector("a[href*='/lines/']")!.GetAttribute("href")!);
        var silent = await seller.SendAsync(change, ("given", "2"));
        silent.Status.ShouldBe(422);
        silent.Document.QuerySelector("[name='note']")!.GetAttribute("aria-invalid").ShouldBe("true");
        run = await seller.SendAsync(silent, ("note", "one is broken"));
        run.Text.ShouldContain("reckoned: 3");
        run = await seller.SendAsync(run, ("do", "confirm"));
        run.Text.ShouldContain("Shared out: hand over");
        (await world.OwesAsync(order)).ShouldBe(10_000);
        (await jisr.CountAsync("SELECT qty FROM market_left_over")).ShouldBe(1000);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task MK18_MK20_a_seller_takes_a_buy_back_sees_both_ways_of_a_gap_and_says_what_is_left(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("egg", 100, rule: "market-plus");
        await world.OpenAsync();
        var x = await world.OrderAsync(Ana, Line("egg", 10_000));
        var y = await world.OrderAsync(Bana, Line("egg", 8000));
        var z = await world.OrderAsync(Cila, Line("egg", 6000));
        await world.PurseAsync(10_000);
        await world.CloseAsync();
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var run = await seller.GetAsync("/my/runs/" + world.Run);
        run = await seller.SendAsync(await seller.GetAsync(run.Link("Bought")), ("qty", "24"), ("paid", "42"));
        var buy = await seller.GetAsync(run.Link("Bought"));
        var entry = buy.Document.QuerySelector("button[name='entry']")!.GetAttribute("value")!;
        buy = await seller.SendAsync(buy, "form.one", ("entry", entry));
        buy.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', buy.Errors));
        run = await seller.SendAsync(buy, ("qty", "24"), ("paid", "24"));
        run.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', run.Errors));
        (await jisr.CountAsync("SELECT sum(paid_minor) FROM market_buy_entry")).ShouldBe(2400);

        // The bus, typed wrong and taken back.
        var spent = await seller.GetAsync(run.Link("What else the run cost"));
        spent = await seller.SendAsync(spent, ("what", "bus"), ("amount", "6"), ("do", "spend"));
        spent.Text.ShouldContain("6.00");
        spent = await seller.SendAsync(
            spent,
            ("do", spent.Document.QuerySelector("button[value^='undo:']")!.GetAttribute("value")!)
        );
        spent.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', spent.Errors));
        (await world.BalanceAsync("Cost", world.Run)).ShouldBe(2400);

        // 23 arrived: both ways stand side by side before she chooses.
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync(
            "share.change",
            new
            {
                lineId = await world.LineIdAsync(z, "egg"),
                given = 5000,
                reason = "by-hand",
                note = "broken",
            }
        );
        var goods = await seller.GetAsync((await seller.GetAsync("/my/runs/" + world.Run)).Link("Price and rest"));
        foreach (var sum in (string[])["10.00", "8.00", "5.00", "10.44", "8.35", "5.21", "23.00", "24.00", "1.00"])
            goods.Text.ShouldContain(sum);
        goods = await seller.SendAsync(goods, ("do", "cover"));
        goods.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', goods.Errors));
        await world.DoAsync("share.confirm", new { runId = world.Run });
        foreach (var (order, owes) in ((Guid, long)[])[(x, 1044), (y, 835), (z, 521)])
            (await world.OwesAsync(order)).ShouldBe(owes);

        // What is left over.
        goods = await seller.GetAsync(goods.Address);
        goods = await seller.SendAsync(goods, ("fate", "back-to-stall"), ("do", "fate"));
        goods.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', goods.Errors));
        (await jisr.TextAsync("SELECT fate FROM market_left_over")).ShouldBe("back-to-stall");
    }

    [Theory, Databases]
    public async Task MK27_MK28_a_seller_moves_tells_clones_and_cancels(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        var order = (await world.JoinAsync(Ana, [Line("cream", 1000)], language: "en")).Subject!.Value;
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        using var shopper = jisr.Browser();
        (await shopper.GetAsync("/o/" + world.TokenOf(order))).Text.ShouldContain("26 November 2026");

        // Moving asks first, because somebody has ordered.
        var move = await seller.GetAsync((await seller.GetAsync("/my/runs/" + world.Run)).Link("Move its dates"));
        var asked = await seller.SendAsync(move, ("marketDay.day", "27"));
        asked.Status.ShouldBe(422);
        asked.Value("marketDay.day").ShouldBe("27");
        var run = await seller.SendAsync(asked, ("confirmed", "yes"));
        run.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', run.Errors));
        run.Text.ShouldContain("27 November 2026");
        (await shopper.GetAsync("/o/" + world.TokenOf(order))).Text.ShouldContain("27 November 2026");

        // What to tell whom, in her language, until she knows.
        var notices = await seller.GetAsync(run.Link("What buyers must be told"));
        notices.Html.ShouldContain("The market day of your order is 27 November 2026 now");
        var told = notices.Document.QuerySelector("button[name='told']")!.GetAttribute("value")!;
        notices = await seller.SendAsync(notices, ("told", told));
        notices.Text.ShouldContain("Every buyer has been told");

        // Once more, a week later.
        var clone = await seller.GetAsync(run.Link("The same run once more"));
        var next = await seller.SendAsync(clone);
        next.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', next.Errors));
        next.Text.ShouldContain("4 December 2026");
        next.Text.ShouldContain("Planned");

        // Cancelled, with a reason that the buyer reads.
        var cancel = await seller.GetAsync(run.Link("Cancel this run"));
        var silent = await seller.SendAsync(cancel);
        silent.Status.ShouldBe(422);
        notices = await seller.SendAsync(silent, ("reason", "the road is closed"));
        notices.Html.ShouldContain("does not take place: the road is closed");
        (await world.StageAsync()).ShouldBe("cancelled");
        (await shopper.GetAsync("/o/" + world.TokenOf(order))).Text.ShouldContain("This order was cancelled");
    }

    [Theory, Databases]
    public async Task The_run_of_another_seller_is_no_page(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        var (_, other) = await new FrontWorld(jisr).ShopAsync("other");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(other));
        foreach (var address in (string[])["", "/offer", "/buy/cream"])
            (await browser.GetAsync($"/my/runs/{world.Run}{address}")).Status.ShouldBe(404, address);
        (await browser.GetAsync("/my/runs")).Html.ShouldNotContain("جولة الخميس");
    }

    [Fact]
    public async Task The_pages_speak_three_languages()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        await world.OrderAsync(Ana, Line("cream", 1000));
        var account = await jisr.AccountOfAsync(world.Seller);
        foreach (
            var (language, says) in ((string, string)[])
                [("ar", "قائمة الشراء"), ("fr", "Liste d’achats"), ("en", "Shopping list")]
        )
        {
            using var browser = jisr.BrowserOf(account, language);
            (await browser.GetAsync("/my/runs/" + world.Run)).Text.ShouldContain(says);
            (await browser.GetAsync("/my/runs")).Status.ShouldBe(200);
        }
    }
}
