using System.Net;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>A shopper's pages of a market run, without script and without an account.</summary>
public class RunOrderPageTests
{
    [Theory, Databases]
    public async Task MK12_a_shopper_sees_what_fills_the_box_orders_adds_and_lowers(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        using var shopper = jisr.Browser("en");
        (await shopper.GetAsync("/s/reem/run")).Status.ShouldBe(404);
        await world.PlanAsync();
        await world.OfferAsync("soap", 2500, rule: "up-to", ceiling: 2800, caseSize: 12_000);
        await world.OfferAsync("kohl", 3500);
        (await shopper.GetAsync("/s/reem")).Html.ShouldNotContain("/s/reem/run");
        await world.OpenAsync();
        await world.OrderAsync(Ana, Line("soap", 10_000, tolerance: 4000));
        await world.OrderAsync(Bana, Line("soap", 7000));

        var page = await shopper.GetAsync((await shopper.GetAsync("/s/reem")).Link("Order from the market run"));
        page.Text.ShouldContain("3 pieces more and the next box is full");
        page.Text.ShouldContain("at most 28.00");
        // Nobody's name or number is on it.
        page.Html.ShouldNotContain("سارة");

        // What is wrong stands beside its box, and what was typed stays.
        var wrong = await shopper.SendAsync(page, ("q.soap", "1.5"), ("name", "ليلى"), ("go", "check"));
        wrong.Status.ShouldBe(422);
        wrong.Value("name").ShouldBe("ليلى");
        wrong.Document.QuerySelector("[name='q.soap']")!.GetAttribute("aria-invalid").ShouldBe("true");
        wrong.Document.QuerySelector("[name='phone']")!.GetAttribute("aria-invalid").ShouldBe("true");
        var noPrice = await shopper.SendAsync(
            wrong,
            ("q.soap", "3"),
            ("more.soap", "1"),
            ("q.kohl", "1"),
            ("missing.kohl", "same-kind"),
            ("phone", Cila),
            ("go", "check")
        );
        noPrice.Status.ShouldBe(422);
        noPrice.Document.QuerySelector("[name='upto.kohl']")!.GetAttribute("aria-invalid").ShouldBe("true");
        var check = await shopper.SendAsync(noPrice, ("upto.kohl", "40"), ("go", "check"));
        check.Status.ShouldBe(200, string.Join(' ', check.Errors));
        check.Text.ShouldContain("and up to 1 piece more");
        check.Text.ShouldContain("another kind up to 40.00");
        check.Text.ShouldContain("110.00");
        var order = await shopper.SendAsync(check, ("go", "place"));
        order.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', order.Errors));
        order.Address.ShouldStartWith("/o/");
        (
            await jisr.CountAsync("SELECT count(*) FROM market_order_line WHERE tolerance = 1000 AND asked = 3000")
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_order_line WHERE substitute = 'same-kind' AND substitute_ceiling_minor = 4000"
            )
        ).ShouldBe(1);

