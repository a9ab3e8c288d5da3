using System.Net;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Market.Tests;

public class SellerOrderTests
{
    [Theory, Databases]
    public async Task A_second_tap_on_accept_gets_the_first_answer_and_changes_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        var page = await seller.Browser.GetAsync("/my/orders/" + order);
        (await seller.Browser.SendAsync(page, ("do", "accept"))).FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        (await seller.Browser.SendAsync(page, ("do", "accept"))).FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        (await jisr.CountAsync("SELECT count(*) FROM market_order_event WHERE what = 'accepted'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_second_tap_on_cash_writes_it_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        await SellerWorld.PressAsync(seller, order, "accept");
        await SellerWorld.PressAsync(seller, order, "deliver");
        var cash = await seller.Browser.GetAsync($"/my/orders/{order}/cash");
        var first = await seller.Browser.SendAsync(cash);
        var second = await seller.Browser.SendAsync(cash);
        second.Address.ShouldBe(first.Address);
        (await jisr.CountAsync("SELECT count(*) FROM market_payment")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task An_order_that_moved_on_meanwhile_says_so_and_shows_how_it_stands(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        var old = await seller.Browser.GetAsync("/my/orders/" + order);
        (await jisr.SendAsync("order.decline", new { orderId = order, reason = "sold" })).IsDone.ShouldBeTrue();
        var page = await seller.Browser.SendAsync(old, ("do", "accept"));
        page.Status.ShouldBe(422);
        page.Errors.ShouldHaveSingleItem().ShouldContain("moved on meanwhile");
        page.Text.ShouldContain("Declined");
        page.Document.QuerySelector("button[value='accept']").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task Declining_asks_for_a_reason_and_frees_the_goods(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(2000);
        var decline = await seller.Browser.GetAsync($"/my/orders/{order}/decline");
        (await seller.Browser.SendAsync(decline)).Status.ShouldBe(422);
        var done = await seller.Browser.SendAsync(decline, ("reason", "نفد الجوز <b>هذا</b> الأسبوع"));
        done.Text.ShouldContain("نفد الجوز <b>هذا</b> الأسبوع");
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(0);
        // The same tap again.
        (await seller.Browser.SendAsync(decline, ("reason", "نفد الجوز <b>هذا</b> الأسبوع"))).FirstStatus.ShouldBe(
            HttpStatusCode.SeeOther
        );
    }

    [Theory, Databases]
    public async Task S10_the_buyers_number_shows_after_accepting_only_is_logged_and_ends_after_14_days(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        var page = await seller.Browser.GetAsync("/my/orders/" + order);
        (page.Text + page.Html).ShouldNotContain("944567");
        page.Text.ShouldNotContain("944 567");
        (await seller.Browser.SendAsync(page, ("do", "reveal")))
            .Errors.ShouldHaveSingleItem()
            .ShouldContain("Accept the order first");
        page = await SellerWorld.PressAsync(seller, order, "accept");
        (page.Text + page.Html).ShouldNotContain("944567");
        page.Text.ShouldNotContain("944 567");
        var before = await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'reveal'");
        page = await SellerWorld.PressAsync(seller, order, "reveal");
        page.Document.QuerySelector("a[href='tel:+963944567890']").ShouldNotBeNull();
        page.Document.QuerySelector("a[href='https://wa.me/963944567890']").ShouldNotBeNull();
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'reveal'")).ShouldBeGreaterThan(
            before
        );
        (await jisr.CountAsync("SELECT count(*) FROM market_order_event WHERE what = 'revealed'")).ShouldBe(1);
        jisr.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        (await seller.Browser.GetAsync("/my/orders/" + order)).Html.ShouldNotContain("944");
    }

    [Theory, Databases]
    public async Task More_than_is_owed_is_asked_once_and_the_rest_is_kept_for_the_buyer(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        await SellerWorld.PressAsync(seller, order, "accept");
        await SellerWorld.PressAsync(seller, order, "deliver");
        var cash = await seller.Browser.GetAsync($"/my/orders/{order}/cash");
        var asked = await seller.Browser.SendAsync(cash, ("amount", "100"));
        asked.Status.ShouldBe(422);
        asked.Value("amount").ShouldBe("100");
        var page = await seller.Browser.SendAsync(asked, ("more", "yes"));
        page.Text.ShouldContain("Kept for this buyer");
        page.Text.ShouldContain("10.00");
    }

    [Theory, Databases]
    public async Task The_slip_and_the_file_hold_no_number_and_no_formula(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller, name: "=1+1");
        var slip = await seller.Browser.GetAsync($"/my/orders/{order}/slip");
        slip.Status.ShouldBe(200);
        slip.Html.ShouldNotContain("944");
        var bytes = await seller.Browser.Http.GetByteArrayAsync(new Uri("/my/orders/export.csv", UriKind.Relative));
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var csv = System.Text.Encoding.UTF8.GetString(bytes);
        csv.ShouldContain("\"'=1+1\"");
        csv.ShouldContain(",90.00,0.00,");
        csv.ShouldNotContain("944");
    }

    [Theory, Databases]
    public async Task Lists_of_orders_page_by_key_without_losing_or_repeating_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller, onHand: 100_000);
        for (var i = 0; i < 43; i++)
            await world.OrderAsync(seller, qty: 1000);
        var seen = new List<string>();
        var next = "/my/orders?state=placed";
        while (next is not null)
        {
            var page = await seller.Browser.GetAsync(next);
            seen.AddRange(page.Document.QuerySelectorAll("ul.rows > li small[dir=ltr]").Select(e => e.TextContent));
            next = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        seen.Count.ShouldBe(43);
        seen.ShouldBeUnique();
        (await seller.Browser.GetAsync("/my/orders?state=done")).Text.ShouldContain("No order stands here now");
        (await seller.Browser.GetAsync("/my/orders?after=x~'; DROP TABLE")).Status.ShouldBe(200);
    }

    [Theory, Databases]
    public async Task SA5_another_sellers_order_and_product_are_not_there_on_every_page_and_command(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var victim = await world.SellerAsync();
        var product = await world.ProductAsync(victim);
        var photo = await new FrontWorld(jisr).PhotoAsync(product);
        var order = await world.OrderAsync(victim, note: "قرب الفرن");
        await SellerWorld.PressAsync(victim, order, "accept");
        await SellerWorld.PressAsync(victim, order, "deliver");
        await victim.Browser.SendAsync(await victim.Browser.GetAsync($"/my/orders/{order}/cash"));
        var payment = await PaymentAsync(victim, order);
        var attacker = await world.SellerAsync("other");
        foreach (
            var address in (string[])
                [
                    $"/my/orders/{order}",
                    $"/my/orders/{order}/decline",
                    $"/my/orders/{order}/cash",
                    $"/my/orders/{order}/undo",
                    $"/my/orders/{order}/slip",
                    $"/my/orders/{order}/payments/{payment}/undo",
                    $"/my/products/{product}",
                    $"/my/products/{product}/photos",
                    $"/my/products/{product}/photos/{photo}",
                    $"/my/photos/{photo}/320",
                    "/my/shop/reem/change",
                    "/my/shop/reem/pause",
                    "/my/shop/reem/close",
                    "/shops/reem/opened",
                ]
        )
        {
            var page = await attacker.Browser.GetAsync(address);
            page.Status.ShouldBe(404, address);
            page.Html.ShouldNotContain("سارة", Case.Sensitive, address);
        }
        foreach (
            var (address, body) in (IEnumerable<(string, object)>)
                [
                    ($"/api/v1/orders/{order}/accept", new { id = NewId.Next() }),
                    ($"/api/v1/orders/{order}/ready", new { id = NewId.Next() }),
                    ($"/api/v1/orders/{order}/deliver", new { id = NewId.Next() }),
                    ($"/api/v1/orders/{order}/decline", new { id = NewId.Next(), reason = "x" }),
                    ($"/api/v1/orders/{order}/cancel", new { id = NewId.Next(), reason = "x" }),
                    ($"/api/v1/orders/{order}/pay", new { id = NewId.Next(), minor = 100 }),
                    ($"/api/v1/orders/{order}/reveal", new { id = NewId.Next() }),
                    ($"/api/v1/orders/{order}/undo", new { id = NewId.Next() }),
                    ($"/api/v1/payments/{payment}/undo", new { id = NewId.Next(), reason = "x" }),
                    ($"/api/v1/products/{product}/hide", new { id = NewId.Next() }),
                    ($"/api/v1/products/{product}/show", new { id = NewId.Next() }),
                    ($"/api/v1/products/{product}/photos/{photo}", new { id = NewId.Next(), alt = "x" }),
                    ($"/api/v1/products/{product}/photos/{photo}/remove", new { id = NewId.Next() }),
                    ($"/api/v1/products/{product}/photos/order", new { id = NewId.Next(), photoIds = new[] { photo } }),
                    ($"/api/v1/shops/{victim.Shop}/pause", new { id = NewId.Next() }),
                    ($"/api/v1/shops/{victim.Shop}/close", new { id = NewId.Next() }),
                ]
        )
            (await SellerWorld.ApiAsync(attacker, address, body)).Status.ShouldBe(404, address);
        // Nothing of it happened.
        (await jisr.CountAsync("SELECT count(*) FROM market_order WHERE state = 'done'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM market_payment WHERE undone_at IS NULL")).ShouldBe(1);
        (await attacker.Browser.GetAsync("/my/orders")).Html.ShouldNotContain("سارة");
        (
            await attacker.Browser.Http.GetStringAsync(new Uri("/my/orders/export.csv", UriKind.Relative))
        ).ShouldNotContain("سارة");
        (
            await attacker.Browser.Http.GetStringAsync(new Uri("/my/products/export.csv", UriKind.Relative))
        ).ShouldNotContain("soap");
    }

    [Theory, Databases]
    public async Task By_the_api_a_state_that_moved_on_is_409_and_a_repeat_is_200(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        var id = NewId.Next();
        (await SellerWorld.ApiAsync(seller, $"/api/v1/orders/{order}/accept", new { id })).Status.ShouldBe(201);
        (await SellerWorld.ApiAsync(seller, $"/api/v1/orders/{order}/accept", new { id })).Status.ShouldBe(200);
        var again = await SellerWorld.ApiAsync(seller, $"/api/v1/orders/{order}/accept", new { id = NewId.Next() });
        again.Status.ShouldBe(409);
        again.Body.GetProperty("reasons")[0].GetProperty("code").GetString().ShouldBe("ORDER_MOVED_ON");
        (
            await SellerWorld.ApiAsync(seller, $"/api/v1/orders/{order}/pay", new { id = NewId.Next(), minor = 0 })
        ).Status.ShouldBe(422);
        (
            await SellerWorld.ApiAsync(seller, "/api/v1/products", new { id = NewId.Next(), shopId = seller.Shop })
        ).Status.ShouldBe(422);
        (
            await SellerWorld.ApiAsync(seller, $"/api/v1/products/{NewId.Next()}/photos", new { id = NewId.Next() })
        ).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task The_number_of_statements_of_a_list_does_not_grow_with_its_rows(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        for (var i = 0; i < 12; i++)
            await world.ProductAsync(seller, "sku-" + i);
        using var statements = new FrontStatements(jisr);
        await seller.Browser.GetAsync("/my/products");
        var few = await statements.OfAsync(() => seller.Browser.GetAsync("/my/products?q=غار"));
        for (var i = 12; i < 19; i++)
            await world.ProductAsync(seller, "sku-" + i);
        var many = await statements.OfAsync(() => seller.Browser.GetAsync("/my/products?q=غار"));
        many.ShouldBe(few);
        await world.OrderAsync(seller, "sku-1");
        few = await statements.OfAsync(() => seller.Browser.GetAsync("/my/orders"));
        for (var i = 0; i < 8; i++)
            await world.OrderAsync(seller, "sku-2", qty: 1000);
        (await statements.OfAsync(() => seller.Browser.GetAsync("/my/orders"))).ShouldBe(few);
    }

    private static async Task<string> PaymentAsync(Seller seller, Guid order)
    {
        var page = await seller.Browser.GetAsync("/my/orders/" + order);
        return page.Document.QuerySelector("a[href*='/payments/']")!.GetAttribute("href")!.Split('/')[5];
    }
}
