using System.Net;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>Complaints about goods that reached their buyer: from her order's page to what stands in the books.</summary>
public class ClaimTests
{
    [Theory, Databases]
    public async Task MK31_a_broken_cream_is_made_good_and_the_next_slip_shows_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var order = await DeliveredAsync(jisr, world, pay: 13_500);
        using var buyer = jisr.Browser("en");
        var page = await buyer.GetAsync("/o/" + world.TokenOf(order));
        var form = await buyer.GetAsync(page.Link("Report a problem"));
        form.Text.ShouldContain("until");

        // What is missing is named, and what was typed stays.
        var wrong = await buyer.SendAsync(form, ("qty", "4"));
        wrong.Status.ShouldBe(422);
        wrong.Value("qty").ShouldBe("4");
        wrong.Document.QuerySelector("fieldset.bad")!.TextContent.ShouldContain("Choose what is wrong");
        var many = await buyer.SendAsync(wrong, ("qty", "4"), ("kind", "damaged"), ("wish", "credit"));
        many.Errors.ShouldContain(e => e.Contains("At most 3", StringComparison.Ordinal));
        var noPicture = await buyer.UploadAsync(
            many,
            [("picture", "x.jpg", "image/jpeg", [1, 2, 3])],
            ("qty", "1"),
            ("kind", "damaged"),
            ("wish", "credit")
        );
        noPicture.Status.ShouldBe(422);
        var sent = await buyer.UploadAsync(
            noPicture,
            [("picture", "x.jpg", "image/jpeg", SellerWorld.Picture())],
            ("qty", "1"),
            ("kind", "damaged"),
            ("wish", "credit")
        );
        sent.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', sent.Errors));
        sent.Text.ShouldContain("Waits for the seller");

        // The seller sees it today, with its photo, and takes it off the next order.
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var today = await seller.GetAsync("/my/today");
        // The order that she has not answered yet comes first; the complaint is counted.
        today.Link("Complaints to answer").ShouldBe("/my/claims");
        var claim = await seller.GetAsync((await seller.GetAsync("/my/claims")).Link("cream"));
        var photo = claim.Document.QuerySelector("img.photo")!.GetAttribute("src")!;
        (await seller.GetAsync(photo)).Status.ShouldBe(200);
        (await buyer.GetAsync(photo)).FirstStatus.ShouldNotBe(HttpStatusCode.OK);
        (await buyer.GetAsync(photo.Replace("/my/photos", "/photos", StringComparison.Ordinal))).Status.ShouldBe(404);
        claim.Text.ShouldContain("45.00");
        (await seller.SendAsync(claim, ("decision", "credit"))).Errors.ShouldHaveSingleItem();
        (
            await seller.SendAsync(claim, ("decision", "credit"), ("reason", "sorry"), ("amount", "46"))
        ).Errors.ShouldContain(e => e.Contains("At most 45.00", StringComparison.Ordinal));
        var done = await seller.SendAsync(claim, ("decision", "credit"), ("reason", "Broken on the way, sorry"));
        done.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', done.Errors));
        done.Text.ShouldContain("Kept for the next order");
        (await world.CreditAsync(order)).ShouldBe(4500);
        (await world.LineAsync(order, "cream", "returned")).ShouldBe(1000);
        (await world.OfOrderAsync(order, "total_minor")).ShouldBe(9000);

        // She reads the answer; the seller is to tell her.
        page = await buyer.GetAsync("/o/" + world.TokenOf(order));
        page.Text.ShouldContain("Kept for the next order");
        (await buyer.GetAsync(page.Link("broken"))).Text.ShouldContain("Broken on the way, sorry");
        (await seller.GetAsync("/my/notices")).Text.ShouldContain("What came of her complaint");
        (await seller.GetAsync($"/my/orders/{order}")).Text.ShouldContain("You answered her complaint");
        (
            await jisr.TextAsync(
                "SELECT detail FROM insight_fact WHERE kind = 'ClaimDecided' AND amount_minor = 4500 AND currency = 'TRY'"
            )
        ).ShouldBe("credit");

        // Of three, one came back: two more can be reported at most, and the third never.
        (await OpenAsync(jisr, world, order, 3000))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("CLAIM_QTY");
        (await OpenAsync(jisr, world, order, 2000)).IsDone.ShouldBeTrue();
        (await OpenAsync(jisr, world, order, 1000)).Reasons.ShouldHaveSingleItem().Code.ShouldBe("CLAIMED_ALREADY");