        // She adds to it by its secret, and then wants less: what she asked last falls first.
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        var more = await shopper.GetAsync(order.Link("Add something to this order"));
        check = await shopper.SendAsync(more, ("q.soap", "2"), ("name", "ليلى"), ("phone", Cila), ("go", "check"));
        order = await shopper.SendAsync(check, ("go", "place"));
        (await jisr.CountAsync("SELECT count(*) FROM market_order WHERE state = 'placed'")).ShouldBe(3);
        var less = await shopper.GetAsync(order.Document.QuerySelector("a[href$='/lines/2']")!.GetAttribute("href")!);
        var same = await shopper.SendAsync(less, ("asked", "9"));
        same.Status.ShouldBe(422);
        order = await shopper.SendAsync(same, ("asked", "4"));
        order.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', order.Errors));
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_ask_part p JOIN market_order_line l ON l.id = p.line_id WHERE l.asked = 4000 AND p.asked IN (3000, 1000)"
            )
        ).ShouldBe(2);

        // The run closes while another page is open: her wish is kept, and says so.
        var late = await shopper.GetAsync("/s/reem/run");
        check = await shopper.SendAsync(
            late,
            ("q.kohl", "1"),
            ("name", "هند"),
            ("phone", "0944000009"),
            ("go", "check")
        );
        await world.CloseAsync();
        (await shopper.GetAsync("/s/reem/run")).Text.ShouldContain("takes no more orders");
        (await shopper.GetAsync("/s/reem")).Html.ShouldNotContain("/s/reem/run");
    }

    [Theory, Databases]
    public async Task MK14_she_answers_a_dearer_price_on_her_page_and_reads_what_she_gets(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("soap", 2500, rule: "up-to", ceiling: 2800);
        await world.OpenAsync();
        var a = (await world.JoinAsync(Ana, [Line("soap", 2000)], language: "en")).Subject!.Value;
        var b = (await world.JoinAsync(Bana, [Line("soap", 1000)], language: "en")).Subject!.Value;
        await world.PurseAsync(8000);
        await world.CloseAsync();
        (await world.BuyAsync("soap", 3000, 8000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync(
            "price.set",
            new
            {
                runId = world.Run,
                sku = "soap",
                unit = 2900,
                reason = "market-price",
            }
        );
        using var shopper = jisr.Browser("en");
        foreach (var (order, say) in ((Guid, string)[])[(a, "yes"), (b, "no")])
        {
            var page = await shopper.GetAsync("/o/" + world.TokenOf(order));
            page.Text.ShouldContain("29.00");
            var button = page.Document.QuerySelector($"button[value$=':{say}']")!.GetAttribute("value")!;
            var answered = await shopper.SendAsync(page, ("say", button));
            answered.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', answered.Errors));
            answered.Document.QuerySelector("button[name='say']").ShouldBeNull();
        }
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(a)).ShouldBe(5800);
        (await world.OwesAsync(b)).ShouldBe(0);
        (await shopper.GetAsync("/o/" + world.TokenOf(a))).Text.ShouldContain("25.00 → 29.00: dearer at the market");
        (await shopper.GetAsync("/o/" + world.TokenOf(b))).Text.ShouldContain("no yes to the new price");
    }

    [Theory, Databases]
    public async Task MK37_a_draft_whose_time_is_over_is_sent_again_with_the_same_basket(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OfferAsync("zaatar", 12_000, unit: "kg");
        await world.OpenAsync();
        await world.OrderAsync(Ana, Line("cream", 1000));
        // A second order of hers waits until the seller joins it to the first: nobody does.
        var draft = await world.JoinAsync(Ana, [Line("cream", 3000), Line("zaatar", 750)]);
        draft.Reasons.ShouldHaveSingleItem().Code.ShouldBe("ORDER_WAITS");
        var id = draft.Subject!.Value;
        var code = await jisr.TextAsync($"SELECT code FROM market_order WHERE id = {world.Id(id)}");
        jisr.Clock.Advance(TimeSpan.FromHours(73));
        await jisr.LetWorkFinishAsync();
        using var shopper = jisr.Browser("en");
        var page = await shopper.SendAsync(await shopper.GetAsync("/o"), ("code", code), ("phone", Ana));
        page.Heading.ShouldBe("This order was not taken in time");
        // No run is open now: the basket leads to the shop.
        page.Link("Send it again").ShouldStartWith("/s/reem?q.cream=3");

        var now = jisr.Clock.GetUtcNow();
        var next = await world.DoAsync(
            "run.plan",
            new
            {
                shopId = world.Shop,
                name = "next",
                marketDay = Thursday.AddDays(7),
                opensAt = now,
                closesAt = now.AddDays(3),
            }
        );
        world.At(next.Subject!.Value.ToString());
        foreach (var sku in (string[])["cream", "zaatar"])
            await world.DoAsync("offer.add", new { runId = world.Run, sku });
        await world.OpenAsync();
        page = await shopper.GetAsync("/o/" + world.TokenOf(id));
        var again = await shopper.GetAsync(page.Link("Send it again"));
        again.Value("q.cream").ShouldBe("3");
        again.Value("q.zaatar").ShouldBe("0٫75");
        var check = await shopper.SendAsync(again, ("name", "ليلى"), ("phone", Ana), ("go", "check"));
        check.Status.ShouldBe(200, string.Join(' ', check.Errors));
        var placed = await shopper.SendAsync(check, ("go", "place"));
        placed.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', placed.Errors));
        (await world.OfOrderAsync(id, "total_minor")).ShouldBe(
            await jisr.CountAsync($"SELECT total_minor FROM market_order WHERE run_id = {world.Id(world.Run)}")
        );
    }

    [Theory, Databases]
    public async Task MK15_a_yes_that_comes_after_the_runner_left_is_kept_and_gives_nothing_by_itself(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("kohl", 3500);
        await world.GoodsAsync("kohl-2", 3800);
        await world.OpenAsync();
        var (a, b) = (await world.OrderAsync(Ana, AskMe("kohl")), await world.OrderAsync(Bana, AskMe("kohl")));
        var c = await world.OrderAsync(Cila, Line("kohl", 1000));
        await world.PurseAsync(20_000);
        await world.CloseAsync();
        (await jisr.SendAsync("substitute.ask", new { lineId = await world.LineIdAsync(c, "kohl"), sku = "kohl-2" }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("NOT_TO_BE_ASKED");
        foreach (var order in (Guid[])[a, b])
            await world.DoAsync(
                "substitute.ask",
                new { lineId = await world.LineIdAsync(order, "kohl"), sku = "kohl-2" }
            );
        (await jisr.CountAsync("SELECT count(*) FROM market_notice WHERE what = 'substitute-asked'")).ShouldBe(2);
        using var shopper = jisr.Browser("en");
        async Task YesAsync(Guid order)
        {
            var page = await shopper.GetAsync("/o/" + world.TokenOf(order));
            page.Text.ShouldContain("38.00");
            var yes = page.Document.QuerySelector("button[value$=':yes']")!.GetAttribute("value")!;
            (await shopper.SendAsync(page, ("say", yes))).FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        }

        // A says yes in time; B after the runner has left.
        await YesAsync(a);
        await world.DoAsync("run.start-buying", new { runId = world.Run });
        await YesAsync(b);
        (await jisr.CountAsync("SELECT count(*) FROM market_substitute_question WHERE answer = 'yes'")).ShouldBe(2);
        (await world.BuyAsync("kohl", 2000, 5400, other: "kohl-2")).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        (await world.LineAsync(a, "kohl-2", "given")).ShouldBe(1000);
        (await jisr.CountAsync("SELECT count(*) FROM market_order_line WHERE parent_line_id IS NOT NULL")).ShouldBe(1);

        // The seller sees it, and takes it all the same.
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var asks = await seller.GetAsync(
            (await seller.GetAsync("/my/runs/" + world.Run)).Link("Who wants to be asked")
        );
        asks.Text.ShouldContain("Agreed late");
        asks = await seller.SendAsync(
            asks,
            ("do", asks.Document.QuerySelector("button[value^='allow:']")!.GetAttribute("value")!)
        );
        asks.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', asks.Errors));
        await world.DoAsync("run.share", new { runId = world.Run });
        (await world.LineAsync(b, "kohl-2", "given")).ShouldBe(1000);
    }

    [Fact]
    public async Task The_pages_of_a_run_speak_three_languages()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        var order = await world.OrderAsync(Ana, Line("cream", 2000));
        foreach (var language in (string[])["ar", "fr", "en"])
        {
            using var shopper = jisr.Browser(language);
            foreach (
                var address in (string[])
                    ["/s/reem", "/s/reem/run", "/o/" + world.TokenOf(order), "/o/" + world.TokenOf(order) + "/lines/1"]
            )
                (await shopper.GetAsync(address)).Status.ShouldBe(200, address);
        }
    }

    private static object AskMe(string sku) =>
        new
        {
            sku,
            qty = 1000,
            substitute = "ask-me",
        };
}
