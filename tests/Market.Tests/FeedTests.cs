using System.Net;
using System.Text;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>The product feed, the price card, and what a crawler of previews may do (whatsapp.md §2, §3, §8).</summary>
public class FeedTests
{
    [Theory, Databases]
    public async Task WA30_the_feed_has_the_columns_of_its_example_and_every_row_equals_its_product(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, party) = await world.ShopAsync("reem");
        var cream = await world.ProductAsync(
            shop,
            "crm-hand-100",
            "كريم \"مرطب\", لليدين",
            label: "100 مل",
            description: "كريم يدين بزيت الزيتون. للطلب 0944 567 890 أو https://wa.me/963944567890"
        );
        var soap = await world.ProductAsync(shop, "soap-laurel", "صابون غار", 2500, onHand: 0);
        await world.ProductAsync(shop, "no-picture", "زعتر", 12000);
        var first = await world.PhotoAsync(cream);
        var second = await world.PhotoAsync(cream, "من الخلف", 200);
        await world.PhotoAsync(soap);
        using var machine = jisr.Browser();
        using var response = await machine.Http.GetAsync(new Uri("/s/reem/feed.csv", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldNotContain("567 890");
        text.ShouldNotContain("963944567890");
        text.Split("\r\n")[0]
            .ShouldBe(
                (await File.ReadAllLinesAsync(Repo.File("tests/Market.Tests/fixtures/whatsapp/feed/feed_example.csv")))[
                    0
                ]
            );
        var rows = Rows(text);
        rows.Select(r => r["id"]).ShouldBe(["crm-hand-100", "soap-laurel"]);
        var row = rows[0];
        row["title"].ShouldBe("كريم \"مرطب\", لليدين 100 مل");
        row["description"].ShouldStartWith("كريم يدين بزيت الزيتون");
        row["availability"].ShouldBe("in stock");
        row["condition"].ShouldBe("new");
        row["price"].ShouldBe("45.00 TRY");
        row["link"].ShouldBe("https://jisr.test/s/reem/p/crm-hand-100");
        row["image_link"].ShouldBe($"https://jisr.test/photos/{first}/1200");
        row["additional_image_link"].ShouldBe($"https://jisr.test/photos/{second}/1200");
        row["brand"].ShouldBe("متجر ريم");
        row["status"].ShouldBe("active");
        // Sold out stays in it, and a description is never the title alone.
        rows[1]["availability"].ShouldBe("out of stock");
        rows[1]["description"].ShouldBe("صابون غار – متجر ريم");

        // The seller sees what is left out, and why.
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(party));
        var page = await seller.GetAsync((await seller.GetAsync("/my/shop")).Link("WhatsApp catalogue"));
        page.Text.ShouldContain("a picture is missing");
        page.Text.ShouldContain("زعتر");
        page.Text.ShouldContain("2 products are in the list");
        using var other = jisr.BrowserOf(await jisr.AccountOfAsync((await world.ShopAsync("salma")).Seller));
        (await other.GetAsync("/my/shop/reem/feed")).Status.ShouldBe(404);
        (await machine.GetAsync("/s/nobody/feed.csv")).Status.ShouldBe(404);
        await jisr.SendAsync("shop.close", new { shopId = shop });
        (await machine.GetAsync("/s/reem/feed.csv")).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task WA30_dinars_have_three_decimals_and_pounds_are_the_new_ones(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (amman, _) = await world.ShopAsync("amman", country: "JO", currency: "JOD", place: "JO-AM");
        await world.PhotoAsync(await world.ProductAsync(amman, "soap", "صابون", 12_500, "JOD"));
        using var machine = jisr.Browser();
        Rows((await machine.GetAsync("/s/amman/feed.csv")).Html)[0]["price"].ShouldBe("12.500 JOD");
    }

    [Theory, Databases]
    public async Task WA12_the_link_of_a_basket_of_two_lines_decodes_to_its_five_lines(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:WhatsApp", "+1 555 078 3881"));
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem", contact: "organisation");
        await world.ProductAsync(shop, "crm-hand-100", "كريم مرطب لليدين", label: "100 مل");
        await world.ProductAsync(shop, "soap-laurel", "صابون غار", 2500);
        await OrderAsync(jisr);
        var code = await jisr.TextAsync("SELECT code FROM market_order");
        using var shopper = jisr.Browser("ar");
        var page = await shopper.SendAsync(await shopper.GetAsync("/o"), ("code", code), ("phone", "0944567890"));
        var link = page.Document.QuerySelector("a[href^='https://wa.me/']")!.GetAttribute("href")!;
        link.ShouldStartWith("https://wa.me/15550783881?text=");
        link.ShouldNotContain("+");
        link.ShouldContain("%0A");
        link.ShouldContain("%20");
        Uri.UnescapeDataString(link.Split("?text=")[1])
            .Split('\n')
            .ShouldBe([
                code!,
                "طلب من متجر ريم",
                "2 × كريم مرطب لليدين 100 مل",
                "1 × صابون غار",
                "المجموع نحو 115.00 TRY",
            ]);
    }

    [Theory, Databases]
    public async Task WA14_a_crawler_that_looks_a_hundred_times_changes_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.PhotoAsync(await world.ProductAsync(shop, "crm-hand-100", "كريم مرطب لليدين", label: "100 مل"));
        await world.ProductAsync(shop, "soap-laurel", "صابون غار", 2500);
        await OrderAsync(jisr);
        var code = await jisr.TextAsync("SELECT code FROM market_order");
        using var shopper = jisr.Browser("ar");
        var own = (
            await shopper.SendAsync(await shopper.GetAsync("/o"), ("code", code), ("phone", "0944567890"))
        ).Address;
        own.ShouldStartWith("/o/");
        var before = await StateAsync(jisr);
        using var crawler = jisr.Browser("ar");
        crawler.Http.DefaultRequestHeaders.UserAgent.ParseAdd("WhatsApp/2.23.20.0");
        string[] pages =
        [
            own,
            own + "/cancel",
            "/s/reem",
            "/s/reem/p/crm-hand-100",
            "/find",
            "/s/reem/order?soap-laurel=1",
        ];
        for (var i = 0; i < 100; i++)
        {
            var page = await crawler.GetAsync(pages[i % pages.Length]);
            page.Status.ShouldBe(200);
            // A form needs its cookie; what is only looked at needs none.
            if (page.Document.QuerySelector("form[method=post]") is null)
                page.Response.Headers.Contains("Set-Cookie").ShouldBeFalse(page.Address);
            if (!page.Address.StartsWith("/o/", StringComparison.Ordinal))
                continue;
            var head = page.Document.Head!.InnerHtml;
            head.ShouldContain("noindex");
            foreach (var personal in (string[])["سارة", "944567890", "كريم", "115", code!])
                head.ShouldNotContain(personal);
        }
        (await StateAsync(jisr)).ShouldBe(before);
    }

