using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>Numbers in free text that others read (safety.md §6).</summary>
public class NumberTests
{
    private const string Sure = "رقمي ٠٩٤٤٥٦٧٨٩٠";
    private const string Maybe = "المقاس ٧٥٠ - ٨٠٠ - ٩٠٠";

    [Theory, Databases]
    public async Task No_public_page_feed_or_answer_of_the_api_holds_a_number_of_a_seller(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var front = new FrontWorld(jisr);
        var (shop, seller) = await front.ShopAsync(
            "reem",
            name: "متجر ريم 0944567890",
            about: "اتصلوا: wa.me/963944567890"
        );
        var added = await jisr.SendAsync(
            "product.add",
            new
            {
                shopId = shop,
                sku = "soap",
                nameAr = "صابون 0944-567-890",
                description = Sure,
                category = "soap",
                price = 2500,
                currency = "TRY",
                onHand = 5000,
            }
        );
        added.IsDone.ShouldBeTrue(string.Join(' ', added.Reasons));
        using var stranger = jisr.Browser("ar");
        foreach (
            var address in (string[])
                [
                    "/s/reem",
                    "/s/reem/p/soap",
                    "/find?q=صابون",
                    "/s/reem/feed.csv",
                    "/api/v1/products?q=صابون",
                    "/s/reem/order?q.soap=1",
                ]
        )
        {
            using var answer = await stranger.Http.GetAsync(new Uri(address, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            foreach (var digits in (string[])["944567890", "567-890", "٩٤٤٥٦٧٨٩٠", "wa.me/963944567890"])
                text.ShouldNotContain(digits, Case.Sensitive, address);
        }
        (await stranger.GetAsync("/s/reem/p/soap")).Text.ShouldContain("رقمي [رقم محجوب]");

        // She reads all of it herself, and why others do not.
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(seller), "ar");
        var own = await browser.GetAsync("/my/products/" + added.Subject);
        own.Value("description").ShouldBe(Sure);
        own.Text.ShouldContain("لا يرى الآخرون كل هذا");
        // A sure one is not asked about.
        own.Text.ShouldNotContain("هذا ليس رقماً");
    }

    [Theory, Databases]
    public async Task SA14_a_note_of_a_buyer_is_read_without_her_number_and_she_is_told_why(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        var order = (await world.JoinAsync(RunWorld.Ana, [RunWorld.Line("cream", 1000)], note: Sure)).Subject!.Value;
        using var buyer = jisr.Browser("ar");
        var hers = await buyer.GetAsync("/o/" + world.TokenOf(order));
        hers.Text.ShouldContain("لا يرى الآخرون كل هذا");
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller), "ar");
        var page = await seller.GetAsync("/my/orders/" + order);
        page.Text.ShouldContain("رقمي [رقم محجوب]");
        page.Html.ShouldNotContain("٠٩٤٤٥٦٧٨٩٠");
    }

    [Theory, Databases]
    public async Task SA15_not_a_number_waits_for_a_person_and_is_shown_when_she_agrees(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var front = new FrontWorld(jisr);
        var (shop, seller) = await front.ShopAsync("reem");
        var added = await jisr.SendAsync(
            "product.add",
            new
            {
                shopId = shop,
                sku = "rug",
                nameAr = "سجادة",
                description = Maybe,
                category = "soap",
                price = 2500,
                currency = "TRY",
                onHand = 5000,
            }
        );
        using var stranger = jisr.Browser("ar");
        (await stranger.GetAsync("/s/reem/p/rug")).Text.ShouldNotContain("٨٠٠");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(seller), "ar");
        var own = await browser.GetAsync("/my/products/" + added.Subject);
        var asked = await browser.SendAsync(own, "form.one:has(input[value='not-a-number'])");
        asked.Text.ShouldContain("سينظر فيه شخص");
        // Asked twice it is one question.
        await browser.SendAsync(
            await browser.GetAsync("/my/products/" + added.Subject),
            "form.one:has(input[value='not-a-number'])"
        );
        (await jisr.CountAsync("SELECT count(*) FROM safety_number_claim")).ShouldBe(1);
        (await stranger.GetAsync("/s/reem/p/rug")).Text.ShouldNotContain("٨٠٠");

        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        (await worker.GetAsync("/protection/numbers")).Status.ShouldBe(403);
        using var reviewer = await jisr.BrowserWithRoleAsync(Roles.Reviewer, language: "ar");
        (await reviewer.GetAsync("/protection")).Html.ShouldContain("/protection/numbers");
        var queue = await reviewer.GetAsync("/protection/numbers");
        queue.Text.ShouldContain("٨٠٠");
        var claim = queue.Document.QuerySelector("button[name=no]")!.GetAttribute("value");
        await reviewer.SendAsync(queue, "form.one", ("no", claim));
        (await stranger.GetAsync("/s/reem/p/rug")).Text.ShouldContain(Maybe);
        // What was said is kept without the text.
        (await jisr.CountAsync("SELECT count(*) FROM safety_number_claim WHERE text_sealed IS NULL")).ShouldBe(1);
        (await browser.GetAsync("/my/products/" + added.Subject)).Text.ShouldNotContain("لا يرى الآخرون كل هذا");
    }
}
