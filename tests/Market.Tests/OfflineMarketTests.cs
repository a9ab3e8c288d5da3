using System.Text.Json.Nodes;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>The market hour on a phone without a line (market.md §9), as its outbox sends it.</summary>
public class OfflineMarketTests
{
    [Theory, Databases]
    public async Task MK16_a_batch_that_is_sent_twice_is_written_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await ClosedAsync(world, 20);
        await world.PurseAsync(100_000);
        var account = await jisr.AccountOfAsync(world.Seller);
        var phone = await Device.OwnAsync(jisr, world.Seller, account);
        await phone.TakeAlongAsync(account, "run", world.Run);
        phone.HasTicket.ShouldBeTrue();
        phone.Numbers.ShouldBeEmpty("her own phone registers nobody");
        var stall = NewId.Next();
        var records = new List<JsonObject>
        {
            phone.Save("stall.add", new { shopId = world.Shop, name = "عند أبي سمير" }, stall),
        };
        for (var n = 0; n < 14; n++)
            records.Add(
                phone.Save(
                    "run.buy",
                    new
                    {
                        runId = world.Run,
                        sku = "cream",
                        qty = 1000,
                        paid = 3000,
                        stallId = stall,
                    },
                    null,
                    null,
                    stall
                )
            );
        // The answer to the first batch is lost.
        using (await phone.PostAsync("lost", records)) { }
        var again = await phone.SendAsync(records);
        again.Select(a => a.Result()).ShouldAllBe(r => r == "duplicate");
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry")).ShouldBe(14);
        (await jisr.CountAsync("SELECT count(*) FROM market_stall")).ShouldBe(1);
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(100_000 - 14 * 3000);
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry WHERE device_id IS NULL")).ShouldBe(0);

