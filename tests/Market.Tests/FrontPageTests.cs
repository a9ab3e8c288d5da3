using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>Shop and product pages: previews, data for search engines, caching, what is gone, what stays hidden.</summary>
public partial class FrontPageTests
{
    private const string Phone = "+963944567891";

    [Theory, Databases]
    public async Task WA15_a_product_page_has_its_preview_in_the_first_four_kilobytes(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        var product = await world.ProductAsync(
            shop,
            "cream-100",
            "كريم مرطب لليدين",
            label: "100 مل",
            nameFr: "Crème pour les mains"
        );
        var photo = await world.PhotoAsync(product, "علبة كريم");
        using var crawler = jisr.Browser("ar");
        crawler.Http.DefaultRequestHeaders.UserAgent.ParseAdd("WhatsApp/2.23.20.0");
        var page = await crawler.GetAsync("/s/reem/p/cream-100");
        var head = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(page.Html)[..4096]);
        head.ShouldContain("og:title");
        head.ShouldContain("og:description");
        head.ShouldContain("og:url");
        head.ShouldContain("og:image");
        Meta(page, "og:title").ShouldBe("كريم مرطب لليدين 100 مل – 45.00 TRY");
        Meta(page, "og:description")!.Length.ShouldBeLessThanOrEqualTo(80);
        Meta(page, "og:url").ShouldBe("https://jisr.test/s/reem/p/cream-100");
        Meta(page, "og:locale").ShouldBe("ar_AR");
        Meta(page, "og:image").ShouldBe($"https://jisr.test/photos/{photo}/1200");
        page.Document.QuerySelector("link[rel=canonical]")!
            .GetAttribute("href")
            .ShouldBe("https://jisr.test/s/reem/p/cream-100");
        page.Response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var picture = await crawler.Http.GetAsync(new Uri(Meta(page, "og:image")!));
        (await picture.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(300 * 1024);
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        using var french = jisr.Browser("fr");
        Meta(await french.GetAsync("/s/reem/p/cream-100"), "og:title")
            .ShouldBe("Crème pour les mains 100 مل – 45.00 TRY");
    }

    [Theory, Databases]
    public async Task Search_engines_get_a_product_that_can_be_parsed_whatever_is_in_its_name(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem", about: "</script><script>alert(1)</script>");
        const string name = "صابون </script><script>alert(1)</script> & \"غار\"";
        await world.ProductAsync(shop, "soap", name, 4500, onHand: 0);
        using var shopper = jisr.Browser("ar");
        var page = await shopper.GetAsync("/s/reem/p/soap");
        page.Document.QuerySelectorAll("script").Length.ShouldBe(2);
        using var json = JsonDocument.Parse(
            page.Document.QuerySelector("script[type='application/ld+json']")!.TextContent
        );
        json.RootElement.GetProperty("@type").GetString().ShouldBe("Product");
        json.RootElement.GetProperty("name").GetString().ShouldBe(name);
        var offer = json.RootElement.GetProperty("offers");
        offer.GetProperty("price").GetString().ShouldBe("45.00");
        offer.GetProperty("priceCurrency").GetString().ShouldBe("TRY");
        offer.GetProperty("availability").GetString().ShouldBe("https://schema.org/OutOfStock");
        var store = await shopper.GetAsync("/s/reem");
        using var data = JsonDocument.Parse(
            store.Document.QuerySelector("script[type='application/ld+json']")!.TextContent
        );
        data.RootElement.GetProperty("@type").GetString().ShouldBe("Store");
        data.RootElement.GetProperty("address").GetProperty("addressCountry").GetString().ShouldBe("SY");
    }

