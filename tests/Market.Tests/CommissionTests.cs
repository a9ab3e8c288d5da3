using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>What a promoter gets of the orders she brought (market.md §10, promotion.md §10).</summary>
public class CommissionTests
{
    [Theory, Databases]
    public async Task MK36_five_percent_of_the_goods_are_hers_seven_days_after_the_cash(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var promoter = await new SellerWorld(jisr).SellerAsync("salma");
        var orders = await world.SharedThursdayAsync(() => LinkAsync(jisr, world.Shop, "salma", 500));
        // What the buyer owes knows nothing of it: 158.00 of goods and 10.00 for bringing them.
        (await world.OfOrderAsync(orders.B, "total_minor")).ShouldBe(16_800);
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((0, 0));
        var round = await world.OutAsync(world.Run, "رامي", orders.B);
        (await world.StopAsync(round, orders.B, "done", paid: 16_800)).IsDone.ShouldBeTrue();
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((790, 0));

        jisr.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((790, 0));
        var money = await promoter.Browser.GetAsync("/my/money");
        money.Text.ShouldContain("Commission that is not ready yet");
        jisr.Clock.Advance(TimeSpan.FromMinutes(2));
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((0, 790));
        (await world.OfOrderAsync(orders.B, "total_minor")).ShouldBe(16_800);

        money = await promoter.Browser.GetAsync("/my/money");
        money.Text.ShouldContain("Commission earned in all");
        money.Text.ShouldContain("To be paid out to you");
        money.Text.ShouldContain("7.90");
        money.Text.ShouldNotContain("Commission that is not ready yet");
        // The link on her statement leads to her link, on which no buyer and no order of its own stands.
        var hers = await promoter.Browser.GetAsync(money.Link("Commission for a buyer you brought"));
        hers.Text.ShouldContain("7.90");
        hers.Html.ShouldNotContain("/my/orders/");
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var sellers = await seller.GetAsync(hers.Address);
        sellers.Document.QuerySelector($"a[href='/my/orders/{orders.B}']")!.TextContent.ShouldContain("158.00");
    }