    [Theory, Databases]
    public async Task WA15_a_price_card_leads_to_its_product(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, party) = await world.ShopAsync("reem");
        var product = await world.ProductAsync(shop, "crm-hand-100", "كريم مرطب لليدين", label: "100 مل");
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(party));
        var card = await seller.GetAsync((await seller.GetAsync("/my/products/" + product)).Link("Price card"));
        card.Document.QuerySelector("svg.qr path")!.GetAttribute("d")!.Length.ShouldBeGreaterThan(500);
        card.Text.ShouldContain("https://jisr.test/s/reem/p/crm-hand-100");
        card.Text.ShouldContain("45.00");
        using var other = jisr.BrowserOf(await jisr.AccountOfAsync((await world.ShopAsync("salma")).Seller));
        (await other.GetAsync("/my/products/" + product + "/card")).Status.ShouldBe(404);
    }

    private static async Task OrderAsync(JisrApp jisr)
    {
        var answer = await jisr.SendAsync(
            "order.place",
            new
            {
                shop = "reem",
                lines = new[] { new { sku = "crm-hand-100", qty = 2000 }, new { sku = "soap-laurel", qty = 1000 } },
                name = "سارة",
                phone = "0944567890",
                pickUpPoint = FrontWorld.Point,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
    }

    private static async Task<string> StateAsync(JisrApp jisr)
    {
        var counts = new List<long>();
        foreach (
            var table in (string[])
                [
                    "kernel_audit",
                    "kernel_read_log",
                    "kernel_outbox",
                    "kernel_command_receipt",
                    "market_order",
                    "market_order_event",
                    "market_contact",
                    "insight_fact",
                ]
        )
            counts.Add(await jisr.CountAsync("SELECT count(*) FROM " + table));
        counts.Add(await jisr.CountAsync("SELECT sum(version) FROM market_order"));
        return string.Join(' ', counts);
    }

    // RFC 4180, written down once more: what the feed writes is not read by what wrote it.
    private static List<Dictionary<string, string>> Rows(string text)
    {
        text.ShouldEndWith("\r\n");
        var lines = text.Split("\r\n").Where(l => l.Length > 0).Select(Cells).ToList();
        return
        [
            .. lines
                .Skip(1)
                .Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal)),
        ];
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        cells.Add(cell.ToString());
        return cells;
    }
}