        // The next slip.
        await world.PlanAsync();
        await world.DoAsync("offer.add", new { runId = world.Run, sku = "cream" });
        await world.OpenAsync();
        var next = await world.OrderAsync(Ana, Line("cream", 1000));
        await world.CloseAsync();
        (await world.BuyAsync("cream", 1000, 3000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await seller.GetAsync($"/my/orders/{next}/slip")).Text.ShouldContain("من المرة الماضية: −٤٥٫٠٠");
        (await seller.GetAsync($"/my/orders/{order}/slip")).Text.ShouldContain("تعويض: −٤٥٫٠٠");
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_refund_in_cash_goes_out_of_the_purse_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var order = await DeliveredAsync(jisr, world, pay: 13_500);
        var claim = (await OpenAsync(jisr, world, order, 1000, wish: "refund-cash")).Subject!.Value;
        var purse = await world.BalanceAsync("Cash", world.Purse, "TRY");
        await DecideAsync(world, claim, "refund-cash");
        (await StateAsync(jisr, world, claim)).ShouldBe("decided");
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        (await seller.GetAsync("/my/claims?list=to-settle")).Text.ShouldContain("The money is to be given back");
        var page = await seller.SendAsync(await seller.GetAsync("/my/claims/" + claim));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', page.Errors));
        page.Text.ShouldContain("The money was given back");
        (await world.BalanceAsync("Cash", world.Purse, "TRY")).ShouldBe(purse - 4500);
        (await world.CreditAsync(order)).ShouldBe(0);
        (await jisr.SendAsync("claim.settle", new { claimId = claim })).Reasons[0].Code.ShouldBe("CLAIM_MOVED_ON");
        (
            await jisr.SendAsync(
                "claim.decide",
                new
                {
                    claimId = claim,
                    decision = "credit",
                    reason = "x",
                }
            )
        ).Reasons[0].Code.ShouldBe("CLAIM_MOVED_ON");
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task What_is_owed_falls_first_and_there_is_no_cash_to_give(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var order = await DeliveredAsync(jisr, world, pay: 0);
        var claim = (await OpenAsync(jisr, world, order, 1000, what: "price", wish: "refund-cash")).Subject!.Value;
        await DecideAsync(world, claim, "refund-cash", amount: 500);
        (await StateAsync(jisr, world, claim)).ShouldBe("settled");
        (await world.OwesAsync(order)).ShouldBe(13_000);
        (await world.CreditAsync(order)).ShouldBe(0);
        // Of a wrong price nothing came back.
        (await world.LineAsync(order, "cream", "returned")).ShouldBe(0);
        using var buyer = jisr.Browser("en");
        (await buyer.GetAsync("/o/" + world.TokenOf(order))).Text.ShouldContain("130.00");
    }

    [Theory, Databases]
    public async Task A_no_is_passed_on_and_the_association_decides_without_a_name(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var order = await DeliveredAsync(jisr, world, pay: 13_500);
        var claim = (await OpenAsync(jisr, world, order, 1000)).Subject!.Value;
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead);
        (await lead.GetAsync("/claims")).Text.ShouldContain("Nobody has asked you to decide");
        (await lead.GetAsync("/claims/" + claim)).Status.ShouldBe(404);
        await DecideAsync(world, claim, "none");
        using var buyer = jisr.Browser("en");
        var address = $"/o/{world.TokenOf(order)}/problems/{claim}";
        var page = await buyer.SendAsync(await buyer.GetAsync(address), ("do", "pass-on"));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        page.Text.ShouldContain("Waits for the association");

        var list = await lead.GetAsync("/claims");
        list.Text.ShouldContain("متجر ريم");
        var judge = await lead.GetAsync("/claims/" + claim);
        foreach (var said in (string[])[list.Html, judge.Html])
        {
            said.ShouldNotContain("سارة");
            said.ShouldNotContain("0944");
            said.ShouldNotContain(FrontWorld.Point);
        }
        judge.Text.ShouldContain("because");
        var decided = await lead.SendAsync(judge, ("decision", "credit"), ("reason", "Both sides read"));
        decided.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', decided.Errors));
        (await world.CreditAsync(order)).ShouldBe(4500);
        (await buyer.GetAsync(address)).Text.ShouldContain("The association says");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE field_groups = 'claim'")).ShouldBePositive();
        // One complaint counts once in the figures: the second word stands in place of the first.
        (
            await jisr.CountAsync(
                "SELECT sum(CASE WHEN lowers THEN -1 ELSE 1 END) FROM insight_fact WHERE kind = 'ClaimDecided'"
            )
        ).ShouldBe(1);
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        (await worker.GetAsync("/claims")).FirstStatus.ShouldNotBe(HttpStatusCode.OK);
        (await lead.GetAsync("/my/claims/" + claim)).FirstStatus.ShouldNotBe(HttpStatusCode.OK);
    }

