using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>The market run of market.md §12, by the commands of its pages.</summary>
public class RunTests
{
    [Theory, Databases]
    public async Task MK01_MK02_MK03_MK04_the_thursday_run(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.ThursdayAsync();
        await world.CloseAsync();

        // MK01: one case of soap, because tolerance fills it.
        (await world.BuyLineAsync("cream", "to_buy")).ShouldBe(6000);
        (await world.BuyLineAsync("soap", "to_buy")).ShouldBe(6000);
        (await world.BuyLineAsync("soap", "asked")).ShouldBe(4000);
        (await world.BuyLineAsync("soap", "tolerance")).ShouldBe(2000);
        (await world.BuyLineAsync("zaatar", "to_buy")).ShouldBe(1500);
        (await world.BuyLineAsync("kohl", "to_buy")).ShouldBe(2000);
        (await world.StageAsync()).ShouldBe("closed");

        // MK02: the purse holds 483.00 when all is bought, and 480.00 are counted.
        await world.BuyThursdayAsync();
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(48_300);
        (await world.BalanceAsync("Cost", world.Run)).ShouldBe(51_700);
        var seller = new Actor
        {
            AccountId = await jisr.AccountOfAsync(world.Seller),
            PartyId = world.Seller,
            Grants = [new Grant(Roles.Member, UnitId.Root, true, null, Thursday.AddDays(-9), Thursday.AddDays(9))],
        };
        var count = await jisr.SendAsync(
            "count.type",
            new
            {
                custodianId = world.Purse,
                currency = "TRY",
                minor = 48_000,
            },
            actor: seller
        );
        count.IsDone.ShouldBeTrue(string.Join(' ', count.Reasons));
        (
            await jisr.SendAsync("count.confirm", new { countId = count.Subject, reason = "lost coins" }, actor: seller)
        ).IsDone.ShouldBeTrue();
        (await world.BalanceAsync("Suspense", world.Purse)).ShouldBe(300);

        // MK03: shared equally; the other kohl goes to her who allows it.
        await world.DoAsync("run.share", new { runId = world.Run });
        foreach (
            var (order, sku, given) in ((Guid, string, long)[])
                [
                    (a, "cream", 2000),
                    (b, "cream", 1000),
                    (c, "cream", 2000),
                    (a, "soap", 3000),
                    (b, "soap", 3000),
                    (a, "zaatar", 1000),
                    (c, "zaatar", 500),
                    (b, "kohl", 0),
                    (b, "kohl-2", 1000),
                    (c, "kohl", 0),
                ]
        )
            (await world.LineAsync(order, sku, "given")).ShouldBe(given, sku);
        (await world.LineAsync(a, "zaatar", "final_unit_minor")).ShouldBe(13_200);
        (await jisr.CountAsync("SELECT count(*) FROM market_order_line WHERE parent_line_id IS NOT NULL")).ShouldBe(1);

        // Again, and nothing is doubled.
        await world.DoAsync("run.share", new { runId = world.Run });
        (await jisr.CountAsync("SELECT count(*) FROM market_order_line WHERE parent_line_id IS NOT NULL")).ShouldBe(1);

        // MK04: what each owes, and what is left for the seller when all is paid.
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(a)).ShouldBe(30_700);
        (await world.OwesAsync(b)).ShouldBe(16_800);
        (await world.OwesAsync(c)).ShouldBe(16_600);
        (await world.StageAsync()).ShouldBe("delivering");
        (await world.BalanceAsync("Income", world.Seller.Value)).ShouldBe(64_100);
        (64_100 - await world.BalanceAsync("Cost", world.Run) - 300).ShouldBe(12_100);
        (await jisr.CountAsync("SELECT count(*) FROM market_left_over")).ShouldBe(0);
        // Every line that became otherwise says why.
        (
            await jisr.CountAsync("SELECT count(*) FROM market_line_change WHERE field = 'given' AND reason = 'short'")
        ).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM market_line_change WHERE reason = 'substitute'")).ShouldBe(1);

