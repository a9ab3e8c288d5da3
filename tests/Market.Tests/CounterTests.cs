using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Tests;

/// <summary>The counter and the fair stand (market.md §10): big buttons, no line, and a count at the end.</summary>
public class CounterTests
{
    private const string Left =
        "SELECT coalesce(sum(CASE kind WHEN 'in' THEN qty WHEN 'carried' THEN 0 ELSE -qty END), 0) FROM market_lot_entry";

    [Theory, Databases]
    public async Task MK41_eighteen_sales_without_a_line_of_thirty_lots_come_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var sellers = new SellerWorld(jisr);
        var holder = await sellers.SellerAsync();
        var owner = await sellers.SellerAsync("salma");
        for (var i = 0; i < 3; i++)
            await sellers.ProductAsync(holder, "shawl-" + i, 40_000, onHand: 0);
        for (var i = 0; i < 30; i++)
            await DoAsync(
                jisr,
                "lot.take-in",
                new
                {
                    shopId = holder.Shop,
                    owner = "salma",
                    sku = "shawl-" + (i % 3),
                    qty = 1000,
                    ownerPrice = 30_000,
                }
            );
        var counter = await OpenAsync(holder);
        var device = await Device.AddAsync(jisr, UnitId.Root);
        var list = await device.TakeAlongAsync(holder.Account, "counter", counter);
        list["goods"]!.AsArray().Count.ShouldBe(3);
        foreach (var secret in (string[])["salma", owner.Party.ToString(), "phone", "token"])
            list.ToJsonString().ShouldNotContain(secret);

        var sales = Enumerable
            .Range(0, 18)
            .Select(i =>
                device.Save(
                    "counter.sell",
                    new
                    {
                        counterId = counter,
                        sku = "shawl-" + (i % 3),
                        qty = 1000,
                        paid = 40_000 + (i * 100),
                    }
                )
            )
            .ToList();
        var sum = Enumerable.Range(0, 18).Sum(i => 40_000L + (i * 100));
        jisr.Clock.Advance(TimeSpan.FromHours(5));
        // The answer is lost, and all is sent again.
        (await device.SendAsync(sales)).ShouldAllBe(a => a.Result() == "accepted");
        (await device.SendAsync(sales)).ShouldAllBe(a => a.Result() == "duplicate");
        (await jisr.CountAsync("SELECT count(*) FROM market_counter_sale")).ShouldBe(18);
        (await jisr.CountAsync(Left)).ShouldBe(12_000);
        (await TillAsync(jisr, counter)).ShouldBe(sum);
        (await OwedAsync(jisr, owner)).ShouldBe(18 * 30_000);

        var page = await holder.Browser.GetAsync("/my/counters/" + counter);
        page.Text.ShouldContain("18");
        // A wrong tap is turned round once, in the phone's order.
        var wrong = device.Save(
            "counter.sell",
            new
            {
                counterId = counter,
                sku = "shawl-0",
                qty = 1000,
                paid = 1,
            }
        );
        var id = wrong["id"]!.GetValue<Guid>();
        var undo = device.Save("counter.undo", new { counterId = counter, saleId = id }, dependsOn: id);
        (await device.SendAsync(wrong, undo)).ShouldAllBe(a => a.Result() == "accepted");
        (await TillAsync(jisr, counter), await jisr.CountAsync(Left)).ShouldBe((sum, 12_000));
        // More than there is: it is kept for a person, and takes no other with it.
        var answers = await device.SendAsync(
            device.Save(
                "counter.sell",
                new
                {
                    counterId = counter,
                    sku = "shawl-0",
                    qty = 9000,
                    paid = 1,
                }
            ),
            device.Save("counter.undo", new { counterId = counter, saleId = id })
        );
        answers.Select(a => (a.Code(), a.Is("kept"))).ShouldBe([("SOLD_OUT", true), ("ALREADY_REVERSED", true)]);

