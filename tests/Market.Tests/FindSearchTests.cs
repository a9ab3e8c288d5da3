using System.Text.Json;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>matching.md §12 over the catalogue, through the public API.</summary>
public class FindSearchTests
{
    [Theory, Databases]
    public async Task MT42_to_MT49_the_words_of_shoppers_find_what_they_mean(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await new FrontWorld(jisr).CatalogueAsync();
        using var shopper = jisr.Browser("ar");

        // M-42: the almond spread, in Arabic, in Latin letters and on the wrong keyboard.
        foreach (var typed in (string[])["املو", "amlou", "شةمخع"])
            (await NamesAsync(shopper, typed)).ShouldContain(n => n.Contains("أملو", StringComparison.Ordinal), typed);
        // M-43
        foreach (var typed in (string[])["غار", "بالغار"])
        {
            var found = await NamesAsync(shopper, typed);
            found.ShouldContain(n => n.Contains("غار", StringComparison.Ordinal), typed);
            found.ShouldNotContain(n => n.Contains("غاسول", StringComparison.Ordinal), typed);
        }
        // M-44
        var vinegar = await NamesAsync(shopper, "خل");
        vinegar.ShouldNotBeEmpty();
        vinegar.ShouldNotContain(n => n.Contains("خلخال", StringComparison.Ordinal));
        var straw = await NamesAsync(shopper, "قش");
        straw.ShouldNotBeEmpty();
        straw.ShouldNotContain(n => n.Contains("قشطة", StringComparison.Ordinal));
        // M-45
        foreach (var typed in (string[])["coussin", "مخدات"])
            (await NamesAsync(shopper, typed))
                .Count(n => n.Contains("وسادة", StringComparison.Ordinal))
                .ShouldBe(2, typed);
        // M-46
        (await NamesAsync(shopper, "دوالي")).ShouldContain(n => n.StartsWith("ورق عنب محشي", StringComparison.Ordinal));
        // M-47
        foreach (var typed in (string[])["mel7fa", "lgptm"])
            (await NamesAsync(shopper, typed)).ShouldContain(
                n => n.Contains("ملحفة صحراوية", StringComparison.Ordinal),
                typed
            );
        // M-48
        foreach (var typed in (string[])["500 مل رمان", "رمان ٥٠٠مل"])
            (await NamesAsync(shopper, typed)).ShouldContain(
                n => n.StartsWith("دبس رمان حامض", StringComparison.Ordinal),
                typed
            );
        // M-49: one edit in a long word; a short one is only offered.
        (await NamesAsync(shopper, "مقلووبة")).ShouldContain(n => n.Contains("مقلوبة", StringComparison.Ordinal));
        (await NamesAsync(shopper, "جمبد")).ShouldBeEmpty();
        var page = await shopper.GetAsync("/find?q=" + Uri.EscapeDataString("جمبد"));
        page.Link("جميد").ShouldBe("/find?q=" + Uri.EscapeDataString("جميد"));
        // French, with its elision and without its marks.
        (await NamesAsync(shopper, "melasse de grenade")).ShouldContain(n =>
            n.StartsWith("دبس رمان", StringComparison.Ordinal)
        );
    }

    [Theory, Databases]
    public async Task MT50_the_spelling_that_was_typed_comes_first(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("layla");
        await world.ProductAsync(shop, "a", "ليلى");
        await world.ProductAsync(shop, "b", "ليلي");
        using var shopper = jisr.Browser("ar");
        (await NamesAsync(shopper, "ليلى")).ShouldBe(["ليلى", "ليلي"]);
        (await NamesAsync(shopper, "ليلي")).ShouldBe(["ليلي", "ليلى"]);
    }

    [Theory, Databases]
    public async Task MK39_folded_words_and_the_article_find_the_same(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("bath-house");
        await world.ProductAsync(shop, "lifa", "ليفة استحمام طبيعيّة");
        using var shopper = jisr.Browser("ar");
        (await NamesAsync(shopper, "ليفه طبيعيه")).ShouldHaveSingleItem();
        (await NamesAsync(shopper, "الليفة")).ShouldHaveSingleItem();
        (await NamesAsync(shopper, "ليفة حرير")).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task What_is_hidden_and_shops_that_closed_are_not_found(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("honey-one");
        var (other, _) = await world.ShopAsync("honey-two");
        var hidden = await world.ProductAsync(shop, "h1", "عسل السدر");
        await world.ProductAsync(other, "h2", "عسل الزهور");
        using var shopper = jisr.Browser("ar");
        (await NamesAsync(shopper, "عسل")).Count.ShouldBe(2);
        (await jisr.SendAsync("product.hide", new { productId = hidden })).IsDone.ShouldBeTrue();
        (await NamesAsync(shopper, "عسل")).ShouldBe(["عسل الزهور"]);
        (await jisr.SendAsync("shop.close", new { shopId = other })).IsDone.ShouldBeTrue();
        (await NamesAsync(shopper, "عسل")).ShouldBeEmpty();
    }

    private static async Task<List<string>> NamesAsync(Browser shopper, string typed)
    {
        var answer = await shopper.Http.GetAsync(
            new Uri("/api/v1/products?q=" + Uri.EscapeDataString(typed), UriKind.Relative)
        );
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return
        [
            .. json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()!),
        ];
    }
}
