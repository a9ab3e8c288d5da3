using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Tests;

/// <summary>Goods left with a shop that still belong to their owner (market.md §10).</summary>
public class LotTests
{
    private const string Left =
        "SELECT coalesce(sum(CASE kind WHEN 'in' THEN qty WHEN 'carried' THEN 0 ELSE -qty END), 0) FROM market_lot_entry";

    [Theory, Databases]
    public async Task MK35_twenty_shawls_are_reckoned_to_the_last_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (holder, owner, lot) = await ShawlsAsync(jisr);
        (await MoveAsync(holder, lot, "12", "sold", "4800")).Text.ShouldContain("Written down.");
        await MoveAsync(holder, lot, "5", "back");
        await MoveAsync(holder, lot, "1", "holder");
        // More than is left is refused beside its field, and what was typed stays.
        var more = await MoveAsync(holder, lot, "3", "back");
        (more.Status, more.Value("qty")).ShouldBe((422, "3"));
        more.Text.ShouldContain("Only 2 are left of it");
        (await jisr.CountAsync(Left)).ShouldBe(2000);
        (await OwedAsync(jisr, holder, owner)).ShouldBe((480_000, 390_000, 390_000));

        // The shelf of the shop has what is left, and no more.
        (await jisr.CountAsync("SELECT on_hand FROM market_variant WHERE sku = 'shawl'")).ShouldBe(2000);

        var lots = await holder.Browser.GetAsync("/my/lots");
        var statement = await holder.Browser.GetAsync(
            lots.Document.QuerySelector("a[href^='/my/lots/statements/']")!.GetAttribute("href")!
        );
        statement.Text.ShouldContain("3,900");
        statement.Text.ShouldContain("900");
        Cells(statement).ShouldBe(["0", "20", "12", "5", "1", "2"]);
        (await holder.Browser.SendAsync(statement)).Text.ShouldContain("carried over");
        // Reckoned is reckoned: pressed again it changes nothing.
        (await jisr.CountAsync("SELECT count(*) FROM market_lot_entry WHERE kind = 'carried'")).ShouldBe(1);

        // 20 = 12 + 5 + 1 + 2, in the file too; the owner reads hers, and not what buyers paid.
        var file = await FileAsync(holder.Browser, statement.Address.Split('?')[0] + ".csv");
        file.ShouldContain("300.00,\"TRY\",0,20,12,5,1,2,4800.00,3900.00,900.00");
        var hers = await owner.Browser.GetAsync(statement.Address.Split('?')[0]);
        hers.Text.ShouldContain("3,900");
        hers.Text.ShouldNotContain("You keep");
        (await FileAsync(owner.Browser, statement.Address.Split('?')[0] + ".csv")).ShouldContain(
            "300.00,\"TRY\",0,20,12,5,1,2,,3900.00,"
        );
        using var stranger = jisr.BrowserOf(await jisr.AccountOfAsync(NewId.Of<PartyId>()));
        (await stranger.GetAsync(statement.Address.Split('?')[0])).Status.ShouldBe(404);

