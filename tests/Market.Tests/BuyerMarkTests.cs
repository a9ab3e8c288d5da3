using System.Net;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>What a shop may remember of a buyer: little, for a while, in her sight.</summary>
public class BuyerMarkTests
{
    [Theory, Databases]
    public async Task A_mark_needs_a_failed_stop_is_seen_by_one_shop_and_ends(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        (await MarkAsync(jisr, a, "did-not-accept")).Reasons[0].Code.ShouldBe("MARK_NO_FAILED_STOP");
        (await MarkAsync(jisr, a, "did-not-pay")).Reasons[0].Code.ShouldBe("MARK_NOTHING_OWED");
        var round = await world.OutAsync(world.Run, null, a, b, c);
        (await world.StopAsync(round, a, "failed", reason: "refused-price")).IsDone.ShouldBeTrue();
        (await world.StopAsync(round, b, "failed", reason: "unsafe")).IsDone.ShouldBeTrue();
        (await world.StopAsync(round, c, "done", 10_000)).IsDone.ShouldBeTrue();
        // MK32: nothing is noted by itself, and a danger on the road is nobody's fault.
        (await jisr.CountAsync("SELECT count(*) FROM market_buyer_mark")).ShouldBe(0);
        (await MarkAsync(jisr, b, "did-not-accept")).Reasons[0].Code.ShouldBe("MARK_NO_FAILED_STOP");

        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var page = await seller.GetAsync($"/my/orders/{a}/marks");
        page.Text.ShouldNotContain("She did not pay");
        page = await seller.SendAsync(page, ("do", "did-not-accept"));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', page.Errors));
        page.Text.ShouldContain("She did not accept it");
        (await MarkAsync(jisr, a, "did-not-accept")).Reasons[0].Code.ShouldBe("MARKED_ALREADY");
        (await MarkAsync(jisr, c, "did-not-pay")).IsDone.ShouldBeTrue();
        (await seller.GetAsync("/my/orders/" + a)).Text.ShouldContain("1 note about this buyer");

        // She sees it on the page of her order and objects, once.
        using var buyer = jisr.Browser("en");
        var order = await buyer.GetAsync("/o/" + world.TokenOf(a));
        order.Text.ShouldContain("you did not accept this order");
        var form = await buyer.GetAsync(order.Link("Look at it, or object"));
        (await buyer.SendAsync(form)).Status.ShouldBe(422);
        var objected = await buyer.SendAsync(form, ("text", "It was dearer than agreed"));
        objected.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', objected.Errors));
        objected.Text.ShouldContain("You said that it is not right");
        page = await seller.GetAsync($"/my/orders/{a}/marks");
        page.Text.ShouldContain("It was dearer than agreed");
        (
            await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE field_groups = 'buyer-mark.objection'")
        ).ShouldBePositive();
        var mark = await world.IdAsync(
            $"SELECT {{0}} FROM market_buyer_mark m WHERE m.order_id = {world.Id(a)}",
            "m.id"
        );
        (await ObjectAsync(jisr, mark, "x")).Refusal.ShouldNotBe(Refusal.None);
        (await ObjectAsync(jisr, mark, world.TokenOf(a))).Reasons[0].Code.ShouldBe("OBJECTED_ALREADY");

        // No other shop sees it, though the number is the same.
        var world2 = new SellerWorld(jisr);
        var other = await world2.SellerAsync("other");
        await world2.ProductAsync(other);
        var there = await world2.OrderAsync(other, phone: Ana);
        (await other.Browser.GetAsync("/my/orders/" + there)).Text.ShouldNotContain("note about this buyer");
        (await other.Browser.GetAsync($"/my/orders/{a}/marks")).Status.ShouldBe(404);

        // She takes one back; the other is gone after half a year, and what was said with it.
        page = await seller.SendAsync(page, ("do", "lift:" + mark));
        page.Text.ShouldContain("Taken back");
        (await buyer.GetAsync("/o/" + world.TokenOf(a))).Text.ShouldNotContain("you did not accept this order");
        jisr.Clock.Advance(TimeSpan.FromDays(181));
        (await seller.GetAsync("/my/orders/" + c)).Text.ShouldNotContain("note about this buyer");
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM market_buyer_mark")).ShouldBe(0);
    }

    private static Task<Answer> MarkAsync(JisrApp jisr, Guid order, string what) =>
        jisr.SendAsync("buyer.mark", new { orderId = order, what });

    private static Task<Answer> ObjectAsync(JisrApp jisr, Guid mark, string token) =>
        jisr.SendAsync(
            "mark.object",
            new
            {
                markId = mark,
                text = "no",
                token,
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );
}
