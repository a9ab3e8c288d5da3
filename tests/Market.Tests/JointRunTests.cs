using System.Net;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>A run of several makers: each sees what is asked of her, and never who asks.</summary>
public class JointRunTests
{
    [Theory, Databases]
    public async Task MK42_a_maker_sees_her_own_lines_and_sums_and_nobody(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var front = new FrontWorld(jisr);
        await world.ShopAsync();
        using var organiser = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var plan = await organiser.GetAsync("/my/runs/plan");
        var run = await organiser.SendAsync(
            plan,
            ("name", "Joint Thursday"),
            ("marketDay.day", "26"),
            ("marketDay.month", "11"),
            ("marketDay.year", "2026"),
            ("closesAt.day", "25"),
            ("closesAt.month", "11"),
            ("closesAt.year", "2026"),
            ("joint", "yes")
        );
        run.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', run.Errors));
        world.At(run.Address.Split('/')[^1]);
        await world.OfferAsync("cream", 4500);
        var (shop2, maker2) = await front.ShopAsync("maker2", "متجر هدى");
        var (shop3, maker3) = await front.ShopAsync("maker3", "متجر سلمى");
        await GoodsAsync(world, shop2, "zaatar", 12_000, "kg");
        await GoodsAsync(world, shop3, "jam", 7700, "piece");
        await GoodsAsync(world, shop3, "cream", 9900, "piece");
        var account = await jisr.AccountOfAsync(maker2);
        using var second = jisr.BrowserOf(account);
        using var third = jisr.BrowserOf(await jisr.AccountOfAsync(maker3));

        // Nobody comes in uninvited.
        (await second.GetAsync("/my/joint/" + world.Run)).Status.ShouldBe(404);
        (await OfferAsync(jisr, world, "zaatar", "maker2")).Refusal.ShouldNotBe(Refusal.None);
        var makers = await organiser.GetAsync(run.Link("Makers of this run"));
        (await organiser.SendAsync(makers, ("shop", "nobody"))).Status.ShouldBe(422);
        foreach (var code in (string[])["maker2", "maker3"])
            makers = await organiser.SendAsync(await organiser.GetAsync(makers.Address), ("shop", code));
        makers.Text.ShouldContain("متجر هدى");
        (await second.GetAsync("/my/joint")).Text.ShouldContain("Joint Thursday");
        var offer = await second.GetAsync($"/my/joint/{world.Run}/offer");
        var mine = await second.SendAsync(offer, ("sku", "zaatar"), ("most", "5"));
        mine.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', mine.Errors));
        (await OfferAsync(jisr, world, "jam", "maker3")).IsDone.ShouldBeTrue();
        (await OfferAsync(jisr, world, "cream", "maker3")).Reasons[0].Code.ShouldBe("SKU_OFFERED");
        await world.OpenAsync();

        // A buyer orders of all three in one order, and reads whose goods they are.
        using var stranger = jisr.Browser("en");
        (await stranger.GetAsync("/s/reem/run")).Text.ShouldContain("متجر هدى");
        var a = await world.OrderAsync(Ana, Line("cream", 1000), Line("zaatar", 1500), Line("jam", 2000));
        var b = await world.OrderAsync(Bana, Line("zaatar", 500));

        mine = await second.GetAsync("/my/joint/" + world.Run);
        mine.Text.ShouldContain("Asked: 2 kg");
        mine.Text.ShouldContain("120.00");
        mine.Text.ShouldContain("240.00");
        foreach (
            var hidden in (string[])
                [
                    "سارة",
                    "944000",
                    "77.00",
                    "45.00",
                    "jam",
                    "cream",
                    FrontWorld.Point,
                    await CodeAsync(jisr, world, a),
                    await CodeAsync(jisr, world, b),
                ]
        )
            mine.Html.ShouldNotContain(hidden);
        // What is the organiser's stays hers.
        (await second.GetAsync("/my/runs/" + world.Run)).Status.ShouldBe(404);
        (await second.GetAsync("/my/orders/" + a)).Status.ShouldBe(404);

        // The weight that came out, and nothing at all.
        await world.CloseAsync();
        var say = await second.SendAsync(await second.GetAsync(mine.Link("What I have of it")), ("has", "1.75"));
        say.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', say.Errors));
        say.Text.ShouldContain("You said: I have 1.75 kg");
        var gone = await third.SendAsync(await third.GetAsync($"/my/joint/{world.Run}/say/jam"), ("do", "none"));
        gone.Text.ShouldContain("I do not have it");
        (await third.GetAsync($"/my/joint/{world.Run}/say/zaatar")).Status.ShouldBe(404);
        (
            await jisr.SendAsync(
                "maker.say",
                new
                {
                    runId = world.Run,
                    sku = "zaatar",
                    has = 1,
                },
                actor: new Actor { AccountId = AccountId.From(NewId.Next()), PartyId = maker3 },
                door: Door.Form
            )
        ).Refusal.ShouldNotBe(Refusal.None);
        var list = await organiser.GetAsync("/my/runs/" + world.Run);
        list.Text.ShouldContain("has 1.75 kg");
        list.Text.ShouldContain("does not have it");
        (
            await jisr.TextAsync(
                "SELECT b.decision FROM market_buy_line b JOIN market_variant v ON v.id = b.variant_id WHERE v.sku = 'jam'"
            )
        ).ShouldBe("none");

        // It is bought, shared out and owed like everything else.
        await world.PurseAsync(100_000);
        (await world.BuyAsync("cream", 1000, 3000)).IsDone.ShouldBeTrue();
        (await world.BuyAsync("zaatar", 1750, 18_000)).IsDone.ShouldBeTrue();
        await world.DoAsync("run.share", new { runId = world.Run });
        await world.DoAsync("share.confirm", new { runId = world.Run });
        (await world.OwesAsync(a)).ShouldBe(4500 + 18_000);
        (await second.GetAsync("/my/joint/" + world.Run)).Text.ShouldContain("Given to buyers: 1.75 kg");
        foreach (var language in (string[])["ar", "fr"])
        {
            using var hers = jisr.BrowserOf(account, language);
            foreach (var one in (string[])["/my/joint", "/my/joint/" + world.Run])
                (await hers.GetAsync(one)).Status.ShouldBe(200, one);
        }
    }

    private static Task GoodsAsync(RunWorld world, Guid shop, string sku, long price, string unit) =>
        world.DoAsync(
            "product.add",
            new
            {
                shopId = shop,
                sku,
                nameAr = "صنف " + sku,
                category = "soap",
                price,
                currency = "TRY",
                unit,
                sale = "run",
            }
        );

    private static Task<Answer> OfferAsync(JisrApp jisr, RunWorld world, string sku, string shop) =>
        jisr.SendAsync(
            "offer.add",
            new
            {
                runId = world.Run,
                sku,
                shop,
            }
        );

    private static async Task<string> CodeAsync(JisrApp jisr, RunWorld world, Guid order) =>
        (await jisr.TextAsync($"SELECT code FROM market_order WHERE id = {world.Id(order)}"))!;
}
