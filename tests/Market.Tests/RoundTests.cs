using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>Rounds, cash at the door and what is settled, of market.md §12.</summary>
public class RoundTests
{
    [Theory, Databases]
    public async Task MK05_MK06_a_round_of_three_doors_and_what_the_next_run_brings(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        var before = await world.BalanceAsync("Cash", world.Purse);
        var round = await world.RoundAsync(world.Run, "أبو أحمد", a, b, c);
        await world.DoAsync("round.load", new { roundId = round });
        (
            await jisr.CountAsync($"SELECT sum(cash_due_minor) FROM market_stop WHERE round_id = {world.Id(round)}")
        ).ShouldBe(30_700 + 16_800 + 16_600);
        await world.DoAsync("round.start", new { roundId = round });

        // MK05: the courier writes by the secret of the round.
        var token = world.RoundTokenOf(round);
        foreach (
            var (order, result, paid, reason) in ((Guid, string, long, string?)[])
                [(a, "done", 30_000, null), (b, "done", 17_000, null), (c, "failed", 0, "not-home")]
        )
        {
            var stop = await world.StopAsync(round, order, result, paid, reason, token: token, actor: Actor.Anonymous);
            stop.IsDone.ShouldBeTrue(string.Join(' ', stop.Reasons));
        }
        (await world.BalanceAsync("Cash", BagOf(round))).ShouldBe(47_000);
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(before);
        (await world.OwesAsync(a)).ShouldBe(700);
        (await world.OwesAsync(b)).ShouldBe(0);
        (await world.CreditAsync(b)).ShouldBe(200);

        // Not before the bag is handed over and confirmed.
        (await jisr.SendAsync("round.close", new { roundId = round }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("ROUND_MOVED_ON");
        await world.DoAsync("round.end", new { roundId = round, token });
        (await jisr.SendAsync("round.close", new { roundId = round }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("BAG_NOT_HANDED_OVER");
        await world.DoAsync("bag.hand-over", Count(round, 47_000));
        (await world.BalanceAsync("Cash", BagOf(round))).ShouldBe(0);
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(before);
        (await jisr.SendAsync("round.close", new { roundId = round }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("BAG_NOT_HANDED_OVER");
        var code = await world.CodeAsync(round);
        (await jisr.SendAsync("bag.receive", new { roundId = round, code = code == "1234" ? "4321" : "1234" }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("CODE_WRONG");
        await world.DoAsync("bag.receive", new { roundId = round, code });
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(before + 47_000);
        await world.DoAsync("round.close", new { roundId = round });
        (await jisr.TextAsync("SELECT state FROM market_round")).ShouldBe("closed");
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM market_stop WHERE order_id = {world.Id(c)} AND result = 'failed' AND reason = 'not-home'"
            )
        ).ShouldBe(1);
        (await world.OwesAsync(c)).ShouldBe(16_600);
        (await jisr.TextAsync($"SELECT state FROM market_order WHERE id = {world.Id(c)}")).ShouldBe("placed");

        // Her bag still waits: the run is not settled before she fetches it.
        (await jisr.SendAsync("run.settle", new { runId = world.Run }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("BAGS_WAIT");
        await world.DoAsync("order.deliver", new { orderId = c });
        await world.DoAsync("run.settle", new { runId = world.Run });
        (await world.StageAsync()).ShouldBe("settled");
        (await jisr.CountAsync("SELECT amount_minor FROM insight_fact WHERE kind = 'RunSettled'")).ShouldBe(
            64_100 - 51_700
        );

        // MK06: her credit of 2.00 enters the next order by itself.
        await world.PlanAsync(fees: [Transport(1000)]);
        await world.DoAsync("offer.add", new { runId = world.Run, sku = "cream" });
        await world.OpenAsync();
        var next = await world.OrderAsync(Bana, Line("cream", 1000));
        await world.CloseAsync();
        (await world.BuyAsync("cream", 1000, 3000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OfOrderAsync(next, "total_minor")).ShouldBe(5500);
        (await world.OwesAsync(next)).ShouldBe(5300);
        (await world.CreditAsync(next)).ShouldBe(0);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task MK32_who_refuses_because_of_the_price_is_not_marked_and_the_goods_are_the_sellers(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, _, _) = await world.SharedThursdayAsync();
        var round = await world.OutAsync(world.Run, "أبو أحمد", a);
        (await world.StopAsync(round, a, "failed")).Reasons.ShouldHaveSingleItem().Code.ShouldBe("REQUIRED");
        (await world.StopAsync(round, a, "failed", 100, "refused-price"))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("PAID_FOR_NOTHING");
        (await world.StopAsync(round, a, "failed", reason: "refused-price")).IsDone.ShouldBeTrue();
        (await jisr.TextAsync("SELECT reason FROM market_stop")).ShouldBe("refused-price");
        foreach (var (sku, qty) in ((string, long)[])[("cream", 2000), ("soap", 3000), ("zaatar", 1000)])
        {
            (await world.LineAsync(a, sku, "written_off")).ShouldBe(qty, sku);
            (await world.LineAsync(a, sku, "delivered")).ShouldBe(0, sku);
            (await jisr.CountAsync($"SELECT on_hand FROM market_variant WHERE sku = '{sku}'")).ShouldBe(qty, sku);
        }
        (await world.OwesAsync(a)).ShouldBe(0);
        (await world.OfOrderAsync(a, "total_minor")).ShouldBe(0);
        // It stands; and another result of the same stop is refused.
        (await world.StopAsync(round, a, "done"))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("STOP_HAS_RESULT");
        await world.DoAsync("round.end", new { roundId = round });
        await world.DoAsync("round.close", new { roundId = round });
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_part_is_refused_at_the_door_and_no_more_than_the_rest_is_owed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, _) = await world.SharedThursdayAsync();
        var round = await world.OutAsync(world.Run, null, a, b);
        var cream = await world.LineIdAsync(a, "cream");
        (await world.StopAsync(round, a, "part")).Reasons.ShouldHaveSingleItem().Code.ShouldBe("REFUSED_WHICH");
        (await world.StopAsync(round, a, "part", refused: [new { lineId = cream, qty = 3000 }]))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("REFUSED_RANGE");
        (
            await world.StopAsync(round, a, "part", 30_000, refused: [new { lineId = cream, qty = 1000 }])
        ).IsDone.ShouldBeTrue();
        // 307.00 less one cream of 45.00; 300.00 were paid.
        (await world.OfOrderAsync(a, "total_minor")).ShouldBe(26_200);
        (await world.OwesAsync(a)).ShouldBe(0);
        (await world.CreditAsync(a)).ShouldBe(3800);
        (await world.LineAsync(a, "cream", "delivered")).ShouldBe(1000);
        (await world.LineAsync(a, "cream", "written_off")).ShouldBe(1000);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_line_change WHERE field = 'taken' AND reason = 'refused' AND \"from\" = 2000 AND \"to\" = 1000"
            )
        ).ShouldBe(1);
        // She went herself: what she was paid is in her purse, and there is no bag to hand over.
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(48_300 + 30_000);
        await world.DoAsync("round.end", new { roundId = round });
        (await jisr.SendAsync("round.close", new { roundId = round }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("STOPS_WAIT");
        (await world.StopAsync(round, b, "skipped")).IsDone.ShouldBeTrue();
        // Passed by once, found at home later on the same round.
        (await world.StopAsync(round, b, "done", 16_800)).IsDone.ShouldBeTrue();
        await world.DoAsync("round.close", new { roundId = round });
        (await world.OwesAsync(b)).ShouldBe(0);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_bag_that_is_counted_otherwise_needs_a_reason_and_the_difference_is_in_suspense(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, _, _) = await world.SharedThursdayAsync();
        var round = await world.OutAsync(world.Run, "أبو أحمد", a);
        (await world.StopAsync(round, a, "done", 30_700)).IsDone.ShouldBeTrue();
        await world.DoAsync("round.end", new { roundId = round });
        var less = await jisr.SendAsync("bag.hand-over", Count(round, 30_200));
        less.Reasons.ShouldHaveSingleItem().Code.ShouldBe("COUNT_DIFFERS");
        await world.DoAsync("bag.hand-over", Count(round, 30_200, "5 for the road"));
        (await world.BalanceAsync("Suspense", world.Purse)).ShouldBe(500);
        (await world.BalanceAsync("Cash", BagOf(round))).ShouldBe(0);
        // Once handed over no door is written any more.
        (await world.StopAsync(round, a, "done"))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("STOP_HAS_RESULT");
        await world.DoAsync("bag.receive", new { roundId = round, code = await world.CodeAsync(round) });
        await world.DoAsync("round.close", new { roundId = round });
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(48_300 + 30_200);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Direct_orders_go_on_a_round_and_are_owed_at_the_door(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await new FrontWorld(jisr).ProductAsync(world.Shop, "shawl", "شال", 4500);
        var (one, two) = (await world.PlaceAsync("shawl", 2000, Ana), await world.PlaceAsync("shawl", 1000, Bana));
        var early = await jisr.SendAsync("round.plan", Round(world, one));
        early.Reasons.ShouldHaveSingleItem().Code.ShouldBe("ORDER_NOT_READY");
        foreach (var order in (Guid[])[one, two])
            await world.DoAsync("order.accept", new { orderId = order });
        var round = await world.OutAsync(null, "أبو أحمد", one, two);
        // It is on a round: nobody hands it over elsewhere.
        (await jisr.SendAsync("order.deliver", new { orderId = one }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("ORDER_ON_ROUND");
        (await jisr.SendAsync("round.plan", Round(world, one)))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("ORDER_NOT_READY");
        var line = await world.LineIdAsync(one, "shawl");
        (
            await world.StopAsync(round, one, "part", 4500, refused: [new { lineId = line, qty = 1000 }])
        ).IsDone.ShouldBeTrue();
        (await world.OwesAsync(one)).ShouldBe(0);
        (await world.OfOrderAsync(one, "total_minor")).ShouldBe(4500);
        (await world.StopAsync(round, two, "failed", reason: "refused-item")).IsDone.ShouldBeTrue();
        (await jisr.TextAsync($"SELECT state FROM market_order WHERE id = {world.Id(two)}")).ShouldBe("cancelled");
        (await jisr.CountAsync("SELECT on_hand FROM market_variant WHERE sku = 'shawl'")).ShouldBe(19_000);
        (await jisr.CountAsync("SELECT reserved FROM market_variant WHERE sku = 'shawl'")).ShouldBe(0);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_courier_reaches_his_round_only_by_its_secret_and_only_while_it_lasts(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, _) = await world.SharedThursdayAsync();
        var round = await world.OutAsync(world.Run, "أبو أحمد", a);
        var other = await world.OutAsync(world.Run, "أبو سامي", b);
        async Task<Answer> Try(string? token) =>
            await world.StopAsync(round, a, "skipped", token: token, actor: Actor.Anonymous);
        (await Try(null)).IsDone.ShouldBeFalse();
        (await Try(world.RoundTokenOf(other))).IsDone.ShouldBeFalse();
        (await Try(world.RoundTokenOf(round))).IsDone.ShouldBeTrue();
        // The buyer's own secret opens her order, not the round.
        (await Try(world.TokenOf(a))).IsDone.ShouldBeFalse();
        jisr.Clock.Advance(TimeSpan.FromHours(25));
        (await Try(world.RoundTokenOf(round))).IsDone.ShouldBeFalse();
        // What only the seller does he never could.
        (await jisr.SendAsync("round.close", new { roundId = other }, actor: Actor.Anonymous)).IsDone.ShouldBeFalse();
        // The database holds no round closed while a stop waits.
        await Should.ThrowAsync<Exception>(() =>
            jisr.ExecuteAsync(
                $"UPDATE market_round SET state = 'closed', closed_at = created_at, back_at = created_at WHERE id = {world.Id(other)}"
            )
        );
    }

    [Theory, Databases]
    public async Task MK21_MK22_a_price_of_another_currency_is_owed_at_its_frozen_rate(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await new FrontWorld(jisr).ProductAsync(world.Shop, "serum", "سيروم", 250, "USD", sale: "order");
        // Without a rate ordering is off.
        var off = await world.TryPlaceAsync("serum", 1000, Ana);
        off.Reasons.ShouldHaveSingleItem().Code.ShouldBe("RATE_MISSING");
        var frozen = await world.RateAsync("USD", "TRY", "30", JisrApp.Start.AddDays(2));
        var one = await world.PlaceAsync("serum", 1000, Ana);
        var two = await world.PlaceAsync("serum", 1000, Bana);
        var three = await world.PlaceAsync("serum", 1000, Cila);
        (await world.OfOrderAsync(one, "total_minor")).ShouldBe(7500);
        foreach (var order in (Guid[])[one, two, three])
            await world.DoAsync("order.accept", new { orderId = order });

        // MK21: the next day she pays 2.50 USD.
        jisr.Clock.Advance(TimeSpan.FromHours(20));
        await world.DoAsync("order.deliver", new { orderId = one });
        await world.DoAsync(
            "order.pay",
            new
            {
                orderId = one,
                minor = 250,
                currency = "USD",
            }
        );
        (await world.OwesAsync(one)).ShouldBe(0);
        (await world.CreditAsync(one)).ShouldBe(0);
        (await world.BalanceAsync("Cash", world.Purse, "USD")).ShouldBe(250);
        (await world.BalanceAsync("Cash", world.Purse, "TRY")).ShouldBe(0);
        (await jisr.CountAsync($"SELECT count(*) FROM ledger_journal_tx WHERE rate_id = {world.Id(frozen)}")).ShouldBe(
            1
        );

        // MK22: on Saturday the rate is 32.00. It is proposed, and the buyer asked.
        jisr.Clock.Advance(TimeSpan.FromDays(3));
        await world.RateAsync("USD", "TRY", "32", JisrApp.Start.AddDays(30));
        var round = await world.RoundAsync(null, null, two, three);
        var loaded = await world.DoAsync("round.load", new { roundId = round });
        loaded.Reasons.ShouldHaveSingleItem().Code.ShouldBe("RATE_ASKED");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_rate_question WHERE \"from\" = 7500 AND \"to\" = 8000 AND answer = 'asked'"
            )
        ).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM market_notice WHERE what = 'rate-asked'")).ShouldBe(2);
        (await jisr.CountAsync("SELECT sum(cash_due_minor) FROM market_stop")).ShouldBe(15_000);
        async Task<Guid> QuestionAsync(Guid order) =>
            await world.IdAsync(
                $"SELECT {{0}} FROM market_rate_question q WHERE q.order_id = {world.Id(order)}",
                "q.id"
            );
        // One says yes by the secret of her order; for the other the seller keeps the old one.
        var yes = await jisr.SendAsync(
            "rate.answer",
            new
            {
                questionId = await QuestionAsync(two),
                yes = true,
                token = world.TokenOf(two),
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );
        yes.IsDone.ShouldBeTrue(string.Join(' ', yes.Reasons));
        (
            await jisr.SendAsync(
                "rate.answer",
                new { questionId = await QuestionAsync(three), yes = true },
                actor: Actor.Anonymous,
                door: Door.Form
            )
        ).IsDone.ShouldBeFalse();
        await world.DoAsync("rate.answer", new { questionId = await QuestionAsync(three), yes = false });
        (await jisr.CountAsync("SELECT sum(cash_due_minor) FROM market_stop")).ShouldBe(15_500);
        await world.DoAsync("round.start", new { roundId = round });
        foreach (var (order, paid) in ((Guid, long)[])[(two, 8000), (three, 7500)])
        {
            (await world.StopAsync(round, order, "done", paid)).IsDone.ShouldBeTrue();
            (await world.OwesAsync(order)).ShouldBe(0);
            (await world.CreditAsync(order)).ShouldBe(0);
        }
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task MK21_goods_of_a_run_may_be_priced_in_another_currency(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.GoodsAsync("serum", 250, currency: "USD");
        await world.DoAsync("offer.add", new { runId = world.Run, sku = "serum" });
        await world.OpenAsync();
        (await world.JoinAsync(Ana, [Line("serum", 1000)]))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("RATE_MISSING");
        await world.RateAsync("USD", "TRY", "30", JisrApp.Start.AddDays(2));
        var order = await world.OrderAsync(Ana, Line("serum", 1000));
        // Her order keeps its rate, also for what she adds when another is in force.
        await world.RateAsync("USD", "TRY", "32", JisrApp.Start.AddDays(9));
        (await world.JoinAsync(Ana, [Line("serum", 1000)], world.TokenOf(order))).IsDone.ShouldBeTrue();
        (await world.OfOrderAsync(order, "total_minor")).ShouldBe(15_000);
        await world.PurseAsync(10_000);
        await world.CloseAsync();
        (await world.BuyAsync("serum", 2000, 10_000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(order)).ShouldBe(15_000);
        var round = await world.OutAsync(world.Run, "أبو أحمد", order);
        (await world.StopAsync(round, order, "done", 500, currency: "USD")).IsDone.ShouldBeTrue();
        (await world.OwesAsync(order)).ShouldBe(0);
        (await world.BalanceAsync("Cash", BagOf(round), "USD")).ShouldBe(500);
        await world.DoAsync("round.end", new { roundId = round });
        await world.DoAsync("bag.hand-over", Count(round, 500, currency: "USD"));
        await world.DoAsync("bag.receive", new { roundId = round, code = await world.CodeAsync(round) });
        (await world.BalanceAsync("Cash", world.Purse, "USD")).ShouldBe(500);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task MK23_a_debt_of_the_old_pound_is_paid_in_new_notes(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync("SYP-1");
        await new FrontWorld(jisr).ProductAsync(world.Shop, "soap", "صابون", 48_300, "SYP-1");
        var order = await world.PlaceAsync("soap", 1000, Ana);
        await world.DoAsync("order.accept", new { orderId = order });
        await world.DoAsync("order.deliver", new { orderId = order });
        (await world.OwesAsync(order)).ShouldBe(48_300);
        await world.DoAsync(
            "order.pay",
            new
            {
                orderId = order,
                minor = 48_300,
                currency = "SYP-2",
            }
        );
        // 483.00 of the new pound: it settles all, and the history keeps the old one.
        (await world.OwesAsync(order)).ShouldBe(0);
        (await world.CreditAsync(order)).ShouldBe(0);
        (await world.BalanceAsync("Cash", world.Purse, "SYP-2")).ShouldBe(48_300);
        (await world.BalanceAsync("Cash", world.Purse, "SYP-1")).ShouldBe(0);
        (await jisr.TextAsync("SELECT currency FROM market_payment")).ShouldBe("SYP-1");
        (await jisr.CountAsync("SELECT minor FROM market_payment")).ShouldBe(48_300);
        (await jisr.TextAsync("SELECT handed_currency FROM market_payment")).ShouldBe("SYP-2");
        (await jisr.CountAsync("SELECT handed_minor FROM market_payment")).ShouldBe(48_300);
        (await jisr.TextAsync($"SELECT currency FROM market_order WHERE id = {world.Id(order)}")).ShouldBe("SYP-1");
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_bag_that_never_reaches_its_buyer_is_taken_back_and_nothing_is_owed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (_, b, c) = await world.SharedThursdayAsync();
        await world.DoAsync("order.take-back", new { orderId = c });
        (await world.OwesAsync(c)).ShouldBe(0);
        (await jisr.CountAsync("SELECT on_hand FROM market_variant WHERE sku = 'cream'")).ShouldBe(2000);
        (await jisr.SendAsync("order.take-back", new { orderId = c }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("ORDER_MOVED_ON");
        // Fetched at the pick-up point: no second debt.
        await world.DoAsync("order.deliver", new { orderId = b });
        (await world.OwesAsync(b)).ShouldBe(16_800);
        (await world.LineAsync(b, "kohl-2", "delivered")).ShouldBe(1000);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    private static object Round(RunWorld world, Guid order) =>
        new
        {
            shopId = world.Shop,
            day = Thursday,
            stops = new[] { new { orderId = order } },
        };

    private static object Transport(long amount) =>
        new
        {
            kind = "transport",
            basis = "per-order",
            amount,
        };

    private static object Count(Guid round, long minor, string? reason = null, string currency = "TRY") =>
        new
        {
            roundId = round,
            counted = new[]
            {
                new
                {
                    currency,
                    minor,
                    reason,
                },
            },
        };
}
