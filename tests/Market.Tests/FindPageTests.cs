using System.Net;
using System.Text.Json;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>The page and the API of the search: filters, paging, problems, empty states.</summary>
public class FindPageTests
{
    [Theory, Databases]
    public async Task The_api_answers_as_it_is_described(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap-laurel", "صابون غار", 2500, label: "150 غ");
        using var shopper = jisr.Browser("ar");
        var json = await JsonAsync(shopper, "/api/v1/products?q=" + Uri.EscapeDataString("صابون"));
        var item = json.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        item.GetProperty("sku").GetString().ShouldBe("soap-laurel");
        item.GetProperty("name").GetString().ShouldBe("صابون غار");
        item.GetProperty("label").GetString().ShouldBe("150 غ");
        item.GetProperty("shop").GetString().ShouldBe("reem");
        item.GetProperty("district").GetString().ShouldNotBeNullOrEmpty();
        item.GetProperty("price").GetProperty("amount").GetString().ShouldBe("25.00");
        item.GetProperty("price").GetProperty("currency").GetString().ShouldBe("TRY");
        item.GetProperty("unit").GetString().ShouldBe("piece");
        item.GetProperty("available").GetBoolean().ShouldBeTrue();
        item.GetProperty("url").GetString().ShouldBe("https://jisr.test/s/reem/p/soap-laurel");
        json.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory, Databases]
    public async Task A_bad_parameter_is_a_problem_answer(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var shopper = jisr.Browser();
        foreach (
            var (query, code) in ((string, string)[])
                [
                    ("place=XX99", "PLACE_UNKNOWN"),
                    ("place=SY0703'--", "PLACE_UNKNOWN"),
                    ("category=gold", "CATEGORY_UNKNOWN"),
                    ("currency=EUR", "CURRENCY_UNKNOWN"),
                    ("maxPrice=10", "CURRENCY_NEEDED"),
                    ("maxPrice=abc&currency=TRY", "NOT_NUMBER"),
                    ("maxPrice=1,000&currency=TRY", "NUMBER_AMBIGUOUS"),
                    ("maxPrice=-5&currency=TRY", "NEGATIVE"),
                    ("cursor=nonsense", "NOT_READABLE"),
                    ("q=" + new string('x', 201), "TOO_LONG"),
                ]
        )
        {
            var answer = await shopper.Http.GetAsync(new Uri("/api/v1/products?" + query, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await answer.Content.ReadAsStringAsync()).ShouldContain(code, Case.Sensitive, query);
            var page = await shopper.GetAsync("/find?" + query);
            page.Status.ShouldBe(400, query);
            page.Errors.ShouldNotBeEmpty(query);
        }
    }

    [Theory, Databases]
    public async Task Filters_by_place_kind_and_price_work_together(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (idlib, _) = await world.ShopAsync("in-idlib", "واحد", "SY0703", districts: ["SY0703"]);
        var (aleppo, _) = await world.ShopAsync("in-aleppo", "اثنان", "SY0200", districts: ["SY02", "SY0703"]);
        var (amman, _) = await world.ShopAsync("in-salt", "ثلاثة", "JO-BA", "JO", "JOD", districts: []);
        await world.ProductAsync(idlib, "a", "صابون أول", 2000);
        await world.ProductAsync(aleppo, "b", "صابون ثان", 3000);
        await world.ProductAsync(aleppo, "c", "شال صوف", 9000, category: "scarf");
        await world.ProductAsync(amman, "d", "صابون ثالث", 1500, "JOD");
        using var shopper = jisr.Browser();
        // What is brought to a district belongs to its answer; what stands there comes first.
        (await SkusAsync(shopper, "place=SY0703&q=" + Uri.EscapeDataString("صابون"))).ShouldBe(["a", "b"]);
        (await SkusAsync(shopper, "place=SY02")).ShouldBe(["c", "b"]);
        (await SkusAsync(shopper, "category=scarf")).ShouldBe(["c"]);
        (await SkusAsync(shopper, "maxPrice=25&currency=TRY")).ShouldBe(["a"]);
        (await SkusAsync(shopper, "maxPrice=" + Uri.EscapeDataString("٢٥٫٠٠") + "&currency=TRY")).ShouldBe(["a"]);
        (await SkusAsync(shopper, "currency=JOD")).ShouldBe(["d"]);
        (await SkusAsync(shopper, "place=JO-BA")).ShouldBe(["d"]);
    }

    [Theory, Databases]
    public async Task Pages_by_key_lose_and_repeat_nothing_while_goods_come_and_go(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("many");
        var ids = new List<Guid>();
        for (var i = 0; i < 15; i++)
            ids.Add(await world.ProductAsync(shop, "s" + i, "صابون رقم " + (char)('ا' + i)));
        using var shopper = jisr.Browser("ar");
        foreach (var start in (string[])["/find", "/find?q=" + Uri.EscapeDataString("صابون")])
        {
            var seen = new List<string>();
            var page = await shopper.GetAsync(start);
            var pages = 0;
            while (true)
            {
                var tiles = page.Document.QuerySelectorAll(".good > a").Select(a => a.GetAttribute("href")!).ToList();
                tiles.Count.ShouldBeLessThanOrEqualTo(6);
                seen.AddRange(tiles);
                if (++pages == 1)
                {
                    // The last of the first page goes away, and a new one comes: neither shifts the rest.
                    var gone = int.Parse(tiles[^1].Split("/s")[^1], System.Globalization.CultureInfo.InvariantCulture);
                    (await jisr.SendAsync("product.hide", new { productId = ids[gone] })).IsDone.ShouldBeTrue();
                }
                if (page.Document.QuerySelector(".pager a[rel=next]") is not { } next)
                    break;
                page = await shopper.GetAsync(next.GetAttribute("href")!);
            }
            seen.ShouldBeUnique();
            seen.Count.ShouldBe(start == "/find" ? 15 : 14);
        }
    }

    [Theory, Databases]
    public async Task An_empty_market_and_an_empty_answer_say_what_to_do(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var shopper = jisr.Browser("ar");
        var empty = await shopper.GetAsync("/find");
        empty.Status.ShouldBe(200);
        empty.Text.ShouldContain("لم يُفتح أي متجر بعد");
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "a", "صابون غار");
        var nothing = await shopper.GetAsync("/find?q=qqqq&place=SY0703&category=honey");
        nothing.Text.ShouldContain("لم نجد شيئاً");
        // The kinds, the shops of the district, and the way to search wider.
        nothing.Document.QuerySelectorAll(".chips a").Length.ShouldBeGreaterThan(10);
        nothing.Link("متجر ريم").ShouldBe("/s/reem");
        nothing.Link("ابحثي في كل الأماكن").ShouldBe("/find?q=qqqq");
        // Beginnings only where nothing else is.
        (await shopper.GetAsync("/find?q=" + Uri.EscapeDataString("صابون غا"))).Text.ShouldContain("هذا ما يبدأ بها");
    }

