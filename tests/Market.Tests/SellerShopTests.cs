using System.Net;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Market.Tests;

public class SellerShopTests
{
    private const string Hostile = "<script>alert(1)</script>\u202Eأ🧵'\"--";

    [Theory, Databases]
    public async Task An_address_of_another_shop_gets_a_free_one_in_the_box(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        await world.SellerAsync("reem");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(NewId.Next())));
        var page = await browser.GetAsync("/my/shop/open");
        page = await browser.SendAsync(page, ("name", "Reem"), ("code", "REEM"), ("placeCode", "SY0703"));
        page.Status.ShouldBe(422);
        page.Title.ShouldStartWith("Error: ");
        page.Value("name").ShouldBe("Reem");
        page.Value("code").ShouldBe("reem-2");
        page = await browser.SendAsync(page);
        page.Address.ShouldBe("/shops/reem-2/opened");
    }

    [Theory, Databases]
    public async Task XA15_two_errors_stand_in_the_summary_with_links_and_the_text_is_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(NewId.Next())), "ar");
        var page = await browser.GetAsync("/my/shop/open");
        page = await browser.SendAsync(
            page,
            ("name", ""),
            ("code", "a_b"),
            ("placeCode", "SY0703"),
            ("about", "نصنع المونة")
        );
        page.Status.ShouldBe(422);
        page.Title.ShouldStartWith("خطأ:");
        page.Errors.Count.ShouldBe(2);
        page.Document.QuerySelectorAll("#errors a").Length.ShouldBe(2);
        page.Document.QuerySelectorAll(".field.bad .error").Length.ShouldBe(2);
        page.Document.GetElementById("errors")!.HasAttribute("autofocus").ShouldBeTrue();
        page.Value("about").ShouldBe("نصنع المونة");
    }

    [Theory, Databases]
    public async Task S11_her_own_number_is_an_explicit_choice_and_leaves_with_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        var page = await seller.Browser.GetAsync("/my/shop/reem/change");
        page.Text.ShouldContain("strangers too");
        page = await seller.Browser.SendAsync(page, ("contact", "own"), ("phone", ""));
        page.Errors.ShouldHaveSingleItem().ShouldContain("not valid");
        page = await seller.Browser.SendAsync(page, ("phone", "٠٩٤٤ ٥٦٧ ٨٩٠"));
        page.Address.ShouldBe("/my/shop");
        page = await seller.Browser.GetAsync("/my/shop/reem/change");
        page.Html.ShouldNotContain("944567890");
        (await jisr.CountAsync("SELECT count(*) FROM market_shop WHERE phone_sealed IS NOT NULL")).ShouldBe(1);
        await seller.Browser.SendAsync(page, ("contact", "none"));
        (await jisr.CountAsync("SELECT count(*) FROM market_shop WHERE phone_sealed IS NOT NULL")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_shop_is_paused_with_a_day_taken_up_again_and_closed_only_when_she_is_sure(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        var page = await seller.Browser.GetAsync("/my/shop/reem/pause");
        var past = await seller.Browser.SendAsync(
            page,
            ("do", "pause"),
            ("backOn.day", "1"),
            ("backOn.month", "1"),
            ("backOn.year", "2020")
        );
        past.Errors.ShouldHaveSingleItem().ShouldContain("still to come");
        var odd = await seller.Browser.SendAsync(
            page,
            ("do", "pause"),
            ("backOn.day", "31"),
            ("backOn.month", "2"),
            ("backOn.year", "2027")
        );
        odd.Errors.ShouldHaveSingleItem();
        page = await seller.Browser.SendAsync(
            odd,
            ("do", "pause"),
            ("backOn.day", "٢٠"),
            ("backOn.month", "كانون الأول"),
            ("backOn.year", "2026")
        );
        page.Text.ShouldContain("back on 20 December 2026");
        page = await seller.Browser.SendAsync(await seller.Browser.GetAsync("/my/shop/reem/pause"), ("do", "resume"));
        page.Text.ShouldContain("Open for orders");
        var close = await seller.Browser.GetAsync("/my/shop/reem/close");
        (await seller.Browser.SendAsync(close)).Status.ShouldBe(422);
        (await jisr.CountAsync("SELECT count(*) FROM market_shop WHERE state = 'closed'")).ShouldBe(0);
        (await seller.Browser.SendAsync(close, ("sure", "yes"))).Text.ShouldContain("Closed for good");
        (await seller.Browser.SendAsync(close, ("sure", "yes"))).FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        (await seller.Browser.GetAsync("/my/shop/reem/change")).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task Hostile_text_in_any_field_of_the_shop_is_kept_as_text_or_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(NewId.Next())));
        var page = await browser.GetAsync("/my/shop/open");
        foreach (
            var field in (string[])
                [
                    "name",
                    "code",
                    "placeCode",
                    "currency",
                    "contact",
                    "phone",
                    "pickUpPoints",
                    "districts",
                    "about",
                    "nameFr",
                ]
        )
        {
            var answer = await browser.SendAsync(
                page,
                ("name", "Reem"),
                ("placeCode", "SY0703"),
                (field, Hostile),
                ("role", "admin")
            );
            ((int)answer.FirstStatus).ShouldBeOneOf(303, 422);
            answer.Html.ShouldNotContain("<script>alert");
            if (answer.Status == 422)
                answer.Errors.Count.ShouldBeGreaterThan(0, field);
            page = await browser.GetAsync("/my/shop/open");
        }
        var long5000 = await browser.SendAsync(page, ("name", new string('أ', 5000)), ("placeCode", "SY0703"));
        long5000.Status.ShouldBe(422);
        long5000.Value("name")!.Length.ShouldBe(5000);
        long5000.Errors.ShouldContain(e => e.Contains("4940", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Only_members_and_the_staff_of_her_unit_open_a_shop(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var stranger = jisr.Browser();
        (await stranger.GetAsync("/my/shop/open")).Heading.ShouldNotBe("Open your shop");
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        // Nobody's party, and one of no unit.
        (await worker.GetAsync("/shops/open?party=x")).Status.ShouldBe(404);
        (await worker.GetAsync("/shops/open?party=" + NewId.Next())).Status.ShouldBe(404);
        (await worker.GetAsync("/my/shop")).Status.ShouldBeOneOf(403, 404);
    }

    [Theory]
    [InlineData("مونة أم يزن")]
    [InlineData("Laurier d’Alep")]
    [InlineData("ح")]
    [InlineData("🧵🧵")]
    [InlineData("متجر الأعمال اليدوية والمونة البلدية في ريف حلب الشمالي")]
    public async Task An_address_made_from_any_name_has_the_shape_of_addresses(string name)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(NewId.Next())));
        var page = await browser.SendAsync(
            await browser.GetAsync("/my/shop/open"),
            ("name", name),
            ("placeCode", "SY0703")
        );
        page.Address.ShouldMatch("^/shops/[a-z0-9][a-z0-9-]{1,22}[a-z0-9]/opened$");
    }
}