    [Theory, Databases]
    public async Task A_kept_page_is_served_until_its_price_changes_and_then_shows_it_at_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        var product = await world.ProductAsync(shop, "soap", "صابون غار", 4500);
        using var shopper = jisr.Browser();
        string[] addresses = ["/s/reem/p/soap", "/s/reem", "/find", "/sitemap.xml", "/api/v1/products"];
        foreach (var address in addresses)
            await shopper.GetAsync(address);
        using (var statements = new FrontStatements(jisr))
            foreach (var address in addresses)
                (await statements.OfAsync(() => shopper.GetAsync(address))).ShouldBe(0, address);
        (await ChangeAsync(jisr, product, 5250)).ShouldBeTrue();
        foreach (var address in addresses.Where(a => a != "/sitemap.xml"))
            (await shopper.GetAsync(address)).Html.ShouldContain("52.50", Case.Sensitive, address);
        // What was reserved is not for sale on a page of before.
        await shopper.GetAsync("/s/reem/p/soap");
        await OrderAsync(jisr, "reem", "soap", 20_000);
        (await shopper.GetAsync("/s/reem/p/soap")).Text.ShouldContain("Sold out");
        (await jisr.SendAsync("shop.pause", new { shopId = shop, backOn = "2027-01-15" })).IsDone.ShouldBeTrue();
        foreach (var address in (string[])["/s/reem/p/soap", "/s/reem"])
        {
            var page = await shopper.GetAsync(address);
            page.Text.ShouldContain("takes no orders now", Case.Sensitive, address);
            page.Text.ShouldContain("15 January 2027", Case.Sensitive, address);
            page.Document.QuerySelector("form.orderbar").ShouldBeNull();
        }
    }

    [Theory, Databases]
    public async Task Goods_that_are_free_again_show_at_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "shawl", "شال صوف", onHand: 1000);
        using var shopper = jisr.Browser();
        var order = await OrderAsync(jisr, "reem", "shawl", 1000);
        (await shopper.GetAsync("/s/reem/p/shawl")).Text.ShouldContain("Sold out");
        (await jisr.SendAsync("order.decline", new { orderId = order, reason = "لا أستطيع" })).IsDone.ShouldBeTrue();
        (await shopper.GetAsync("/s/reem/p/shawl")).Text.ShouldNotContain("Sold out");
    }

    [Theory, Databases]
    public async Task Gone_is_410_with_things_like_it_unknown_is_404_and_capitals_lead_on(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        var (other, _) = await world.ShopAsync("other");
        var hidden = await world.ProductAsync(shop, "Soap-1", "صابون غار");
        await world.ProductAsync(other, "soap-2", "صابون زيت");
        using var shopper = jisr.Browser();
        (await jisr.SendAsync("product.hide", new { productId = hidden })).IsDone.ShouldBeTrue();
        var gone = await shopper.GetAsync("/s/reem/p/Soap-1");
        gone.Status.ShouldBe(410);
        gone.Document.QuerySelector(".good > a")!.GetAttribute("href").ShouldBe("/s/other/p/soap-2");
        foreach (
            var nowhere in (string[])
                [
                    "/s/nobody",
                    "/s/reem/p/none",
                    "/s/nobody/order",
                    "/s/" + new string('a', 300),
                    "/s/reem/p/" + new string('a', 300),
                ]
        )
            (await shopper.GetAsync(nowhere)).Status.ShouldBe(404, nowhere);
        foreach (
            var (old, now) in ((string, string)[])
                [
                    ("/s/REEM", "/s/reem"),
                    ("/s/Other/p/SOAP-2", "/s/other/p/soap-2"),
                    ("/s/other/p/SOAP-2", "/s/other/p/soap-2"),
                ]
        )
        {
            var moved = await shopper.GetAsync(old);
            moved.FirstStatus.ShouldBe(HttpStatusCode.MovedPermanently, old);
            moved.Address.ShouldBe(now);
        }
        (await jisr.SendAsync("shop.close", new { shopId = other })).IsDone.ShouldBeTrue();
        (await shopper.GetAsync("/s/other")).Status.ShouldBe(410);
        (await shopper.GetAsync("/s/other/p/soap-2")).Status.ShouldBe(410);
        (await shopper.GetAsync("/sitemap.xml")).Html.ShouldNotContain("other");
    }

    [Theory, Databases]
    public async Task MK34_few_orders_make_a_new_shop_and_five_of_three_buyers_make_facts(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار");
        using var shopper = jisr.Browser();
        for (var i = 0; i < 4; i++)
            await DeliverAsync(jisr, await OrderAsync(jisr, "reem", "soap", 1000, $"094456789{i % 3}"));
        (await shopper.GetAsync("/s/reem")).Text.ShouldContain("New shop");
        await DeliverAsync(jisr, await OrderAsync(jisr, "reem", "soap", 1000, "0944567890"));
        var page = await shopper.GetAsync("/s/reem");
        page.Text.ShouldNotContain("New shop");
        page.Text.ShouldContain("5 orders delivered in the last six months");
        page.Text.ShouldContain("5 of 5 things were given in full");
        jisr.Clock.Advance(TimeSpan.FromDays(181));
        (await shopper.GetAsync("/s/reem?later")).Text.ShouldContain("New shop");
    }

    [Theory, Databases]
    public async Task MK40_WA13_no_public_page_has_a_number_but_the_one_a_seller_chose(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (none, _) = await world.ShopAsync("hidden");
        var (own, _) = await world.ShopAsync("shown", contact: "own", phone: Phone);
        await world.ProductAsync(none, "soap", "صابون غار");
        await world.PhotoAsync(await world.ProductAsync(own, "soap", "صابون زيت"));
        await OrderAsync(jisr, "hidden", "soap", 1000, "0944567895");
        using var shopper = jisr.Browser("ar");
        var seen = await CrawlAsync(shopper, "/find");
        seen.Keys.ShouldContain("/s/hidden/p/soap");
        seen.Keys.ShouldContain("/s/shown/p/soap");
        foreach (var (address, html) in seen)
        {
            html.ShouldNotContain("944567895", Case.Sensitive, address);
            var numbers = LongNumber().Matches(html).Select(m => m.Value).Distinct().ToList();
            if (
                address.StartsWith("/s/shown", StringComparison.Ordinal)
                && !address.Contains("order", StringComparison.Ordinal)
            )
                numbers.ShouldBeSubsetOf(["963944567891"], address);
            else
                numbers.ShouldBeEmpty(address);
        }
        seen["/s/shown"].ShouldContain("https://wa.me/963944567891?text=");
        // The button works without a number.
        (await shopper.GetAsync("/s/hidden/p/soap"))
            .Document.QuerySelector("form.orderbar button")
            .ShouldNotBeNull();
        // T7: no person, no order and no list of people in what is offered to machines.
        (await shopper.GetAsync("/robots.txt")).Html.ShouldContain("Disallow: /o/");
        (await shopper.GetAsync("/sitemap.xml")).Html.ShouldNotContain("/o/");
    }

    [Theory, Databases]
    public async Task XA1_public_pages_with_real_content_stay_within_fourteen_kilobytes(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        await world.CatalogueAsync();
        foreach (var language in (string[])["ar", "fr"])
        {
            using var shopper = jisr.Browser(language);
            foreach (
                var address in (string[])
                    [
                        "/find",
                        "/find?q=%D8%B5%D8%A7%D8%A8%D9%88%D9%86",
                        "/find?q=qqqq",
                        "/s/um-yazan-mouneh",
                        "/s/um-yazan-mouneh/p/UYM-PRE-01",
                        "/s/um-yazan-mouneh/order?q.UYM-PRE-01=2&q.UYM-PRE-02=1",
                    ]
            )
            {
                var page = await shopper.GetAsync(address);
                page.Status.ShouldBe(200, address);
                Brotli(page.Html).ShouldBeLessThanOrEqualTo(14 * 1024, address);
                page.Document.QuerySelectorAll("img").Length.ShouldBeLessThanOrEqualTo(6, address);
            }
        }
    }

    [Theory, Databases]
    public async Task XI7_every_picture_has_words_and_room_and_is_asked_for_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, seller) = await world.ShopAsync("reem");
        var product = await world.ProductAsync(shop, "soap", "صابون غار");
        var photo = await world.PhotoAsync(product, "صابونتان على قماش");
        using var shopper = jisr.Browser("ar");
        foreach (var address in (string[])["/find", "/s/reem", "/s/reem/p/soap"])
        {
            var image = (await shopper.GetAsync(address)).Document.QuerySelector("main img")!;
            image.GetAttribute("alt").ShouldBe("صابونتان على قماش", address);
            int.Parse(image.GetAttribute("width")!, System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBeGreaterThan(0);
            int.Parse(image.GetAttribute("height")!, System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBeGreaterThan(0);
        }
        var uri = new Uri($"/photos/{photo}/320", UriKind.Relative);
        var first = await shopper.Http.GetAsync(uri);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        first.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        first.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await first.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThanOrEqualTo(6 * 1024);
        using var again = new HttpRequestMessage(HttpMethod.Get, uri);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        (await shopper.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        foreach (
            var wrong in (string[])
                [
                    $"/photos/{photo}/100",
                    $"/photos/{photo}/0",
                    "/photos/00000000-0000-7000-8000-000000000000/320",
                    $"/photos/{photo}/abc",
                    "/photos/x/320",
                ]
        )
            (await shopper.GetAsync(wrong)).Status.ShouldBe(404, wrong);
        // A hidden product's picture is its seller's alone.
        (await jisr.SendAsync("product.hide", new { productId = product })).IsDone.ShouldBeTrue();
        (await shopper.Http.GetAsync(uri)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var hers = jisr.BrowserOf(await jisr.AccountOfAsync(seller));
        var own = await hers.Http.GetAsync(uri);
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        own.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    internal static async Task<Guid> OrderAsync(
        JisrApp jisr,
        string shop,
        string sku,
        long qty,
        string phone = "0944567890"
    )
    {
        var answer = await jisr.SendAsync(
            "order.place",
            new
            {
                shop,
                lines = new[] { new { sku, qty } },
                name = "سارة",
                phone,
                pickUpPoint = FrontWorld.Point,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Subject!.Value;
    }

    private static async Task DeliverAsync(JisrApp jisr, Guid order)
    {
        foreach (var step in (string[])["order.accept", "order.ready", "order.deliver"])
            (await jisr.SendAsync(step, new { orderId = order })).IsDone.ShouldBeTrue(step);
    }

    private static async Task<bool> ChangeAsync(JisrApp jisr, Guid product, long price) =>
        (
            await jisr.SendAsync(
                "product.change",
                new
                {
                    productId = product,
                    nameAr = "صابون غار",
                    category = "soap",
                    price,
                    currency = "TRY",
                    unit = "piece",
                    sale = "stock",
                    onHand = 20_000,
                }
            )
        ).IsDone;

    // All pages of the market that a stranger reaches by links and by the order button.
    private static async Task<Dictionary<string, string>> CrawlAsync(Browser shopper, string start)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var address))
        {
            if (seen.ContainsKey(address) || seen.Count > 80)
                continue;
            var page = await shopper.GetAsync(address);
            seen[address] = page.Html;
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/find'], a[href^='/s/'], a[href='/o']"))
                queue.Enqueue(link.GetAttribute("href")!);
            if (page.Document.QuerySelector("form.orderbar") is not null)
                queue.Enqueue(address[..address.IndexOf("/p/", StringComparison.Ordinal)] + "/order?q.soap=1");
        }
        return seen;
    }

    private static string? Meta(Page page, string property) =>
        page.Document.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");

    private static long Brotli(string html)
    {
        using var stream = new MemoryStream();
        using (var brotli = new BrotliStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(Encoding.UTF8.GetBytes(html));
        return stream.Length;
    }

    // Seven digits and more that are no part of an id, a hash or a token.
    [GeneratedRegex("(?<![0-9A-Za-z_-])[0-9]{7,}(?![0-9A-Za-z_-])", RegexOptions.None, 1000)]
    private static partial Regex LongNumber();
}