        // The end: three go back, and three pounds are missing.
        var close = await holder.Browser.GetAsync("/my/counters/" + counter + "/close");
        var backs = close
            .Document.QuerySelectorAll("input[name^='back.']")
            .Take(3)
            .Select(b => (b.GetAttribute("name")!, (string?)"1"))
            .ToArray();
        var counted = new Money(sum - 300, Currency.Try).ToString();
        var asks = await holder.Browser.SendAsync(close, [.. backs, ("counted", counted)]);
        (asks.Status, asks.Value("counted")).ShouldBe((422, counted));
        asks.Text.ShouldContain(new Money(sum, Currency.Try).ToString());
        (await jisr.CountAsync(Left)).ShouldBe(12_000);
        var done = await holder.Browser.SendAsync(asks, ("reason", "change given wrong"));
        done.Text.ShouldContain("change given wrong");
        (await jisr.CountAsync(Left)).ShouldBe(9000);
        (await TillAsync(jisr, counter)).ShouldBe(0);
        var purse = NameUuid.Of(holder.Party.ToString(), "purse");
        (
            await BalanceAsync(jisr, AccountRef.Cash(purse, "TRY")),
            await BalanceAsync(jisr, AccountRef.Suspense(purse, "TRY"))
        ).ShouldBe((sum - 300, 300));
        // What comes after the count waits for a person.
        var late = device.Save(
            "counter.sell",
            new
            {
                counterId = counter,
                sku = "shawl-1",
                qty = 1000,
                paid = 1,
            }
        );
        (await device.SendAsync(late))[0].Code().ShouldBe("COUNTER_CLOSED");
    }

    [Theory, Databases]
    public async Task A_counter_sells_at_its_page_too_and_its_change_comes_from_the_purse(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var sellers = new SellerWorld(jisr);
        var seller = await sellers.SellerAsync();
        await sellers.ProductAsync(seller);
        var open = await seller.Browser.GetAsync("/my/counters");
        var poor = await seller.Browser.SendAsync(open, ("name", "سوق الجمعة"), ("float", "50"));
        (poor.Status, poor.Value("name"), poor.Value("float")).ShouldBe((422, "سوق الجمعة", "50"));
        poor.Text.ShouldContain("Your purse does not hold so much");
        var counter = await OpenAsync(seller);
        var page = await seller.Browser.GetAsync("/my/counters/" + counter);
        var none = await seller.Browser.SendAsync(page, "form:has(input[name=paid])", ("qty", "2"), ("paid", ""));
        (none.Status, none.Value("qty")).ShouldBe((422, "2"));
        var sold = await seller.Browser.SendAsync(
            page,
            "form:has(input[name=paid])",
            ("sku", "soap"),
            ("qty", "2"),
            ("paid", "90")
        );
        sold.Text.ShouldContain("Written down.");
        (await TillAsync(jisr, counter)).ShouldBe(9000);
        (await jisr.CountAsync("SELECT on_hand FROM market_variant WHERE sku = 'soap'")).ShouldBe(18_000);
        var sale = sold.Document.QuerySelector("button[name=sale]")!.GetAttribute("value");
        await seller.Browser.SendAsync(sold, "form:has(button[name=sale])", ("sale", sale));
        (await TillAsync(jisr, counter)).ShouldBe(0);
        (await jisr.CountAsync("SELECT on_hand FROM market_variant WHERE sku = 'soap'")).ShouldBe(20_000);
        // Nobody else's.
        var other = await sellers.SellerAsync("salma");
        (await other.Browser.GetAsync("/my/counters/" + counter)).Status.ShouldBe(404);
        (await other.Browser.GetAsync("/my/counters/" + counter + "/close")).Status.ShouldBe(404);
        // The page of the shell has nobody's data and needs no account.
        using var stranger = jisr.Browser();
        var shell = await stranger.GetAsync("/offline/counter");
        (shell.Status, shell.Response.Headers.Contains("Jisr-Shell")).ShouldBe((200, true));
        // An empty till is counted as nothing.
        var close = await seller.Browser.GetAsync("/my/counters/" + counter + "/close");
        (await seller.Browser.SendAsync(close, ("counted", "0"))).Text.ShouldContain("Counted");
        (await jisr.CountAsync("SELECT count(*) FROM market_counter WHERE closed_at IS NOT NULL")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task MK41_the_counter_ends_without_a_line_with_returns_and_a_count_and_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var sellers = new SellerWorld(jisr);
        var holder = await sellers.SellerAsync();
        await sellers.SellerAsync("salma");
        await sellers.ProductAsync(holder, "shawl", 40_000, onHand: 0);
        await DoAsync(
            jisr,
            "lot.take-in",
            new
            {
                shopId = holder.Shop,
                owner = "salma",
                sku = "shawl",
                qty = 5000,
                ownerPrice = 30_000,
            }
        );
        var counter = await OpenAsync(holder);
        var device = await Device.AddAsync(jisr, UnitId.Root);
        var list = await device.TakeAlongAsync(holder.Account, "counter", counter);
        list["till"]!.GetValue<long>().ShouldBe(0);
        var lot = list["lots"]!.AsArray().ShouldHaveSingleItem()!;
        (lot["left"]!.GetValue<long>(), lot["title"]!.GetValue<string>().Length > 0).ShouldBe((5000, true));
        list.ToJsonString().ShouldNotContain("salma");
        var sold = Sale(40_000);
        object[] returns = [new { lotId = lot["id"]!.GetValue<Guid>(), qty = 4000 }];

        // Less than was sold, and no word why: it waits for her; nothing is written, not even what goes back.
        var silent = Close(39_000, null);
        var answers = await device.SendAsync(sold, silent);
        answers[0].Result().ShouldBe("accepted");
        (answers[1].Is("kept"), answers[1].Code()).ShouldBe((true, "TILL_DIFFERS"));
        (await jisr.CountAsync("SELECT count(*) FROM market_counter WHERE closed_at IS NOT NULL")).ShouldBe(0);
        (await jisr.CountAsync(Left)).ShouldBe(4000);

        // With a reason; the answer is lost, and it is sent again.
        var close = Close(39_000, "ورقة ممزقة");
        (await device.SendAsync(close))[0].Result().ShouldBe("accepted");
        (await device.SendAsync(close))[0].Result().ShouldBe("duplicate");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_counter WHERE expected_minor = 40000 AND counted_minor = 39000 AND reason IS NOT NULL"
            )
        ).ShouldBe(1);
        (await jisr.CountAsync(Left)).ShouldBe(0);
        (await TillAsync(jisr, counter)).ShouldBe(0);
        // What comes after the count is not written to it.
        (await device.SendAsync(Sale(40_000)))[0]
            .Is("kept")
            .ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM market_counter_sale")).ShouldBe(1);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);

        System.Text.Json.Nodes.JsonObject Sale(long paid) =>
            device.Save(
                "counter.sell",
                new
                {
                    counterId = counter,
                    sku = "shawl",
                    qty = 1000,
                    paid,
                }
            );
        System.Text.Json.Nodes.JsonObject Close(long counted, string? reason) =>
            device.Save(
                "counter.close",
                new
                {
                    counterId = counter,
                    counted,
                    reason,
                    returns,
                }
            );
    }

    [Theory, Databases]
    public async Task A_count_from_her_phone_that_could_not_be_written_is_put_right_by_her(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var sellers = new SellerWorld(jisr);
        var holder = await sellers.SellerAsync();
        var counter = await OpenAsync(holder);
        var device = await Device.OwnAsync(jisr, holder.Party, holder.Account);
        await device.TakeAlongAsync(holder.Account, "counter", counter);
        (await device.SendAsync(device.Save("counter.close", new { counterId = counter, counted = 500 })))[0]
            .Is("kept")
            .ShouldBeTrue();
        var phone = await holder.Browser.GetAsync("/my/phone");
        var mend = await holder.Browser.GetAsync(
            phone.Document.QuerySelector("a[href^='/my/counters/counted/']")!.GetAttribute("href")!
        );
        mend.Value("counted").ShouldBe("5");
        var other = await sellers.SellerAsync("salma");
        (await other.Browser.GetAsync(mend.Address)).Status.ShouldBe(404);
        await holder.Browser.SendAsync(mend, ("counted", "0"));
        (await jisr.TextAsync("SELECT state FROM kernel_worklist_item")).ShouldBe("mended");
        (await jisr.CountAsync("SELECT count(*) FROM market_counter WHERE closed_at IS NOT NULL")).ShouldBe(1);
    }

    private static async Task<Guid> OpenAsync(Seller seller)
    {
        var opened = await seller.Browser.SendAsync(
            await seller.Browser.GetAsync("/my/counters"),
            ("name", "معرض المركز")
        );
        return Guid.Parse(opened.Address["/my/counters/".Length..].Split('?')[0]);
    }

    private static async Task DoAsync(JisrApp jisr, string kind, object payload)
    {
        var answer = await jisr.SendAsync(kind, payload);
        answer.IsDone.ShouldBeTrue(kind + ": " + string.Join(' ', answer.Reasons));
    }

    private static Task<long> TillAsync(JisrApp jisr, Guid counter) =>
        BalanceAsync(jisr, AccountRef.Cash(NameUuid.Of(counter.ToString(), "till"), "TRY"));

    private static Task<long> OwedAsync(JisrApp jisr, Seller owner) =>
        BalanceAsync(jisr, AccountRef.Payable(AccountOwner.Party, owner.Party.Value, "TRY"));

    private static async Task<long> BalanceAsync(JisrApp jisr, AccountRef account)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<ILedger>()
                .BalancesAsync([account], TestContext.Current.CancellationToken)
        ).GetValueOrDefault(account);
    }
}