    [Theory, Databases]
    public async Task XA3_with_save_data_a_list_has_no_picture_bytes_and_a_button(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.PhotoAsync(await world.ProductAsync(shop, "a", "صابون غار"));
        using var rich = jisr.Browser();
        using var poor = jisr.Browser();
        poor.Http.DefaultRequestHeaders.Add("Save-Data", "on");
        foreach (var address in (string[])["/find", "/s/reem", "/s/reem/p/a"])
        {
            // The one who pays by the byte comes after a kept page of another, and before.
            (await rich.GetAsync(address))
                .Document.QuerySelectorAll("img")
                .Length.ShouldBeGreaterThan(0, address);
            var saved = await poor.GetAsync(address);
            saved.Document.QuerySelectorAll("img").ShouldBeEmpty(address);
            var wanted = await poor.GetAsync(saved.Link("Show pictures"));
            wanted.Document.QuerySelectorAll("img").Length.ShouldBeGreaterThan(0, address);
            (await rich.GetAsync(address)).Document.QuerySelectorAll("img").Length.ShouldBeGreaterThan(0, address);
        }
    }

    [Theory, Databases]
    public async Task Statements_of_a_list_do_not_grow_with_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("grow");
        await world.PhotoAsync(await world.ProductAsync(shop, "a0", "صابون أول"));
        await world.PhotoAsync(await world.ProductAsync(shop, "b0", "صابون ثان"), hue: 200);
        using var shopper = jisr.Browser();
        using var statements = new FrontStatements(jisr);
        string[] addresses =
        [
            "/find?n={0}",
            "/find?q=%D8%B5%D8%A7%D8%A8%D9%88%D9%86&n={0}",
            "/s/grow?n={0}",
            "/s/grow/order?q.a0=1&n={0}",
        ];
        var before = new List<int>();
        foreach (var address in addresses)
        {
            // Once to warm what is kept in memory.
            await shopper.GetAsync(address.Replace("{0}", "0", StringComparison.Ordinal));
            before.Add(
                await statements.OfAsync(() => shopper.GetAsync(address.Replace("{0}", "1", StringComparison.Ordinal)))
            );
        }
        before.ShouldAllBe(n => n > 0);
        // What a product's page shows is read once, and again after a change of its shop.
        Task<int> LookAsync(int n) =>
            statements.OfAsync(() => shopper.GetAsync(FormattableString.Invariant($"/s/grow/p/a0?n={n}")));
        var first = await LookAsync(0);
        first.ShouldBeGreaterThan(0);
        (await LookAsync(1)).ShouldBe(0);
        for (var i = 1; i < 9; i++)
            await world.PhotoAsync(await world.ProductAsync(shop, "a" + i, "صابون آخر " + i), hue: i * 20);
        for (var i = 0; i < addresses.Length; i++)
        {
            await shopper.GetAsync(addresses[i].Replace("{0}", "2", StringComparison.Ordinal));
            (
                await statements.OfAsync(() =>
                    shopper.GetAsync(addresses[i].Replace("{0}", "3", StringComparison.Ordinal))
                )
            ).ShouldBe(before[i], addresses[i]);
        }
        (await LookAsync(2)).ShouldBe(first);
        (await LookAsync(3)).ShouldBe(0);
    }

    private static async Task<JsonElement> JsonAsync(Browser shopper, string address)
    {
        var answer = await shopper.Http.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    private static async Task<List<string>> SkusAsync(Browser shopper, string query) =>
        [
            .. (await JsonAsync(shopper, "/api/v1/products?" + query))
                .GetProperty("items")
                .EnumerateArray()
                .Select(i => i.GetProperty("sku").GetString()!),
        ];
}