    [Theory, Databases]
    public async Task LA18_goods_that_came_back_are_netted_with_the_next_commission(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var (seller, promoter) = (await world.SellerAsync(currency: "JOD"), await world.SellerAsync("salma"));
        await world.ProductAsync(seller, price: 45_000, currency: "JOD");
        await world.ProductAsync(seller, "oil", price: 20_000, currency: "JOD");
        var code = await LinkAsync(jisr, seller.Shop, "salma", 1000);
        var order = await PaidAsync(jisr, world, seller, "soap", code, 45_000);
        jisr.Clock.Advance(TimeSpan.FromDays(8));
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party, "JOD")).ShouldBe((0, 4500));
        await PayOutAsync(jisr, promoter.Party, 4500);

        // All of it comes back.
        (
            await jisr.SendAsync("payment.undo", new { paymentId = await PaymentAsync(jisr), reason = "back" })
        ).IsDone.ShouldBeTrue();
        (await jisr.SendAsync("order.undo", new { orderId = order })).IsDone.ShouldBeTrue();
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party, "JOD")).ShouldBe((-4500, 0));
        await PaidAsync(jisr, world, seller, "oil", code, 20_000, phone: "0944567891");
        (await SumsAsync(jisr, promoter.Party, "JOD")).ShouldBe((-2500, 0));
        var money = await promoter.Browser.GetAsync("/my/money");
        money.Text.ShouldContain("Will be netted with your next commission");
        money.Text.ShouldContain("2.500");
        // What became old is not ready while she owes more than it.
        jisr.Clock.Advance(TimeSpan.FromDays(8));
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party, "JOD")).ShouldBe((-2500, 0));
    }

    [Theory, Databases]
    public async Task Part_payments_never_drift_and_an_undone_one_takes_its_part_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var (seller, promoter) = (await world.SellerAsync(), await world.SellerAsync("salma"));
        await world.ProductAsync(seller, price: 9999);
        var order = await world.OrderAsync(
            seller,
            qty: 1000,
            linkCode: await LinkAsync(jisr, seller.Shop, "salma", 750)
        );
        // promotion.md L-6: 3333 three times at 7.5 % are 250 each; each alone would be 249.975.
        foreach (var hers in (long[])[250, 500, 750])
        {
            (await jisr.SendAsync("order.pay", new { orderId = order, minor = 3333 })).IsDone.ShouldBeTrue();
            await jisr.LetWorkFinishAsync();
            (await SumsAsync(jisr, promoter.Party)).ShouldBe((hers, 0));
        }
        // More than the order costs brings no more.
        (await jisr.SendAsync("order.pay", new { orderId = order, minor = 5000 })).IsDone.ShouldBeTrue();
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((750, 0));
        var last = await PaymentAsync(jisr);
        (await jisr.SendAsync("payment.undo", new { paymentId = last, reason = "twice" })).IsDone.ShouldBeTrue();
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((750, 0));
        (await jisr.SendAsync("order.cancel", new { orderId = order, reason = "gone" })).IsDone.ShouldBeTrue();
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((0, 0));
        (await jisr.CountAsync("SELECT sum(minor) FROM market_commission_part")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task What_is_paid_with_a_later_order_counts_for_the_one_that_was_brought(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var (seller, promoter) = (await world.SellerAsync(), await world.SellerAsync("salma"));
        await world.ProductAsync(seller, price: 10_000);
        await world.ProductAsync(seller, "oil", price: 5000);
        await PaidAsync(jisr, world, seller, "soap", await LinkAsync(jisr, seller.Shop, "salma", 1000), 9000);
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((900, 0));
        // The small rest is carried to her next order, as is usual: there it is paid.
        await PaidAsync(jisr, world, seller, "oil", null, 6000);
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((1000, 0));
    }

    [Theory, Databases]
    public async Task The_percentage_is_that_of_the_hour_in_which_she_ordered(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var (seller, promoter) = (await world.SellerAsync(), await world.SellerAsync("salma"));
        await world.ProductAsync(seller, price: 10_000);
        var page = await seller.Browser.GetAsync("/my/links/make");
        var wrong = await seller.Browser.SendAsync(page, ("promoter", "reem"), ("percent", "60"));
        (wrong.Status, wrong.Value("percent")).ShouldBe((422, "60"));
        wrong.Errors.ShouldContain(e => e.Contains("between 0.01 and 50", StringComparison.Ordinal));
        (await seller.Browser.SendAsync(wrong, ("percent", "7.5")))
            .Errors.ShouldHaveSingleItem()
            .ShouldContain("your own shop");
        (await seller.Browser.SendAsync(page, ("promoter", "nobody"), ("percent", "7.5")))
            .Errors.ShouldHaveSingleItem()
            .ShouldContain("look at the card again");
        var made = await seller.Browser.SendAsync(page, ("promoter", "salma"), ("percent", "7.5"));
        made.Text.ShouldContain("The link is made");
        made.Text.ShouldContain("7.5%");
        (
            await seller.Browser.SendAsync(
                await seller.Browser.GetAsync("/my/links/make"),
                ("promoter", "salma"),
                ("percent", "10")
            )
        )
            .Errors.ShouldHaveSingleItem()
            .ShouldContain("a link to this already");
        var code = (await jisr.TextAsync("SELECT code FROM market_link"))!;
        var order = await world.OrderAsync(seller, qty: 1000, linkCode: code);

        // Ended: what it brought stays hers, and it brings no more.
        var end = await seller.Browser.GetAsync((await seller.Browser.GetAsync(made.Address)).Link("End this link"));
        (await promoter.Browser.GetAsync(end.Address)).Status.ShouldBe(404);
        (await seller.Browser.SendAsync(end)).Text.ShouldContain("brings nothing any more");
        (await seller.Browser.SendAsync(await seller.Browser.GetAsync(end.Address))).Errors.ShouldHaveSingleItem();
        var late = await jisr.SendAsync(
            "order.place",
            new
            {
                shop = "reem",
                lines = new[] { new { sku = "soap", qty = 1000 } },
                name = "سارة",
                phone = "0944567890",
                pickUpPoint = FrontWorld.Point,
                linkCode = code,
            }
        );
        late.Reasons.ShouldHaveSingleItem().Code.ShouldBe("LINK_CODE_WRONG");
        (await jisr.SendAsync("order.pay", new { orderId = order, minor = 10_000 })).IsDone.ShouldBeTrue();
        await jisr.LetWorkFinishAsync();
        (await SumsAsync(jisr, promoter.Party)).ShouldBe((750, 0));
        using var stranger = jisr.BrowserOf(await jisr.AccountOfAsync(NewId.Of<PartyId>()));
        (await stranger.GetAsync(made.Address)).Status.ShouldBe(404);
        (await stranger.GetAsync("/my/links")).Text.ShouldContain("No shop has made a link for you");
    }

    [Theory, Databases]
    public async Task A_link_that_was_followed_is_remembered_for_fourteen_days_and_a_typed_code_goes_before_it(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.SellerAsync("salma");
        await world.SellerAsync("huda");
        await world.ProductAsync(seller);
        var clicked = await LinkAsync(jisr, seller.Shop, "salma", 500);
        var typed = await LinkAsync(jisr, seller.Shop, "huda", 1000);
        using var shopper = jisr.Browser();
        (await shopper.GetAsync("/r/" + clicked.ToLowerInvariant())).Address.ShouldBe("/s/reem");
        (await shopper.GetAsync("/r/K7Q2MX")).Status.ShouldBe(404);
        var form = await shopper.GetAsync("/s/reem/order?q.soap=1");
        form.Value("linkCode").ShouldBe(clicked);
        var check = await shopper.SendAsync(form, ("name", "سارة"), ("phone", "0944567890"), ("go", "check"));
        (await shopper.SendAsync(check, ("go", "place"))).Status.ShouldBe(200);
        (await jisr.TextAsync("SELECT how || ' ' || bps FROM market_brought_order")).ShouldBe("click 500");

        // Typed over it; one that is nobody's is told beside its box, and what was typed stays.
        form = await shopper.GetAsync("/s/reem/order?q.soap=1");
        var wrong = await shopper.SendAsync(
            form,
            ("name", "سارة"),
            ("phone", "0944567891"),
            ("linkCode", "K7Q2MX"),
            ("go", "check")
        );
        wrong = await shopper.SendAsync(wrong, ("go", "place"));
        (wrong.Status, wrong.Value("linkCode")).ShouldBe((422, "K7Q2MX"));
        wrong.Errors.ShouldHaveSingleItem().ShouldContain("none of this shop");
        check = await shopper.SendAsync(wrong, ("linkCode", typed.ToLowerInvariant()), ("go", "check"));
        (await shopper.SendAsync(check, ("go", "place"))).Status.ShouldBe(200);
        (await jisr.CountAsync("SELECT count(*) FROM market_brought_order WHERE how = 'code' AND bps = 1000")).ShouldBe(
            1
        );

        // A code of a link is none of an order, and says so.
        var find = await shopper.SendAsync(await shopper.GetAsync("/o"), ("code", typed), ("phone", "0944567890"));
        find.Errors.ShouldHaveSingleItem().ShouldContain("a promoter’s link");

        jisr.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromHours(2));
        (await shopper.GetAsync("/s/reem/order?q.soap=1")).Value("linkCode").ShouldBeNullOrEmpty();
    }

    private static async Task<string> LinkAsync(JisrApp jisr, Guid shop, string promoter, int bps)
    {
        var answer = await jisr.SendAsync(
            "link.make",
            new
            {
                shopId = shop,
                promoter,
                bps,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Number!;
    }

    /// <summary>An order that was delivered and paid.</summary>
    private static async Task<Guid> PaidAsync(
        JisrApp jisr,
        SellerWorld world,
        Seller seller,
        string sku,
        string? code,
        long paid,
        string phone = "0944567890"
    )
    {
        var order = await world.OrderAsync(seller, sku, 1000, phone, linkCode: code);
        foreach (var kind in (string[])["order.accept", "order.deliver"])
            (await jisr.SendAsync(kind, new { orderId = order })).IsDone.ShouldBeTrue(kind);
        (await jisr.SendAsync("order.pay", new { orderId = order, minor = paid })).IsDone.ShouldBeTrue();
        await jisr.LetWorkFinishAsync();
        return order;
    }

    /// <summary>The newest payment.</summary>
    private static Task<Guid> PaymentAsync(JisrApp jisr) =>
        new RunWorld(jisr).IdAsync("SELECT {0} FROM market_payment ORDER BY at DESC, id DESC LIMIT 1", "id");

    // Out of a box that is neither woman's.
    private static async Task PayOutAsync(JisrApp jisr, PartyId party, long minor)
    {
        var box = AccountRef.Cash(NameUuid.Of("somebody", "box"), "JOD");
        var owed = AccountRef.Payable(AccountOwner.Party, party.Value, "JOD");
        await PostAsync(
            jisr,
            "fund.receive",
            Leg.Debit(box, minor),
            Leg.Credit(AccountRef.OfFund(box.OwnerId, "JOD"), minor)
        );
        await PostAsync(jisr, "payout.send", Leg.Debit(owed, minor), Leg.Credit(box, minor));
    }

    private static async Task PostAsync(JisrApp jisr, string kind, params Leg[] legs)
    {
        await using var services = jisr.Services.CreateAsyncScope();
        var db = services.ServiceProvider.GetRequiredService<JisrDb>();
        var now = Clock.Now(jisr.Clock);
        var scope = new CommandScope
        {
            Id = NewId.Of<CommandId>(),
            Kind = "test.post",
            Actor = Actor.System,
            Door = Door.System,
            Now = now,
            OccurredAt = now,
        };
        await using var turn = await db.Storage.WriteTurnAsync(default);
        await using var tx = await db.Database.BeginTransactionAsync();
        var posting = new Posting(BookId.Platform, kind, legs)
        {
            Id = scope.Id.Value,
            SourceKind = "test",
            SourceId = scope.Id.Value,
        };
        (
            await services.ServiceProvider.GetRequiredService<ILedger>().PostAsync(posting, scope, default)
        ).ShouldBeNull();
        await tx.CommitAsync();
    }

    /// <summary>Not ready yet, and ready.</summary>
    private static async Task<(long Maturing, long Ready)> SumsAsync(JisrApp jisr, PartyId party, string unit = "TRY")
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        var (waits, ready) = (
            AccountRef.Commission(party.Value, unit),
            AccountRef.Payable(AccountOwner.Party, party.Value, unit)
        );
        var sums = await scope.ServiceProvider.GetRequiredService<ILedger>().BalancesAsync([waits, ready], default);
        return (sums.GetValueOrDefault(waits), sums.GetValueOrDefault(ready));
    }
}