    [Theory, Databases]
    public async Task Only_who_holds_the_secret_complains_and_only_in_time(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var order = await DeliveredAsync(jisr, world, pay: 13_500);
        (await OpenAsync(jisr, world, order, 1000, token: "x")).Refusal.ShouldNotBe(Refusal.None);
        var claim = (await OpenAsync(jisr, world, order, 1000)).Subject!.Value;
        foreach (var kind in (string[])["claim.withdraw", "claim.pass-on"])
            (
                await jisr.SendAsync(
                    kind,
                    new { claimId = claim, token = "x" },
                    actor: Actor.Anonymous,
                    door: Door.Form
                )
            ).Refusal.ShouldNotBe(Refusal.None);
        using var buyer = jisr.Browser("en");
        var address = $"/o/{world.TokenOf(order)}/problems/{claim}";
        (await buyer.SendAsync(await buyer.GetAsync(address), ("do", "withdraw"))).Text.ShouldContain(
            "Taken back by the buyer"
        );
        (await world.LineAsync(order, "cream", "returned")).ShouldBe(0);
        var (_, other) = await new FrontWorld(jisr).ShopAsync("other");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(other));
        (await browser.GetAsync("/my/claims/" + claim)).Status.ShouldBe(404);

        // The seller writes down what she was told; after the days on the slip it is too late.
        var account = await jisr.AccountOfAsync(world.Seller);
        using var seller = jisr.BrowserOf(account);
        var form = await seller.GetAsync($"/my/orders/{order}/claim");
        var told = await seller.SendAsync(form, ("qty", "1"), ("kind", "missing"), ("wish", "replace"));
        told.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', told.Errors));
        var replaced = await seller.SendAsync(told, ("decision", "replace"), ("reason", "Here is another"));
        (await seller.SendAsync(replaced)).Text.ShouldContain("Another one was given");
        jisr.Clock.Advance(TimeSpan.FromDays(8));
        (await OpenAsync(jisr, world, order, 1000)).Reasons.ShouldHaveSingleItem().Code.ShouldBe("CLAIM_LATE");
        var late = await buyer.GetAsync($"/o/{world.TokenOf(order)}/problem");
        late.Text.ShouldContain("are over");
        (await buyer.GetAsync("/o/" + world.TokenOf(order))).Link("Report a problem").ShouldBe("/help");
        foreach (var language in (string[])["ar", "fr"])
        {
            using var hers = jisr.BrowserOf(account, language);
            foreach (var one in (string[])["/my/claims", "/my/claims?list=all", "/my/claims/" + claim, "/my/today"])
                (await hers.GetAsync(one)).Status.ShouldBe(200, one);
        }
    }

    // Three creams of a run, fetched by their buyer.
    private static async Task<Guid> DeliveredAsync(JisrApp jisr, RunWorld world, long pay)
    {
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("cream", 4500);
        await world.OpenAsync();
        var order = await world.OrderAsync(Ana, Line("cream", 3000));
        await world.PurseAsync(100_000);
        await world.CloseAsync();
        (await world.BuyAsync("cream", 3000, 9000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        await world.DoAsync("order.deliver", new { orderId = order });
        if (pay > 0)
            await world.DoAsync("order.pay", new { orderId = order, minor = pay });
        return order;
    }

    private static async Task<Answer> OpenAsync(
        JisrApp jisr,
        RunWorld world,
        Guid order,
        long qty,
        string what = "damaged",
        string wish = "credit",
        string? token = null
    ) =>
        await jisr.SendAsync(
            "claim.open",
            new
            {
                orderId = order,
                lineId = await world.LineIdAsync(order, "cream"),
                qty,
                what,
                wish,
                token = token ?? world.TokenOf(order),
            },
            actor: Actor.Anonymous,
            door: Door.Form
        );

    private static Task<Answer> DecideAsync(RunWorld world, Guid claim, string decision, long? amount = null) =>
        world.DoAsync(
            "claim.decide",
            new
            {
                claimId = claim,
                decision,
                reason = "because",
                amount,
            }
        );

    private static Task<string?> StateAsync(JisrApp jisr, RunWorld world, Guid claim) =>
        jisr.TextAsync($"SELECT state FROM market_claim WHERE id = {world.Id(claim)}");
}