        // What she pays comes off.
        await world.DoAsync("order.pay", new { orderId = a, minor = 30_000 });
        (await world.OwesAsync(a)).ShouldBe(700);
    }

    [Theory, Databases]
    public async Task MK07_a_second_order_adds_to_the_first_and_both_codes_open_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world);
        await world.OrderAsync(Ana, Line("cream", 1000));
        var first = await world.JoinAsync(Bana, [Line("cream", 2000)]);
        var order = first.Subject!.Value;

        // Who only knows her number leaves a draft: it opens nothing of hers.
        var draft = await world.JoinAsync(Bana, [Line("cream", 1000)]);
        draft.Subject.ShouldNotBe(order);
        draft.Reasons.ShouldHaveSingleItem().Code.ShouldBe("ORDER_WAITS");
        (await world.LineAsync(order, "cream", "asked")).ShouldBe(2000);

        // The seller joins them.
        await world.DoAsync("draft.place", new { orderId = draft.Subject, runId = world.Run });
        (await world.LineAsync(order, "cream", "asked")).ShouldBe(3000);
        (await world.OfOrderAsync(order, "run_no")).ShouldBe(2);
        (await world.OfOrderAsync(order, "total_minor")).ShouldBe(13_500);
        foreach (var code in (string?[])[first.Number, draft.Number])
            (
                await jisr.CountAsync(
                    $"SELECT count(*) FROM market_short_code WHERE code = '{code}' AND target_id = {world.Id(order)}"
                )
            ).ShouldBe(1, code);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_ask_part p JOIN market_order_line l ON l.id = p.line_id "
                    + $"WHERE l.order_id = {world.Id(order)}"
            )
        ).ShouldBe(2);
        // Joined once.
        var again = await jisr.SendAsync("draft.place", new { orderId = draft.Subject, runId = world.Run });
        again.Reasons.ShouldHaveSingleItem().Code.ShouldBe("ORDER_MOVED_ON");
    }

    [Theory, Databases]
    public async Task MK08_who_raises_her_order_stands_behind_those_who_asked_meanwhile(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world);
        var a = await world.OrderAsync(Ana, Line("cream", 2000));
        var b = await world.OrderAsync(Bana, Line("cream", 3000));
        var more = await world.JoinAsync(Ana, [Line("cream", 3000)]);
        await world.DoAsync("draft.place", new { orderId = more.Subject, runId = world.Run });
        await ShareAsync(world, 5000, 10_000);
        (await world.LineAsync(a, "cream", "given")).ShouldBe(2000);
        (await world.LineAsync(b, "cream", "given")).ShouldBe(3000);
    }

    [Theory, Databases]
    public async Task MK09_all_or_nothing_and_what_is_left_over(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world, "equal");
        var a = await world.OrderAsync(Ana, Line("cream", 4000, partOk: false));
        var b = await world.OrderAsync(Bana, Line("cream", 3000));
        await ShareAsync(world, 5000, 10_000);
        (await world.LineAsync(a, "cream", "given")).ShouldBe(0);
        (await world.LineAsync(b, "cream", "given")).ShouldBe(3000);
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await jisr.CountAsync("SELECT qty FROM market_left_over")).ShouldBe(2000);
        (await world.OwesAsync(a)).ShouldBe(0);
        (await world.OwesAsync(b)).ShouldBe(13_500);
        await world.DoAsync(
            "left-over.decide",
            new
            {
                runId = world.Run,
                sku = "cream",
                fate = "back-to-stall",
            }
        );
        (await jisr.TextAsync("SELECT fate FROM market_left_over")).ShouldBe("back-to-stall");
    }

    [Theory, Databases]
    public async Task MK10_who_paid_in_full_comes_first(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world, "paid-first");
        var a = await world.OrderAsync(Ana, Line("cream", 6000));
        var b = await world.OrderAsync(Bana, Line("cream", 3000));
        var c = await world.OrderAsync(Cila, Line("cream", 3000));
        var d = await world.OrderAsync("0944000004", Line("cream", 2000));
        await world.DoAsync("order.pay", new { orderId = c, minor = 13_500 });
        await world.DoAsync("order.pay", new { orderId = d, minor = 9_000 });
        await ShareAsync(world, 10_000, 20_000);
        foreach (var (order, given) in ((Guid, long)[])[(a, 5000), (b, 0), (c, 3000), (d, 2000)])
            (await world.LineAsync(order, "cream", "given")).ShouldBe(given);
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(c)).ShouldBe(0);
        (await world.OwesAsync(a)).ShouldBe(22_500);
    }

    [Theory, Databases]
    public async Task MK11_kilograms_are_shared_in_their_steps(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync("proportional");
        await world.OfferAsync("zaatar", 12_000, unit: "kg");
        await world.OpenAsync();
        var a = await world.OrderAsync(Ana, Line("zaatar", 2000));
        var b = await world.OrderAsync(Bana, Line("zaatar", 1500));
        var c = await world.OrderAsync(Cila, Line("zaatar", 2000));
        await ShareAsync(world, 4500, 50_000, "zaatar");
        foreach (var (order, given) in ((Guid, long)[])[(a, 1750), (b, 1250), (c, 1500)])
            (await world.LineAsync(order, "zaatar", "given")).ShouldBe(given);
    }

    [Theory, Databases]
    public async Task MK12_a_case_that_is_not_filled_is_not_bought_and_an_exact_one_keeps_the_run_open(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("soap", 2500, caseSize: 12_000);
        await world.OfferAsync("box", 2500, caseSize: 6000, caseRule: "exact");
        await world.OpenAsync();
        await world.OrderAsync(Ana, Line("soap", 10_000, tolerance: 4000), Line("box", 4000));
        await world.OrderAsync(Bana, Line("soap", 7000));
        var closed = await jisr.SendAsync("run.close", new { runId = world.Run });
        closed.Reasons.ShouldHaveSingleItem().Code.ShouldBe("CASE_NOT_FULL");
        (await world.StageAsync()).ShouldBe("open");
        await world.OrderAsync(Cila, Line("box", 2000));
        await world.CloseAsync();
        (await world.BuyLineAsync("soap", "to_buy")).ShouldBe(12_000);
        (await world.BuyLineAsync("soap", "asked")).ShouldBe(17_000);
        (await world.BuyLineAsync("box", "to_buy")).ShouldBe(6000);
    }

    [Theory, Databases]
    public async Task MK13_MK14_a_price_up_to_the_ceiling_holds_and_above_it_the_buyer_is_asked(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("soap", 2500, rule: "up-to", ceiling: 2800);
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        var a = await world.OrderAsync(Ana, Line("soap", 2000));
        var b = await world.OrderAsync(Bana, Line("soap", 1000), Line("cream", 1000));
        await ShareAsync(world, 3000, 8000, "soap");
        var set = await world.DoAsync("price.set", Price(world, 2700));
        set.Reasons.ShouldBeEmpty();
        (await world.LineAsync(a, "soap", "final_unit_minor")).ShouldBe(2700);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_line_change WHERE reason = 'market-price' AND \"from\" = 2500 AND \"to\" = 2700 AND answer = 'not-asked'"
            )
        ).ShouldBe(2);

        // MK14: above the ceiling nothing holds before her yes.
        set = await world.DoAsync("price.set", Price(world, 2900));
        set.Reasons.ShouldHaveSingleItem().Code.ShouldBe("BUYERS_ASKED");
        (await world.LineAsync(a, "soap", "final_unit_minor")).ShouldBe(2700);
        (await jisr.CountAsync("SELECT count(*) FROM market_notice WHERE what = 'price-asked'")).ShouldBe(2);
        await world.DoAsync("price.answer", new { changeId = await QuestionAsync(jisr, world, a), yes = true });
        (await world.LineAsync(a, "soap", "final_unit_minor")).ShouldBe(2900);
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(a)).ShouldBe(5800);
        (await world.OwesAsync(b)).ShouldBe(0);
        (await world.LineAsync(b, "soap", "given")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_line_change WHERE reason = 'no-answer'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT qty FROM market_left_over")).ShouldBe(1000);
    }

    [Theory, Databases]
    public async Task MK17_two_phones_buy_more_than_is_needed_and_nothing_is_lost(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world);
        await world.OrderAsync(Ana, Line("cream", 6000));
        await world.PurseAsync(100_000);
        await world.CloseAsync();
        var id = NewId.Next();
        (await world.BuyAsync("cream", 3000, 9000, id: id)).Reasons.ShouldBeEmpty();
        (await world.BuyLineAsync("cream", "to_buy")).ShouldBe(6000);
        var second = await world.BuyAsync("cream", 4000, 12_000);
        second.IsDone.ShouldBeTrue();
        second.Reasons.ShouldHaveSingleItem().Code.ShouldBe("BOUGHT_TOO_MANY");
        // The first phone sends again after a lost answer.
        (await world.BuyAsync("cream", 3000, 9000, id: id)).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT sum(qty) FROM market_buy_entry")).ShouldBe(7000);
        (await jisr.TextAsync("SELECT decision FROM market_buy_line")).ShouldBe("done");
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(79_000);
    }

    [Theory, Databases]
    public async Task MK18_a_mistyped_buy_is_turned_round_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world);
        await world.OrderAsync(Ana, Line("cream", 5000));
        await world.PurseAsync(100_000);
        await world.CloseAsync();
        var wrong = await world.BuyAsync("cream", 5000, 51_000);
        var undo = await world.DoAsync("buy.undo", new { entryId = wrong.Subject, reason = "typed wrong" });
        (await jisr.TextAsync("SELECT decision FROM market_buy_line")).ShouldBe("open");
        (await world.BuyAsync("cream", 5000, 15_000)).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry")).ShouldBe(3);
        (await jisr.CountAsync("SELECT sum(paid_minor) FROM market_buy_entry")).ShouldBe(15_000);
        (await world.BalanceAsync("Cost", world.Run)).ShouldBe(15_000);
        foreach (var entry in (Guid?[])[wrong.Subject, undo.Subject])
            (await jisr.SendAsync("buy.undo", new { entryId = entry }))
                .Reasons.ShouldHaveSingleItem()
                .Code.ShouldBe("ALREADY_REVERSED");
    }

    [Theory, Databases]
    public async Task MK20_a_gap_is_paid_by_those_who_receive(string database)
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
        await ShareAsync(world, 24_000, 2400, "egg");
        // 23 arrived: one is broken.
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
        await world.DoAsync("gap.cover", new { runId = world.Run, sku = "egg" });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(x)).ShouldBe(1044);
        (await world.OwesAsync(y)).ShouldBe(835);
        (await world.OwesAsync(z)).ShouldBe(521);
        (await world.LineAsync(z, "egg", "given_computed")).ShouldBe(6000);
    }

    [Theory, Databases]
    public async Task MK24_MK25_lines_of_a_run_are_rounded_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync("JOD");
        await world.PlanAsync();
        await world.OfferAsync("soap", 1255);
        await world.OpenAsync();
        var a = await world.OrderAsync(Ana, Line("soap", 3000));
        await ShareAsync(world, 3000, 1000, "soap");
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(a)).ShouldBe(3765);
    }

    [Theory, Databases]
    public async Task MK27_moved_dates_are_confirmed_and_every_buyer_is_told(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world);
        for (var i = 10; i < 22; i++)
            await world.OrderAsync("09440000" + i, Line("cream", 1000));
        var asked = await jisr.SendAsync("run.move", Move(world, confirmed: false));
        asked.Reasons.ShouldHaveSingleItem().Code.ShouldBe("CONFIRM_MOVE");
        await world.DoAsync("run.move", Move(world, confirmed: true));
        (await jisr.CountAsync("SELECT count(*) FROM market_notice WHERE what = 'run-moved'")).ShouldBe(12);
        (await jisr.CountAsync("SELECT count(*) FROM market_order_event WHERE what = 'moved'")).ShouldBe(12);
        // It closes at its new hour, not at the old one.
        jisr.Clock.Advance(TimeSpan.FromHours(25));
        await jisr.LetWorkFinishAsync();
        (await world.StageAsync()).ShouldBe("open");
        jisr.Clock.Advance(TimeSpan.FromHours(24));
        await jisr.LetWorkFinishAsync();
        (await world.StageAsync()).ShouldBe("closed");
    }

    [Theory, Databases]
    public async Task MK28_a_clone_has_offers_at_todays_prices_and_no_orders(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        var stall = await world.DoAsync("stall.add", new { shopId = world.Shop, name = "أبو خالد" });
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
        await world.GoodsAsync("cream", 4500);
        await world.DoAsync(
            "offer.add",
            new
            {
                runId = world.Run,
                sku = "cream",
                stallId = stall.Subject,
            }
        );
        await world.OpenAsync();
        await world.OrderAsync(Ana, Line("cream", 1000));
        var product = await jisr.CountAsync("SELECT count(*) FROM market_product");
        product.ShouldBe(1);
        await jisr.ExecuteAsync("UPDATE market_price_version SET minor = 5000");
        var clone = await world.DoAsync(
            "run.clone",
            new
            {
                runId = world.Run,
                marketDay = Thursday.AddDays(7),
                opensAt = JisrApp.Start.AddDays(2),
                closesAt = JisrApp.Start.AddDays(8),
            }
        );
        var id = clone.Subject!.Value;
        (await jisr.CountAsync($"SELECT count(*) FROM market_order WHERE run_id = {world.Id(id)}")).ShouldBe(0);
        (
            await jisr.CountAsync(
                $"SELECT p.minor FROM market_offer o JOIN market_price_version p ON p.id = o.price_id WHERE o.run_id = {world.Id(id)} AND o.stall_id IS NOT NULL"
            )
        ).ShouldBe(5000);
        (await jisr.CountAsync($"SELECT amount FROM market_run_fee WHERE run_id = {world.Id(id)}")).ShouldBe(1000);
        // It does not open by itself.
        jisr.Clock.Advance(TimeSpan.FromDays(3));
        await jisr.LetWorkFinishAsync();
        (await world.StageAsync(id)).ShouldBe("planned");
    }

    [Theory, Databases]
    public async Task MK29_at_its_limit_a_run_closes_and_who_comes_later_is_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync(limitOrders: 40);
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        for (var i = 10; i < 50; i++)
            await world.OrderAsync("09440000" + i, Line("cream", 1000));
        (await world.StageAsync()).ShouldBe("open");
        var last = await world.JoinAsync("0944000050", [Line("cream", 1000)]);
        last.IsDone.ShouldBeTrue();
        last.Reasons.ShouldHaveSingleItem().Code.ShouldBe("RUN_CLOSED");
        (await world.StageAsync()).ShouldBe("closed");
        (await world.BuyLineAsync("cream", "to_buy")).ShouldBe(40_000);
        (await jisr.CountAsync("SELECT count(*) FROM market_order WHERE state = 'draft' AND run_id IS NULL")).ShouldBe(
            1
        );
        (await jisr.CountAsync("SELECT count(*) FROM market_notice WHERE what = 'kept'")).ShouldBe(1);

        // The next run takes it in.
        await world.PlanAsync();
        await world.DoAsync("offer.add", new { runId = world.Run, sku = "cream" });
        await world.OpenAsync();
        await world.DoAsync("draft.place", new { orderId = last.Subject, runId = world.Run });
        (await world.OfOrderAsync(last.Subject!.Value, "run_no")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task MK30_a_run_knows_no_price_but_its_offers(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world);
        var order = await world.OrderAsync(
            Ana,
            new
            {
                sku = "cream",
                qty = 1000,
                unitMinor = 100,
                price = "1.00",
            }
        );
        (await world.OfOrderAsync(order, "total_minor")).ShouldBe(4500);
    }

    [Theory, Databases]
    public async Task MK44_a_run_of_nine_million_million_is_exact(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync("SYP-1");
        await world.PlanAsync();
        await world.OfferAsync("gold", 1_000_000_000_000);
        await world.OpenAsync();
        var a = await world.OrderAsync(Ana, Line("gold", 9000));
        await ShareAsync(world, 9000, 100, "gold");
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(a)).ShouldBe(9_000_000_000_000);
    }

    [Theory, Databases]
    public async Task MK45_with_her_own_money_the_purse_goes_to_nothing_and_never_below(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await CreamRunAsync(world);
        await world.OrderAsync(Ana, Line("cream", 1000));
        await world.PurseAsync(2000);
        await world.CloseAsync();
        (await world.BuyAsync("cream", 1000, 2700)).Reasons.ShouldHaveSingleItem().Code.ShouldBe("PURSE_EMPTY");
        (await world.BuyAsync("cream", 1000, 2700, by: "own-money")).IsDone.ShouldBeTrue();
        (await world.BalanceAsync("Cost", world.Run)).ShouldBe(2700);
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(0);
        (await world.BalanceAsync("Payable", world.Seller.Value)).ShouldBe(700);
    }

    private static object Price(RunWorld world, long unit) =>
        new
        {
            runId = world.Run,
            sku = "soap",
            unit,
            reason = "market-price",
        };

    private static object Move(RunWorld world, bool confirmed) =>
        new
        {
            runId = world.Run,
            marketDay = Thursday.AddDays(1),
            opensAt = JisrApp.Start,
            closesAt = JisrApp.Start.AddDays(2),
            confirmed,
        };

    private static async Task<Guid> QuestionAsync(JisrApp jisr, RunWorld world, Guid order)
    {
        var column = jisr.DatabaseSetting.StartsWith("sqlite:", StringComparison.Ordinal) ? "hex(c.id)" : "c.id::text";
        return Guid.Parse(
            (
                await jisr.TextAsync(
                    $"SELECT {column} FROM market_line_change c JOIN market_order_line l ON l.id = c.line_id "
                        + $"WHERE c.answer = 'asked' AND l.order_id = {world.Id(order)}"
                )
            )!
        );
    }

    private static async Task CreamRunAsync(RunWorld world, string rule = "first-come")
    {
        await world.ShopAsync();
        await world.PlanAsync(rule);
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
    }

    private static async Task ShareAsync(RunWorld world, long qty, long paid, string sku = "cream")
    {
        await world.PurseAsync(paid);
        await world.CloseAsync();
        (await world.BuyAsync(sku, qty, paid)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
    }
}
