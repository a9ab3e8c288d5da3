using System.Net;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>What buyers say of goods that reached them, and what may be known of a shop.</summary>
public class FeedbackTests
{
    [Theory, Databases]
    public async Task MK33_only_a_delivered_line_opens_feedback_once_and_the_seller_answers_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new SellerWorld(jisr);
        var runs = new RunWorld(jisr);
        var shop = await world.SellerAsync();
        await world.ProductAsync(shop);
        var order = await world.OrderAsync(shop);
        var line = await runs.LineIdAsync(order, "soap");

        // By hand, without the secret; and before anything arrived.
        (await GiveAsync(jisr, line, "x")).Refusal.ShouldNotBe(Refusal.None);
        (await GiveAsync(jisr, NewId.Next(), runs.TokenOf(order))).Refusal.ShouldNotBe(Refusal.None);
        (await GiveAsync(jisr, line, runs.TokenOf(order)))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("FEEDBACK_NOT_DELIVERED");
        await DeliverAsync(runs, order);

        using var buyer = jisr.Browser("en");
        var page = await buyer.GetAsync("/o/" + runs.TokenOf(order));
        page.Text.ShouldContain("How did you find it?");
        var form = await buyer.GetAsync(page.Link("صابون غار"));
        form.Link("Report it in confidence").ShouldBe("/report");
        var none = await buyer.SendAsync(form, ("text", "Very soft. Call me: ٠٩٤٤ ٥٦٧-٨٩٠ or sara@mail.example"));
        none.Status.ShouldBe(422);
        none.Value("text")!.ShouldContain("Very soft");
        var said = await buyer.SendAsync(none, ("grade", "so-so"));
        said.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', said.Errors));
        said.Text.ShouldContain("You have said it");
        (await GiveAsync(jisr, line, runs.TokenOf(order))).Reasons[0].Code.ShouldBe("FEEDBACK_ONCE");

        // Everybody reads it, without a name and without a number.
        using var stranger = jisr.Browser("en");
        foreach (var address in (string[])["/s/reem", "/s/reem/feedback"])
        {
            var front = await stranger.GetAsync(address);
            front.Text.ShouldContain("Very soft. Call me: [number hidden] or [number hidden]", customMessage: address);
            front.Text.ShouldContain("So-so");
            front.Html.ShouldNotContain("سارة");
        }
        var mine = await shop.Browser.GetAsync("/my/feedback");
        var answer = await shop.Browser.GetAsync(mine.Link("Answer once"));
        (await shop.Browser.SendAsync(answer)).Status.ShouldBe(422);
        mine = await shop.Browser.SendAsync(answer, ("answer", "Thank you, sister"));
        mine.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', mine.Errors));
        mine.Text.ShouldContain("Thank you, sister");
        (await stranger.GetAsync("/s/reem")).Text.ShouldContain("Thank you, sister");
        var id = await runs.IdAsync("SELECT {0} FROM market_feedback f", "f.id");
        (await jisr.SendAsync("feedback.answer", new { feedbackId = id, text = "again" }))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("FEEDBACK_ANSWERED");
        var (_, other) = await new FrontWorld(jisr).ShopAsync("other");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(other));
        (await browser.GetAsync("/my/feedback/" + id)).Status.ShouldBe(404);
        (await shop.Browser.GetAsync($"/my/orders/{order}/undo")).Status.ShouldBe(200);
        (await jisr.SendAsync("order.undo", new { orderId = order })).Reasons[0].Code.ShouldBe("ORDER_HAS_FEEDBACK");

        // After 60 days nothing more is said.
        var late = await world.OrderAsync(shop);
        await DeliverAsync(runs, late);
        jisr.Clock.Advance(TimeSpan.FromDays(61));
        (await GiveAsync(jisr, await runs.LineIdAsync(late, "soap"), runs.TokenOf(late)))
            .Reasons[0]
            .Code.ShouldBe("FEEDBACK_LATE");
        foreach (var language in (string[])["ar", "fr"])
        {
            using var hers = jisr.BrowserOf(shop.Account, language);
            foreach (var one in (string[])["/my/feedback", "/s/reem/feedback", "/s/reem"])
                (await hers.GetAsync(one)).Status.ShouldBe(200, one);
        }
    }

    [Theory, Databases]
    public async Task MK34_a_shop_with_few_orders_is_new_and_one_with_five_says_what_it_did(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        foreach (var order in (Guid[])[a, b, c])
            await world.DoAsync("order.deliver", new { orderId = order });
        using var stranger = jisr.Browser("en");
        (await stranger.GetAsync("/s/reem")).Text.ShouldContain("New shop");

        // Two more, and one complaint in which the buyer was right.
        await new FrontWorld(jisr).ProductAsync(world.Shop, "oil", "زيت");
        foreach (var phone in (string[])[RunWorld.Ana, RunWorld.Bana])
            await DeliverAsync(world, await world.PlaceAsync("oil", 1000, phone));
        var claim = await world.DoAsync(
            "claim.open",
            new
            {
                orderId = a,
                lineId = await world.LineIdAsync(a, "cream"),
                qty = 1000,
                what = "spoiled",
                wish = "credit",
            }
        );
        jisr.Clock.Advance(TimeSpan.FromHours(30));
        await world.DoAsync(
            "claim.decide",
            new
            {
                claimId = claim.Subject,
                decision = "credit",
                reason = "sorry",
            }
        );
        var page = await stranger.GetAsync("/s/reem");
        page.Text.ShouldNotContain("New shop");
        page.Text.ShouldContain("5 orders delivered");
        // 6 of 9 lines of the run, and the two oils.
        page.Text.ShouldContain("8 of 11 things were given in full");
        page.Text.ShouldContain("1 of 5 orders had a complaint");
        page.Text.ShouldContain("A complaint is settled within 2 days");
        // She went on Tuesday, not on the Thursday that she had promised.
        page.Text.ShouldContain("0 of 1 market runs");
    }

    private static async Task DeliverAsync(RunWorld runs, Guid order)
    {
        await runs.DoAsync("order.accept", new { orderId = order });
        await runs.DoAsync("order.deliver", new { orderId = order });
    }

    private static Task<Answer> GiveAsync(JisrApp jisr, Guid line, string token) =>
        jisr.SendAsync(
            "feedback.give",
            new
            {
                lineId = line,
                grade = "good",
                token,
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );
}