        // The next period begins with the two.
        await MoveAsync(holder, lot, "1", "sold", "400");
        var next = await holder.Browser.GetAsync("/my/lots/" + lot);
        Cells(await holder.Browser.GetAsync(next.Link("Statement with its owner")))
            .ShouldBe(["2", "0", "1", "0", "0", "1"]);
    }

    [Theory, Databases]
    public async Task A_move_is_turned_round_once_and_nothing_is_ever_changed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (holder, owner, lot) = await ShawlsAsync(jisr);
        await MoveAsync(holder, lot, "2", "sold", "800");
        var page = await holder.Browser.GetAsync("/my/lots/" + lot);
        var entry = page.Document.QuerySelector("button[name=entry]")!.GetAttribute("value")!;
        (await holder.Browser.SendAsync(page, "form:has(button[name=entry])", ("entry", entry))).Text.ShouldContain(
            "Taken back as a mistake"
        );
        (await jisr.CountAsync(Left)).ShouldBe(20_000);
        (await OwedAsync(jisr, holder, owner)).ShouldBe((0, 0, 0));
        var again = await jisr.SendAsync("lot.reverse", new { entryId = entry, reason = "again" });
        again.Reasons.ShouldHaveSingleItem().Code.ShouldBe("ALREADY_REVERSED");
        await Should.ThrowAsync<Exception>(() => jisr.ExecuteAsync("UPDATE market_lot_entry SET qty = 1"));
        await Should.ThrowAsync<Exception>(() => jisr.ExecuteAsync("DELETE FROM market_lot_entry"));
        // What is not her lot looks as if it were not there; what is wrong is said at once, and kept.
        (await owner.Browser.GetAsync("/my/lots/" + lot)).Status.ShouldBe(404);
        var take = await holder.Browser.GetAsync("/my/lots/take-in");
        var wrong = await holder.Browser.SendAsync(
            take,
            ("owner", "nobody"),
            ("sku", "shawl"),
            ("qty", "2"),
            ("ownerPrice", "300")
        );
        (wrong.Status, wrong.Value("owner"), wrong.Value("qty")).ShouldBe((422, "nobody", "2"));
        wrong.Text.ShouldContain("look at the card again");
        var own = await holder.Browser.SendAsync(
            take,
            ("owner", "reem"),
            ("sku", "shawl"),
            ("qty", "2"),
            ("ownerPrice", "300")
        );
        own.Text.ShouldContain("your own goods");
    }

    [Theory, Databases]
    public async Task An_order_from_the_page_sells_what_was_left_first_and_its_undo_gives_it_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (holder, owner, lot) = await ShawlsAsync(jisr);
        var sellers = new SellerWorld(jisr);
        var order = await sellers.OrderAsync(holder, "shawl", qty: 3000);
        // Promised to a buyer: it does not go back to its owner meanwhile.
        var promised = await MoveAsync(holder, lot, "18", "back");
        promised.Status.ShouldBe(422);
        promised.Text.ShouldContain("promised to orders");
        await SellerWorld.PressAsync(holder, order, "accept");
        await SellerWorld.PressAsync(holder, order, "deliver");
        (await jisr.CountAsync(Left)).ShouldBe(17_000);
        (await OwedAsync(jisr, holder, owner)).ShouldBe((120_000, 90_000, 90_000));
        (await jisr.SendAsync("order.undo", new { orderId = order })).IsDone.ShouldBeTrue();
        (await jisr.CountAsync(Left)).ShouldBe(20_000);
        (await OwedAsync(jisr, holder, owner)).ShouldBe((0, 0, 0));
    }

    // Income and cost of the holder, and what the owner is owed.
    private static async Task<(long Income, long Cost, long Owed)> OwedAsync(JisrApp jisr, Seller holder, Seller owner)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        AccountRef[] accounts =
        [
            new(AccountOwner.Party, holder.Party.Value, AccountPurpose.Income, "TRY"),
            AccountRef.Cost(AccountOwner.Party, holder.Party.Value, "TRY"),
            AccountRef.Payable(AccountOwner.Party, owner.Party.Value, "TRY"),
        ];
        var sums = await scope
            .ServiceProvider.GetRequiredService<ILedger>()
            .BalancesAsync(accounts, TestContext.Current.CancellationToken);
        return (
            sums.GetValueOrDefault(accounts[0]),
            sums.GetValueOrDefault(accounts[1]),
            sums.GetValueOrDefault(accounts[2])
        );
    }

    private static async Task<(Seller Holder, Seller Owner, string Lot)> ShawlsAsync(JisrApp jisr)
    {
        var sellers = new SellerWorld(jisr);
        var holder = await sellers.SellerAsync();
        var owner = await sellers.SellerAsync("salma");
        await sellers.ProductAsync(holder, "shawl", 40_000, onHand: 0);
        var take = await holder.Browser.GetAsync("/my/lots/take-in");
        var taken = await holder.Browser.SendAsync(
            take,
            ("owner", "salma"),
            ("sku", "shawl"),
            ("qty", "20"),
            ("ownerPrice", "300")
        );
        taken.Text.ShouldContain("Written down.");
        var address = taken.Document.QuerySelector("ul.rows a[href^='/my/lots/']")!.GetAttribute("href")!;
        return (holder, owner, address["/my/lots/".Length..]);
    }

    private static async Task<Page> MoveAsync(
        Seller holder,
        string lot,
        string qty,
        string what,
        string? paid = null
    ) =>
        await holder.Browser.SendAsync(
            await holder.Browser.GetAsync("/my/lots/" + lot),
            "form:has(input[name=qty])",
            ("qty", qty),
            ("what", what),
            ("paid", paid)
        );

    private static IReadOnlyList<string> Cells(Page page) =>
        [.. page.Document.QuerySelectorAll("tbody td").Take(6).Select(c => c.TextContent.Trim())];

    private static async Task<string> FileAsync(Browser browser, string address)
    {
        using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative));
        answer.IsSuccessStatusCode.ShouldBeTrue();
        return await answer.Content.ReadAsStringAsync();
    }
}
