using System.Net;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>The product form: prices as people type them, a new price as a version, pictures that are none.</summary>
public class SellerProductTests
{
    private const string Sql = "SELECT minor FROM market_price_version";

    [Theory, Databases]
    public async Task XA5_twelve_and_a_half_in_a_french_browser_of_morocco_is_1250(string database) =>
        await PricedAsync(database, "MAD", "MA", "MA-10.261", "12.5", 1250, "fr-MA");

    [Theory, Databases]
    public async Task XA7_a_price_in_new_syrian_pounds_with_arabic_groups(string database) =>
        await PricedAsync(database, "SYP-2", "SY", "SY0703", "٢٥٬٠٠٠", 2_500_000, "ar");

    [Theory, Databases]
    public async Task XA7_a_price_in_old_syrian_pounds_with_arabic_groups(string database) =>
        await PricedAsync(database, "SYP-1", "SY", "SY0703", "٢٥٬٠٠٠", 25_000, "ar");

    [Theory, Databases]
    public async Task XA8_direction_marks_around_a_price_are_dropped(string database) =>
        await PricedAsync(database, "TRY", "SY", "SY0703", "\u200F300\u200F", 30_000, "ar");

    [Theory, Databases]
    public async Task XA6_a_thousand_or_one_dinar_is_asked_back_in_words_and_pressed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync(currency: "JOD", country: "JO", place: "JO-BA");
        var page = await AddAsync(seller, ("price", "1,000"));
        page.Status.ShouldBe(422);
        var buttons = page.Document.QuerySelectorAll("button[name='price.reading']");
        buttons.Select(b => b.GetAttribute("value")).ShouldBe(["1000000", "1000"]);
        buttons[0].TextContent.ShouldContain("one thousand dinars");
        buttons[1].TextContent.ShouldContain("one dinar");
        page.Value("price").ShouldBe("1,000");
        (await jisr.CountAsync("SELECT count(*) FROM market_product")).ShouldBe(0);
        // A reading that was not offered is not taken.
        (await seller.Browser.SendAsync(page, ("price.reading", "7"))).Status.ShouldBe(422);
        page = await seller.Browser.SendAsync(page, ("price.reading", "1000"));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', page.Errors));
        (await jisr.CountAsync(Sql)).ShouldBe(1000);
        // What stands is shown so that it is never asked again.
        page.Value("price").ShouldBe("1");
    }

    [Theory, Databases]
    public async Task XA26_a_phone_number_in_the_price_is_told_apart(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var seller = await new SellerWorld(jisr).SellerAsync();
        var page = await AddAsync(seller, ("price", "0944567890"));
        page.Errors.ShouldHaveSingleItem().ShouldContain("phone number");
        page.Value("nameAr").ShouldBe("صابون");
    }

    [Theory, Databases]
    public async Task MK24_MK25_lines_are_rounded_once_half_away_from_zero(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var dinar = await world.SellerAsync("jod", "JOD", "JO", "JO-BA");
        await world.ProductAsync(dinar, price: 1255, currency: "JOD");
        var order = await world.OrderAsync(dinar, qty: 3000, phone: "0791234567");
        (await dinar.Browser.GetAsync("/my/orders/" + order)).Text.ShouldContain("3.765");
        var lira = await world.SellerAsync("try");
        await AddAsync(
            lira,
            ("price", "45"),
            ("unit", "kg"),
            ("step", "0.001"),
            ("min", "0.001"),
            ("sku", "zaatar"),
            ("onHand", "5")
        );
        var kilos = await world.OrderAsync(lira, "zaatar", 1333);
        (await lira.Browser.GetAsync("/my/orders/" + kilos)).Text.ShouldContain("59.99");
    }

    [Theory, Databases]
    public async Task MK30_a_new_price_is_a_version_and_an_order_keeps_the_one_it_saw(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        var product = await world.ProductAsync(seller);
        var order = await world.OrderAsync(seller);
        var page = await seller.Browser.GetAsync("/my/products/" + product);
        page.Value("price").ShouldBe("45");
        page = await seller.Browser.SendAsync(page, ("price", "50"), ("reason", "dearer oil"));
        page.Text.ShouldContain("Saved");
        page.Text.ShouldContain("dearer oil");
        (await jisr.CountAsync("SELECT count(*) FROM market_price_version")).ShouldBe(2);
        (await seller.Browser.GetAsync("/my/orders/" + order)).Text.ShouldContain("90.00");
        // The same again makes no version.
        await seller.Browser.SendAsync(await seller.Browser.GetAsync("/my/products/" + product));
        (await jisr.CountAsync("SELECT count(*) FROM market_price_version")).ShouldBe(2);
        // What is promised cannot be counted away.
        page = await seller.Browser.SendAsync(
            await seller.Browser.GetAsync("/my/products/" + product),
            ("onHand", "1")
        );
        page.Errors.ShouldHaveSingleItem().ShouldContain("2 are promised");
    }

    [Theory, Databases]
    public async Task MK44_a_total_of_nine_million_million_is_exact(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        await world.ProductAsync(seller, price: 1_000_000_000_000);
        var order = await world.OrderAsync(seller, qty: 9000);
        await SellerWorld.PressAsync(seller, order, "accept");
        await SellerWorld.PressAsync(seller, order, "deliver");
        (await seller.Browser.GetAsync("/my/orders/" + order)).Text.ShouldContain("90,000,000,000.00");
        (await seller.Browser.GetAsync("/my/money")).Text.ShouldContain("90,000,000,000.00");
        (await jisr.CountAsync("SELECT total_minor FROM market_order")).ShouldBe(9_000_000_000_000);
    }

    [Theory, Databases]
    public async Task Hiding_takes_a_product_from_buyers_and_showing_brings_it_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        var product = await world.ProductAsync(seller);
        var page = await seller.Browser.SendAsync(
            await seller.Browser.GetAsync("/my/products/" + product),
            ("do", "hide")
        );
        page.Text.ShouldContain("buyers do not see it");
        (await seller.Browser.GetAsync("/my/products?show=hidden")).Text.ShouldContain("صابون غار");
        (await seller.Browser.GetAsync("/my/products?show=shown")).Text.ShouldNotContain("صابون غار");
        await seller.Browser.SendAsync(page, ("do", "show"));
        (await seller.Browser.GetAsync("/my/products?show=hidden")).Text.ShouldNotContain("صابون غار");
    }

    [Theory, Databases]
    public async Task Her_list_is_searched_over_folded_words_and_pages_by_key(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        for (var i = 0; i < 41; i++)
            await world.ProductAsync(seller, "soap-" + i);
        await AddAsync(seller, ("nameAr", "ليفة استحمام طبيعيّة"));
        (await seller.Browser.GetAsync("/my/products?q=ليفه طبيعيه"))
            .Document.QuerySelectorAll("ul.rows > li")
            .Length.ShouldBe(1);
        (await seller.Browser.GetAsync("/my/products?q=لاشيء")).Text.ShouldContain("Nothing found");
        var seen = new List<string>();
        var next = "/my/products";
        while (next is not null)
        {
            var page = await seller.Browser.GetAsync(next);
            seen.AddRange(page.Document.QuerySelectorAll("ul.rows > li > a").Select(e => e.GetAttribute("href")!));
            next = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        seen.Count.ShouldBe(42);
        seen.ShouldBeUnique();
    }

    [Theory, Databases]
    public async Task Hostile_text_in_any_field_of_a_product_is_kept_as_text_or_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var seller = await new SellerWorld(jisr).SellerAsync();
        foreach (
            var field in (string[])
                [
                    "nameAr",
                    "price",
                    "unit",
                    "sale",
                    "onHand",
                    "category",
                    "description",
                    "label",
                    "nameFr",
                    "step",
                    "min",
                    "max",
                    "sku",
                    "alt",
                ]
        )
        foreach (
            var text in (string[])["<img src=x onerror=alert(1)>", "=1+1", "-5", "٣٫٣٣٣٣", "1e9", new string('9', 400)]
        )
        {
            var page = await AddAsync(seller, (field, text));
            ((int)page.FirstStatus).ShouldBeOneOf(303, 422);
            page.Html.ShouldNotContain("<img src=x");
            if (page.Status == 422)
                page.Value(field == "sale" ? "nameAr" : "price").ShouldNotBeNull();
        }
    }

    private static async Task PricedAsync(
        string database,
        string currency,
        string country,
        string place,
        string typed,
        long minor,
        string language
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var seller = await new SellerWorld(jisr).SellerAsync(
            currency: currency,
            country: country,
            place: place,
            language: language
        );
        var page = await AddAsync(seller, ("price", typed));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', page.Errors));
        (await jisr.CountAsync(Sql)).ShouldBe(minor);
    }

    private static async Task<Page> AddAsync(Seller seller, params (string Field, string? Value)[] fields)
    {
        var page = await seller.Browser.GetAsync("/my/products/add");
        (string, string?)[] usual = [("nameAr", "صابون"), ("price", "45"), ("unit", "piece"), ("onHand", "10")];
        return await seller.Browser.UploadAsync(
            page,
            [],
            [.. usual.ExceptBy(fields.Select(f => f.Field), u => u.Item1), .. fields]
        );
    }
}
