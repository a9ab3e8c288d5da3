using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>One woman from an empty page to cash in the books, by the pages as they are.</summary>
public class SellerWalkTests
{
    [Theory, Databases]
    public async Task A_woman_opens_a_shop_adds_a_product_delivers_an_order_and_the_books_hold(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(NewId.Next())));

        // The shop; its address is made from its name.
        var open = await browser.GetAsync("/my/shop/open");
        var opened = await browser.SendAsync(
            open,
            ("name", "مونة أم يزن"),
            ("placeCode", "SY0703"),
            ("currency", "TRY"),
            ("pickUpPoints", FrontWorld.Point)
        );
        opened.FirstStatus.ShouldBe(System.Net.HttpStatusCode.SeeOther, string.Join(' ', opened.Errors));
        opened.Address.ShouldBe("/shops/mouna-am-yzn/opened");
        opened.Document.QuerySelector("#copy-link")!.GetAttribute("value").ShouldBe("https://jisr.test/s/mouna-am-yzn");

        // A product with a photo.
        var add = await browser.GetAsync(opened.Link("first product"));
        var added = await browser.UploadAsync(
            add,
            [("picture", "soap.jpg", "image/jpeg", SellerWorld.Picture())],
            ("nameAr", "صابون غار"),
            ("price", "٤٥"),
            ("unit", "piece"),
            ("onHand", "10")
        );
        added.FirstStatus.ShouldBe(System.Net.HttpStatusCode.SeeOther, string.Join(' ', added.Errors));
        added.Heading.ShouldBe("صابون غار");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_photo_file")).ShouldBe(4);
        var sku = added.Document.QuerySelectorAll("dl.facts dd bdi").Last().TextContent;

        // A buyer orders; the seller accepts, packs, hands over, notes cash.
        var placed = await jisr.SendAsync(
            "order.place",
            new
            {
                shop = "mouna-am-yzn",
                lines = new[] { new { sku, qty = 2000 } },
                name = "سارة",
                phone = "0944567890",
                pickUpPoint = FrontWorld.Point,
            }
        );
        placed.IsDone.ShouldBeTrue();
        var today = await browser.GetAsync("/my/today");
        today.Text.ShouldContain("A buyer waits for your answer");
        var page = await browser.GetAsync(today.Link("Look at order"));
        page = await browser.SendAsync(page, ("do", "accept"));
        page.Text.ShouldContain("To prepare");
        page = await browser.SendAsync(page, ("do", "ready"));
        page = await browser.SendAsync(page, ("do", "deliver"));
        page.Text.ShouldContain("Handed over");
        (await jisr.CountAsync("SELECT on_hand FROM market_variant")).ShouldBe(8000);
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(0);
        var cash = await browser.GetAsync(page.Link("Note cash received"));
        cash.Value("amount").ShouldBe("90");
        page = await browser.SendAsync(cash);
        page.Text.ShouldContain("Noted: 90.00");
        page.Text.ShouldContain("ninety");
        (await jisr.CountAsync("SELECT sum(posted_d - posted_c) FROM ledger_balance")).ShouldBe(0);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);

        // It was a mistake: the payment is taken back, then the delivery; both are reversals.
        var undo = await browser.GetAsync(
            page.Document.QuerySelector("a[href$='/undo'][href*='/payments/']")!.GetAttribute("href")!
        );
        var refused = await browser.SendAsync(undo, ("reason", " "));
        refused.Status.ShouldBe(422);
        page = await browser.SendAsync(refused, ("reason", "wrong sum"));
        page.Text.ShouldContain("Taken back");
        page = await browser.SendAsync(await browser.GetAsync(page.Link("Wrong tap?")));
        page.Text.ShouldContain("To hand over");
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx WHERE kind = 'reversal'")).ShouldBe(2);
        (await jisr.CountAsync("SELECT on_hand FROM market_variant")).ShouldBe(10000);
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(2000);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task The_cash_of_a_sale_counts_as_the_sellers_income(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        await SellerWorld.PressAsync(seller, order, "accept");
        await SellerWorld.PressAsync(seller, order, "deliver");
        await seller.Browser.SendAsync(await seller.Browser.GetAsync($"/my/orders/{order}/cash"));
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM ledger_journal_tx WHERE kind = 'credit.pay' AND earner_id IS NOT NULL"
            )
        ).ShouldBe(1);
    }
}
