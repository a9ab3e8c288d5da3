using Jisr.Kernel.Commands;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>What stands on the slips of a run's bags.</summary>
public class SlipTests
{
    [Theory, Databases]
    public async Task MK06_the_slip_of_the_next_run_says_what_is_kept_from_last_time(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        var account = await jisr.AccountOfAsync(world.Seller);
        using var seller = jisr.BrowserOf(account);

        // Each change and its reason, what is given, fees, to pay.
        var page = await seller.GetAsync($"/my/runs/{world.Run}/slips");
        var first = Text(page, await CodeAsync(jisr, world, a));
        first.ShouldContain("٣٠٧٫٠٠");
        var second = Text(page, await CodeAsync(jisr, world, b));
        second.ShouldContain("صنف kohl-2");
        second.ShouldContain("نوع آخر مكانه");
        second.ShouldContain("١٦٨٫٠٠");
        Text(page, await CodeAsync(jisr, world, c)).ShouldContain("→ قطعتان: لم يكفِ للجميع");
        foreach (var order in (Guid[])[a, b, c])
            Text(page, await CodeAsync(jisr, world, order)).Length.ShouldBeLessThanOrEqualTo(1000);

        // B pays 2.00 too much; in the next run it comes off.
        var round = await world.OutAsync(world.Run, "أبو أحمد", b);
        (await world.StopAsync(round, b, "done", 17_000)).IsDone.ShouldBeTrue();
        await world.PlanAsync(
            fees:
            [
                new
                {
                    kind = "transport",
                    basis = "per-order",
                    amount = 1000,
                },
            ]
        );
        await world.DoAsync("offer.add", new { runId = world.Run, sku = "cream" });
        await world.OpenAsync();
        var next = await world.OrderAsync(Bana, Line("cream", 1000));
        await world.CloseAsync();
        (await world.BuyAsync("cream", 1000, 3000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        page = await seller.GetAsync($"/my/runs/{world.Run}/slips");
        var slip = Text(page, await CodeAsync(jisr, world, next));
        slip.ShouldContain("من المرة الماضية: −٢٫٠٠");
        slip.ShouldContain("للدفع: ٥٣٫٠٠");
        slip.ShouldContain("١٠٫٠٠");
        // The slip of one order says the same.
        (await seller.GetAsync($"/my/orders/{next}/slip")).Text.ShouldContain("للدفع: ٥٣٫٠٠");

        // The bags of another are no page.
        var (_, other) = await new FrontWorld(jisr).ShopAsync("other");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(other));
        foreach (var address in (string[])["/slips", "/bags.csv"])
            (await browser.GetAsync($"/my/runs/{world.Run}{address}")).Status.ShouldBe(404, address);
    }

    [Theory, Databases]
    public async Task MK13_the_slip_says_that_it_was_dearer_at_the_market(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("soap", 2500, rule: "up-to", ceiling: 2800);
        await world.OpenAsync();
        var order = (await world.JoinAsync(Ana, [Line("soap", 2000)], language: "en")).Subject!.Value;
        await world.PurseAsync(8000);
        await world.CloseAsync();
        (await world.BuyAsync("soap", 2000, 5000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync(
            "price.set",
            new
            {
                runId = world.Run,
                sku = "soap",
                unit = 2700,
                reason = "market-price",
            }
        );
        await world.DoAsync("share.confirm", new { runId = world.Run });
        // Printed by a seller who reads Arabic: the slip speaks the language of its buyer.
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller), "ar");
        var slip = Text(await seller.GetAsync($"/my/runs/{world.Run}/slips"), await CodeAsync(jisr, world, order));
        slip.ShouldContain("25.00 → 27.00: dearer at the market");
        slip.ShouldContain("To pay: 54.00\u00A0TRY");
        slip.ShouldContain("within 7 days");
    }

    [Theory, Databases]
    public async Task MK43_a_note_that_looks_like_a_formula_is_text_in_the_list_of_bags(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        (await world.JoinAsync(Ana, [Line("cream", 1000)], note: "=1+1", name: "=2+2")).IsDone.ShouldBeTrue();
        await world.PurseAsync(8000);
        await world.CloseAsync();
        (await world.BuyAsync("cream", 1000, 3000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        (await seller.GetAsync($"/my/runs/{world.Run}/bags.csv")).Status.ShouldBe(404);
        await world.DoAsync("share.confirm", new { runId = world.Run });
        var page = await seller.GetAsync($"/my/runs/{world.Run}/slips");
        var file = await seller.GetAsync(page.Link("Download the list of bags as a file"));
        file.Html.ShouldContain("\"'=1+1\"");
        file.Html.ShouldContain("\"'=2+2\"");
        file.Html.ShouldContain("45.00,45.00,\"TRY\"");
        // What she wrote is looked at in the open.
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_read_log WHERE action = 'export' AND field_groups = 'order.note'"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task MK23_both_amounts_stay_on_the_slip_and_the_rate_of_an_order_stands_there(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync("SYP-1");
        var front = new FrontWorld(jisr);
        await front.ProductAsync(world.Shop, "soap", "صابون", 48_300, "SYP-1");
        await front.ProductAsync(world.Shop, "serum", "سيروم", 250, "USD", sale: "order");
        await world.RateAsync("USD", "SYP-1", "13000", JisrApp.Start.AddDays(2));
        var (soap, serum) = (await world.PlaceAsync("soap", 1000, Ana), await world.PlaceAsync("serum", 1000, Bana));
        await world.DoAsync("order.accept", new { orderId = soap });
        await world.DoAsync("order.deliver", new { orderId = soap });
        await world.DoAsync(
            "order.pay",
            new
            {
                orderId = soap,
                minor = 48_300,
                currency = "SYP-2",
            }
        );
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var slip = (await seller.GetAsync($"/my/orders/{soap}/slip")).Text;
        slip.ShouldContain("ل.س قديمة");
        slip.ShouldContain("ل.س جديدة");
        var rate = (await seller.GetAsync($"/my/orders/{serum}/slip")).Text;
        rate.ShouldContain("سعر الصرف");
    }

    [Fact]
    public async Task A_slip_of_fifty_lines_is_a_thousand_letters_at_most_and_keeps_what_is_to_be_paid()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        for (var i = 10; i < 60; i++)
            await world.OfferAsync("a-very-long-name-of-goods-" + i, 4500);
        await world.OpenAsync();
        var lines = Enumerable.Range(10, 50).Select(i => Line("a-very-long-name-of-goods-" + i, 1000)).ToArray();
        var order = await world.OrderAsync(Ana, lines);
        await world.PurseAsync(800_000);
        await world.CloseAsync();
        for (var i = 10; i < 40; i++)
            (await world.BuyAsync("a-very-long-name-of-goods-" + i, 1000, 3000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var slip = Text(await seller.GetAsync($"/my/runs/{world.Run}/slips"), await CodeAsync(jisr, world, order));
        slip.Length.ShouldBeLessThanOrEqualTo(1000);
        slip.ShouldContain("للدفع");
    }

    private static string Text(Page page, string code)
    {
        page.Status.ShouldBe(200);
        return page.Document.QuerySelector("#t-" + code)!.TextContent;
    }

    private static async Task<string> CodeAsync(JisrApp jisr, RunWorld world, Guid order) =>
        (await jisr.TextAsync($"SELECT code FROM market_order WHERE id = {world.Id(order)}"))!;
}