        // MK18: typed wrong, taken back, typed again; taken back once more is refused and waits for her.
        var wrong = NewId.Next();
        var undone = await phone.SendAsync(
            phone.Save("run.buy", Buy(world, 1000, 5100), wrong),
            phone.Save("buy.undo", new { entryId = wrong, runId = world.Run }, null, null, wrong),
            phone.Save("run.buy", Buy(world, 1000, 1500)),
            phone.Save("buy.undo", new { entryId = wrong, runId = world.Run }, null, null, wrong)
        );
        undone.Select(a => a.Result()).ShouldBe(["accepted", "accepted", "accepted", "rejected"]);
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(100_000 - 14 * 3000 - 1500);
        (await world.BuyLineAsync("cream", "to_buy")).ShouldBe(20_000);
    }

    [Theory, Databases]
    public async Task MK17_two_phones_and_one_purse_lose_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await ClosedAsync(world, 6);
        await world.PurseAsync(10_000);
        var account = await jisr.AccountOfAsync(world.Seller);
        var one = await Device.OwnAsync(jisr, world.Seller, account, "One");
        await one.TakeAlongAsync(account, "run", world.Run);
        var two = await Device.OwnAsync(jisr, world.Seller, account, "Two");
        await two.TakeAlongAsync(account, "run", world.Run);
        (await one.SendAsync(one.Save("run.buy", Buy(world, 3000, 9000))))[0].Result().ShouldBe("accepted");
        // On the second phone the purse still looked full: what is missing was her own money.
        var late = (await two.SendAsync(two.Save("run.buy", Buy(world, 4000, 12_000))))[0];
        late.Result().ShouldBe("accepted");
        late.ToJsonString().ShouldContain("PURSE_WAS_EMPTY");
        late.ToJsonString().ShouldContain("BOUGHT_TOO_MANY");
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(0);
        (await world.BalanceAsync("Payable", world.Seller.Value, "TRY")).ShouldBe(11_000);
        (await jisr.TextAsync("SELECT decision FROM market_buy_line")).ShouldBe("done");
        // "None here" of a phone that did not see what the other bought says what is so.
        (
            await two.SendAsync(
                two.Save(
                    "buy.decide",
                    new
                    {
                        runId = world.Run,
                        sku = "cream",
                        decision = "none",
                    }
                )
            )
        )[0]
            .Result()
            .ShouldBe("accepted");
        (await jisr.TextAsync("SELECT decision FROM market_buy_line")).ShouldBe("done");
        // The bus, with an empty purse.
        (
            await one.SendAsync(
                one.Save(
                    "run.spend",
                    new
                    {
                        runId = world.Run,
                        amount = 500,
                        what = "bus",
                    }
                )
            )
        )[0]
            .Result()
            .ShouldBe("accepted");
        (await world.BalanceAsync("Payable", world.Seller.Value, "TRY")).ShouldBe(11_500);
    }

    [Theory, Databases]
    public async Task What_comes_while_it_is_shared_out_waits_for_her_and_is_taken_as_left_over(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await ClosedAsync(world, 3);
        await world.PurseAsync(100_000);
        var account = await jisr.AccountOfAsync(world.Seller);
        var phone = await Device.OwnAsync(jisr, world.Seller, account);
        await phone.TakeAlongAsync(account, "run", world.Run);
        var first = phone.Save("run.buy", Buy(world, 2000, 6000));
        var second = phone.Save("run.buy", Buy(world, 1000, 2500));
        (await phone.SendAsync(first))[0].Result().ShouldBe("accepted");
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        var kept = (await phone.SendAsync(second))[0];
        kept.Result().ShouldBe("rejected");
        kept.ToJsonString().ShouldContain("SHARING_STARTED");

        // A worker of a centre sees nothing of it; the seller sees it on the page of her phone.
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead, UnitId.Root);
        (await lead.GetAsync("/worklist")).Html.ShouldNotContain("/worklist/0");
        using var seller = jisr.BrowserOf(account);
        var page = await seller.GetAsync("/my/phone");
        page.Status.ShouldBe(200);
        var address = System.Text.RegularExpressions.Regex.Match(page.Html, "/my/runs/late/[0-9a-f-]+").Value;
        address.ShouldNotBeEmpty();
        using var other = await OtherAsync(jisr);
        (await other.GetAsync(address)).Status.ShouldBe(404);
        var done = await seller.SendAsync(await seller.GetAsync(address), ("paidBy", "purse"));
        done.Status.ShouldBe(200);
        (await world.BalanceAsync("Cash", world.Purse)).ShouldBe(100_000 - 8500);
        (await jisr.CountAsync("SELECT qty FROM market_left_over")).ShouldBe(1000);
        (await seller.GetAsync("/my/phone")).Html.ShouldNotContain("/my/runs/late/");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_worklist_item WHERE state = 'mended'")).ShouldBe(1);
        // The run's goods are all somewhere: bought is given and left over.
        (await jisr.CountAsync("SELECT sum(qty) FROM market_buy_entry")).ShouldBe(3000);
        (
            await jisr.CountAsync(
                "SELECT sum(l.given) FROM market_order_line l JOIN market_variant v ON v.id = l.variant_id WHERE v.sku = 'cream'"
            )
        ).ShouldBe(2000);
    }

    [Theory, Databases]
    public async Task Her_phone_writes_as_she_and_as_nobody_else_and_ends_when_she_says(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await ClosedAsync(world, 6);
        await world.PurseAsync(100_000);
        var account = await jisr.AccountOfAsync(world.Seller);
        var phone = await Device.OwnAsync(jisr, world.Seller, account);
        await phone.TakeAlongAsync(account, "run", world.Run);
        // Somebody else signs in on it: no ticket for her there.
        var (_, other) = await new FrontWorld(jisr).ShopAsync("lina");
        var stranger = await jisr.AccountOfAsync(other);
        await phone.SignInAsync(stranger);
        phone.HasTicket.ShouldBeFalse();
        await phone.SignInAsync(account);
        // Another seller's phone buys nothing for this run.
        var theirs = await Device.OwnAsync(jisr, other, stranger);
        (await theirs.SendAsync(theirs.Save("run.buy", Buy(world, 1000, 3000))))[0].Result().ShouldBe("rejected");
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry")).ShouldBe(0);

        // Counted at the end: the difference goes to suspense, with its reason.
        var before = phone.Save("run.buy", Buy(world, 1000, 3000));
        var count = NewId.Next();
        var answers = await phone.SendAsync(
            before,
            phone.Save(
                "count.type",
                new
                {
                    custodianId = world.Purse,
                    currency = "TRY",
                    minor = 96_700,
                },
                count
            ),
            phone.Save(
                "count.confirm",
                new
                {
                    countId = count,
                    reason = "lost coins",
                    what = "run",
                    thingId = world.Run,
                },
                null,
                null,
                count
            )
        );
        answers.Select(a => a.Result()).ShouldAllBe(r => r == "accepted");
        (await world.BalanceAsync("Suspense", world.Purse)).ShouldBe(300);

        // She lost it: what was written before waits for her word, what comes after is not taken.
        var old = phone.Save("run.buy", Buy(world, 1000, 3000));
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        using var seller = jisr.BrowserOf(account);
        var page = await seller.GetAsync("/my/phone");
        await seller.SendAsync(page, "form:has(button[name=phone])", ("phone", phone.Id.ToString()));
        (
            await jisr.TextAsync("SELECT state FROM access_outbox_device WHERE name = 'My phone' AND state <> 'active'")
        ).ShouldBe("lost");
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        var thief = phone.Save("run.buy", Buy(world, 1000, 50_000));
        var told = await phone.SendAsync(old, thief);
        told.Select(a => a.Result()).ShouldAllBe(r => r == "rejected" || r == "accepted");
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry")).ShouldBe(1);
        var waits = await seller.GetAsync("/my/phone");
        var item = System
            .Text.RegularExpressions.Regex.Match(waits.Html, "name=\"let\" value=\"([0-9a-f-]+)\"")
            .Groups[1]
            .Value;
        await seller.SendAsync(waits, "form:has(button[name=let])", ("let", item));
        (await jisr.CountAsync("SELECT count(*) FROM market_buy_entry")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task An_order_that_she_heard_waits_in_her_inbox_and_one_that_cannot_be_read_is_put_right(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.GoodsAsync("cream", 4500);
        var account = await jisr.AccountOfAsync(world.Seller);
        var phone = await Device.OwnAsync(jisr, world.Seller, account);
        var answers = await phone.SendAsync(
            phone.Save(
                "order.propose",
                new
                {
                    shopId = Guid.Empty,
                    text = "بدي 2 صنف cream",
                    name = "أم علي",
                    phone = Ana,
                }
            ),
            phone.Save("order.propose", new { shopId = Guid.Empty, text = "مرحبا كيف الحال" })
        );
        answers[0].Result().ShouldBe("accepted", answers[0].ToJsonString());
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(1);
        answers[1].Result().ShouldBe("rejected");
        using var seller = jisr.BrowserOf(account);
        var page = await seller.GetAsync("/my/phone");
        page.Text.ShouldContain("مرحبا كيف الحال");
        var address = System.Text.RegularExpressions.Regex.Match(page.Html, "/my/inbox/paste\\?kept=[0-9a-f-]+").Value;
        var paste = await seller.GetAsync(address);
        paste.Text.ShouldContain("مرحبا كيف الحال");
        await seller.SendAsync(paste, ("text", "بدي 3 صنف cream"));
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(2);
        (await seller.GetAsync("/my/phone")).Text.ShouldNotContain("مرحبا كيف الحال");
    }

    [Theory, Databases]
    public async Task Stalls_are_written_down_put_in_order_left_and_taken_up_again(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        foreach (var name in (string[])["الصابون", "الزعتر", "الكحل"])
            await seller.SendAsync(
                await seller.GetAsync("/my/stalls/add"),
                ("name", name),
                ("phone", "0944123456"),
                ("do", "save")
            );
        // What is wrong is told beside the field, and nothing typed is lost.
        var bad = await seller.SendAsync(
            await seller.GetAsync("/my/stalls/add"),
            ("name", "سوق"),
            ("phone", "12"),
            ("do", "save")
        );
        bad.Status.ShouldBe(422);
        bad.Value("name").ShouldBe("سوق");
        var list = await seller.GetAsync("/my/stalls");
        var last = await world.IdAsync("SELECT {0} FROM market_stall s WHERE s.name = 'الكحل'", "s.id");
        list = await seller.SendAsync(list, "form.one", ("do", "up:" + last));
        list.Text.IndexOf("الكحل", StringComparison.Ordinal)
            .ShouldBeLessThan(list.Text.IndexOf("الزعتر", StringComparison.Ordinal));
        var page = await seller.GetAsync("/my/stalls/" + last);
        page.Html.ShouldContain("963944123456");
        await seller.SendAsync(page, ("name", "الكحل والحناء"), ("dropPhone", "true"), ("do", "save"));
        (await jisr.CountAsync("SELECT count(*) FROM market_stall WHERE phone_sealed IS NULL")).ShouldBe(1);
        await seller.SendAsync(await seller.GetAsync("/my/stalls/" + last), ("do", "close"));
        (await jisr.CountAsync("SELECT count(*) FROM market_stall WHERE closed_at IS NOT NULL")).ShouldBe(1);
        list = await seller.SendAsync(await seller.GetAsync("/my/stalls"), "form.one", ("do", "again:" + last));
        (await jisr.CountAsync("SELECT count(*) FROM market_stall WHERE closed_at IS NOT NULL")).ShouldBe(0);
        using var other = await OtherAsync(jisr);
        (await other.GetAsync("/my/stalls/" + last)).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task MK19_what_the_phone_takes_along_names_no_buyer(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ThursdayAsync();
        await world.CloseAsync();
        var account = await jisr.AccountOfAsync(world.Seller);
        using var seller = jisr.BrowserOf(account);
        var page = await seller.GetAsync($"/my/runs/{world.Run}/take");
        page.Status.ShouldBe(200);
        var phone = await Device.OwnAsync(jisr, world.Seller, account);
        var run = await phone.TakeAlongAsync(account, "run", world.Run);
        var taken = run.ToJsonString(Plain);
        run["purse"]!.GetValue<long>().ShouldBe(100_000);
        run["lines"]!.AsArray().Count.ShouldBe(4);
        var kohl = run["lines"]!.AsArray().Single(l => l!["sku"]!.GetValue<string>() == "kohl")!;
        kohl["allow"]!.ToJsonString().ShouldBe("[{\"buyers\":1,\"upTo\":4000}]");
        foreach (var secret in (string[])["سارة", Ana[1..], Bana[1..], Cila[1..], FrontWorld.Point])
            taken.ShouldNotContain(secret);
        // What was bought before is known by its price and its stall.
        await world.BuyThursdayAsync();
        var again = await phone.TakeAlongAsync(account, "run", world.Run);
        again["lines"]!.AsArray().Single(l => l!["sku"]!.GetValue<string>() == "cream")!["expected"]!
            .GetValue<long>()
            .ShouldBe(3000);
        using var other = await OtherAsync(jisr);
        (await other.GetAsync($"/my/runs/{world.Run}/take")).Status.ShouldBe(404);
    }

    private static async Task<Browser> OtherAsync(JisrApp jisr) =>
        jisr.BrowserOf(await jisr.AccountOfAsync((await new FrontWorld(jisr).ShopAsync("lina")).Seller));

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static object Buy(RunWorld world, long qty, long paid) =>
        new
        {
            runId = world.Run,
            sku = "cream",
            qty,
            paid,
        };

    // A closed run that wants so many creams.
    private static async Task ClosedAsync(RunWorld world, int creams)
    {
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        await world.OrderAsync(Ana, Line("cream", creams * 1000));
        await world.CloseAsync();
    }
}
