using System.Diagnostics;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>What must never be false of a run (market.md §5), and who may do what when.</summary>
public class RunRuleTests
{
    [Theory, Databases]
    public async Task MK07_the_secret_of_her_order_adds_to_it_at_once_and_a_wrong_one_does_not(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        var first = await world.JoinAsync(Ana, [Line("cream", 1000)]);
        var order = first.Subject!.Value;
        var more = await world.JoinAsync(Ana, [Line("cream", 1000)], world.TokenOf(order));
        more.Subject.ShouldBe(order);
        more.Number.ShouldNotBe(first.Number);
        (await world.LineAsync(order, "cream", "asked")).ShouldBe(2000);
        var stranger = await world.JoinAsync(Ana, [Line("cream", 1000)], world.TokenOf(NewId.Next()));
        stranger.Subject.ShouldNotBe(order);
        (await world.LineAsync(order, "cream", "asked")).ShouldBe(2000);
        (await jisr.CountAsync($"SELECT count(*) FROM market_short_code WHERE target_id = {world.Id(order)}")).ShouldBe(
            2
        );
    }

    [Theory, Databases]
    public async Task An_order_after_closing_is_late_and_grows_the_list_in_sight(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        await world.OrderAsync(Ana, Line("cream", 3000));
        await world.CloseAsync();
        var late = await world.JoinAsync(Bana, [Line("cream", 2000)]);
        late.Reasons.ShouldHaveSingleItem().Code.ShouldBe("RUN_CLOSED");
        (await world.BuyLineAsync("cream", "to_buy")).ShouldBe(3000);
        await world.DoAsync("draft.place", new { orderId = late.Subject, runId = world.Run });
        (await world.BuyLineAsync("cream", "to_buy")).ShouldBe(5000);
        (await world.BuyLineAsync("cream", "late")).ShouldBe(2000);
        (await world.OfOrderAsync(late.Subject!.Value, "CASE WHEN is_late THEN 1 ELSE 0 END")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_draft_that_nobody_took_ends_by_itself(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        await world.OrderAsync(Ana, Line("cream", 1000));
        var draft = await world.JoinAsync(Ana, [Line("cream", 1000)]);
        jisr.Clock.Advance(TimeSpan.FromHours(73));
        await jisr.LetWorkFinishAsync();
        (await jisr.TextAsync($"SELECT state FROM market_order WHERE id = {world.Id(draft.Subject!.Value)}")).ShouldBe(
            "expired"
        );
    }

    [Theory, Databases]
    public async Task A_planned_run_opens_by_the_clock_and_takes_no_order_before(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync(opensAt: JisrApp.Start.AddHours(2));
        await world.OfferAsync("cream", 4500);
        (await world.JoinAsync(Ana, [Line("cream", 1000)]))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("RUN_NOT_OPEN");
        jisr.Clock.Advance(TimeSpan.FromHours(2));
        await jisr.LetWorkFinishAsync();
        (await world.StageAsync()).ShouldBe("open");
        await world.OrderAsync(Ana, Line("cream", 1000));
    }

    [Theory, Databases]
    public async Task A_buyer_leaves_while_the_run_is_open_and_not_after(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        var a = await world.OrderAsync(Ana, Line("cream", 1000));
        var b = await world.OrderAsync(Bana, Line("cream", 2000));
        await world.DoAsync("order.cancel", new { orderId = a, token = world.TokenOf(a) });
        await world.CloseAsync();
        (await world.BuyLineAsync("cream", "to_buy")).ShouldBe(2000);
        (await jisr.SendAsync("order.cancel", new { orderId = b, token = world.TokenOf(b) }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("CANCEL_TOO_LATE");
        foreach (var kind in (string[])["order.accept", "order.ready", "order.deliver", "order.undo"])
            (await jisr.SendAsync(kind, new { orderId = b }))
                .Reasons.ShouldHaveSingleItem()
                .Code.ShouldBe("ORDER_OF_RUN", kind);
        // She may order again after she left.
        (await world.JoinAsync(Ana, [Line("cream", 1000)])).IsDone.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task A_run_is_cancelled_before_buying_with_word_to_every_buyer_and_never_after(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        await world.OrderAsync(Ana, Line("cream", 1000));
        await world.OrderAsync(Bana, Line("cream", 1000));
        await world.CloseAsync();
        await world.DoAsync("run.cancel", new { runId = world.Run, reason = "rain" });
        (await jisr.CountAsync("SELECT count(*) FROM market_notice WHERE what = 'run-cancelled'")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM market_order WHERE state = 'cancelled'")).ShouldBe(2);
        await world.PlanAsync();
        await world.DoAsync("offer.add", new { runId = world.Run, sku = "cream" });
        await world.OpenAsync();
        await world.OrderAsync(Ana, Line("cream", 1000));
        await world.CloseAsync();
        await world.DoAsync("run.start-buying", new { runId = world.Run });
        (await jisr.SendAsync("run.cancel", new { runId = world.Run, reason = "rain" }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("RUN_MOVED_ON");
    }

    [Theory, Databases]
    public async Task What_is_given_is_never_more_than_was_bought_or_than_she_would_take(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        var a = await world.OrderAsync(Ana, Line("cream", 3000, tolerance: 1000));
        await world.OrderAsync(Bana, Line("cream", 3000));
        await world.PurseAsync(10_000);
        await world.CloseAsync();
        (await world.BuyAsync("cream", 4000, 8000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        (await world.BuyAsync("cream", 1000, 2000)).Reasons.ShouldHaveSingleItem().Code.ShouldBe("SHARING_STARTED");
        var line = await world.LineIdAsync(a, "cream");
        (await jisr.SendAsync("share.change", Given(line, 5000)))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("GIVEN_RANGE");
        await world.DoAsync("share.change", Given(line, 4000));
        (await jisr.SendAsync("share.confirm", new { runId = world.Run }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("SHARE_MORE_THAN_BOUGHT");
        await world.DoAsync("share.change", Given(line, 2000));
        await world.DoAsync("share.confirm", new { runId = world.Run });
        // What was bought is what is given and what is left.
        (
            await jisr.CountAsync(
                "SELECT (SELECT sum(given) FROM market_order_line WHERE order_id IN (SELECT id FROM market_order WHERE run_id IS NOT NULL)) + (SELECT sum(qty) FROM market_left_over)"
            )
        ).ShouldBe(4000);
        (await jisr.SendAsync("share.confirm", new { runId = world.Run }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("RUN_MOVED_ON");
    }

    [Theory, Databases]
    public async Task What_was_bought_cannot_be_changed_by_hand(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        await world.OrderAsync(Ana, Line("cream", 1000));
        await world.PurseAsync(10_000);
        await world.CloseAsync();
        await world.BuyAsync("cream", 1000, 2000);
        foreach (var sql in (string[])["UPDATE market_buy_entry SET paid_minor = 1", "DELETE FROM market_buy_entry"])
            (await Should.ThrowAsync<Exception>(() => jisr.ExecuteAsync(sql))).Message.ShouldContain("append-only");
    }

    [Theory, Databases]
    public async Task A_run_of_another_seller_is_not_there(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = await OpenAsync(jisr);
        var order = await world.OrderAsync(Ana, Line("cream", 1000));
        await world.PurseAsync(10_000);
        await world.CloseAsync();
        var entry = await world.BuyAsync("cream", 1000, 2000);
        await world.DoAsync("run.share", new { runId = world.Run });
        var (_, attacker) = await new FrontWorld(jisr).ShopAsync("other");
        var actor = new Actor
        {
            AccountId = await jisr.AccountOfAsync(attacker),
            PartyId = attacker,
            Grants = [new Grant(Roles.Member, UnitId.Root, true, null, Thursday.AddDays(-9), Thursday.AddDays(9))],
        };
        var run = world.Run;
        foreach (
            var (kind, payload) in ((string, object)[])
                [
                    ("run.open", new { runId = run }),
                    ("run.close", new { runId = run }),
                    ("run.cancel", new { runId = run, reason = "x" }),
                    ("run.share", new { runId = run }),
                    ("share.confirm", new { runId = run }),
                    ("run.buy", Buy(run)),
                    ("run.spend", Spend(run)),
                    ("buy.undo", new { entryId = entry.Subject }),
                    ("share.change", Given(await world.LineIdAsync(order, "cream"), 0)),
                    ("draft.place", new { orderId = order, runId = run }),
                    ("draft.expire", new { orderId = order }),
                    ("gap.cover", new { runId = run, sku = "cream" }),
                ]
        )
            (await jisr.SendAsync(kind, payload, actor: actor)).Reasons[0].Code.ShouldBe("NOT_FOUND", kind);
        (await world.StageAsync()).ShouldBe("sharing");
    }

    // Two seconds on two quiet cores (market.md MK46); here it is a debug build beside other tests.
    private const double Bound = 6;

    [Theory, Databases]
    public async Task MK46_two_hundred_orders_of_ten_lines_close_and_are_shared_in_time(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync("equal");
        var skus = Enumerable.Range(0, 10).Select(i => "sku-" + i).ToList();
        foreach (var sku in skus)
            await world.OfferAsync(sku, 1000);
        await world.OpenAsync();
        for (var i = 0; i < 200; i++)
            await world.OrderAsync(
                FormattableString.Invariant($"0944{i:d6}"),
                [.. skus.Select(s => Line(s, 2000, tolerance: 1000))]
            );
        await world.PurseAsync(1_000_000);
        (await TimeAsync(() => world.DoAsync("run.close", new { runId = world.Run }))).ShouldBeLessThan(Bound);
        foreach (var sku in skus)
            (await world.BuyAsync(sku, 390_000, 100_000)).IsDone.ShouldBeTrue();
        (await TimeAsync(() => world.DoAsync("run.share", new { runId = world.Run }))).ShouldBeLessThan(Bound);
        var confirm = await TimeAsync(() => world.DoAsync("share.confirm", new { runId = world.Run }));
        (
            await jisr.CountAsync(
                "SELECT sum(given) FROM market_order_line WHERE order_id IN (SELECT id FROM market_order WHERE run_id IS NOT NULL)"
            )
        ).ShouldBe(3_900_000);
        (await world.BalanceAsync("Income", world.Seller.Value)).ShouldBe(3_900_000);
        confirm.ShouldBeLessThan(Bound);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx WHERE kind = 'credit.give'")).ShouldBe(3);
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalSeconds;
    }

    private static object Given(Guid line, long given) =>
        new
        {
            lineId = line,
            given,
            reason = "weight",
        };

    private static object Buy(Guid run) =>
        new
        {
            runId = run,
            sku = "cream",
            qty = 1000,
            paid = 1,
        };

    private static object Spend(Guid run) =>
        new
        {
            runId = run,
            amount = 1,
            what = "bus",
        };

    private static async Task<RunWorld> OpenAsync(JisrApp jisr)
    {
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        return world;
    }
}
