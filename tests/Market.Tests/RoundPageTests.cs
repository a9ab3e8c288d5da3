using System.Net;
using Jisr.Testing;
using static Jisr.Market.Tests.RunWorld;

namespace Jisr.Market.Tests;

/// <summary>Rounds on the pages of seller and courier, without script.</summary>
public class RoundPageTests
{
    [Theory, Databases]
    public async Task MK05_a_seller_plans_a_round_the_courier_goes_and_the_bag_is_handed_over(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller));
        var run = await seller.GetAsync("/my/runs/" + world.Run);
        run.Text.ShouldContain("641.00");
        var plan = await seller.GetAsync(run.Link("Plan a round"));
        plan.Text.ShouldContain("Bag 1");

        // Nothing chosen: it says so, and keeps what was typed.
        var none = await seller.SendAsync(plan, ("courier", "أبو أحمد"), No(a, ""), No(b, ""), No(c, ""));
        none.Status.ShouldBe(422);
        none.Value("courier").ShouldBe("أبو أحمد");
        var round = await seller.SendAsync(none, No(c, "3"), No(a, "2"), No(b, "1"));
        round.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', round.Errors));
        round = await seller.SendAsync(round, ("do", "load"));
        var link = new Uri(round.Document.QuerySelector("#copy-link")!.GetAttribute("value")!).AbsolutePath;
        var id = Guid.Parse(round.Address.Split('/')[^1]);

        // The courier has no account: the link alone.
        using var courier = jisr.Browser("en");
        var list = await courier.GetAsync(link);
        list.Text.ShouldContain("168.00");
        list.Html.ShouldNotContain("0944");
        list.Html.ShouldContain("noindex");
        list = await courier.SendAsync(list, ("do", "start"));
        var door = await courier.GetAsync(link + "/1");
        var blank = await courier.SendAsync(door, ("amount", "170"));
        blank.Status.ShouldBe(422);
        blank.Value("amount").ShouldBe("170");
        list = await courier.SendAsync(blank, ("result", "other"));
        list.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', list.Errors));
        list.Text.ShouldContain("170.00");
        await courier.SendAsync(await courier.GetAsync(link + "/2"), ("result", "other"), ("amount", "300"));
        var why = await courier.SendAsync(await courier.GetAsync(link + "/3"), ("result", "failed"));
        why.Status.ShouldBe(422);
        why.Document.QuerySelector("[name='reason']")!.GetAttribute("aria-invalid").ShouldBe("true");
        list = await courier.SendAsync(why, ("reason", "not-home"));
        list.Text.ShouldContain("Nobody was home");
        list = await courier.SendAsync(list, ("do", "end"));
        var bag = await courier.GetAsync(link + "/bag");
        var differs = await courier.SendAsync(bag, ("counted.TRY", "465"));
        differs.Status.ShouldBe(422);
        list = await courier.SendAsync(differs, ("counted.TRY", "470"));
        var code = list.Document.QuerySelector(".giant .code")!.TextContent;
        code.ShouldBe(await world.CodeAsync(id));

        // The seller types the four digits.
        round = await seller.GetAsync(round.Address);
        var wrong = await seller.SendAsync(round, ("do", "receive"), ("code", code == "1111" ? "2222" : "1111"));
        wrong.Status.ShouldBe(422);
        wrong.Document.QuerySelector("[name='code']")!.GetAttribute("aria-invalid").ShouldBe("true");
        round = await seller.SendAsync(wrong, ("do", "receive"), ("code", code));
        round.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', round.Errors));
        round = await seller.SendAsync(round, ("do", "close"));
        round.Text.ShouldContain("Round closed");
        (await world.BalanceAsync("Cash", BagOf(id))).ShouldBe(0);
        (await world.OwesAsync(a)).ShouldBe(700);

        // The list is gone with the round.
        (await courier.GetAsync(link)).Status.ShouldBe(404);

        // C's bag is taken back on her order's page, and the run is settled.
        var order = await seller.GetAsync("/my/orders/" + c);
        order = await seller.SendAsync(await seller.GetAsync(order.Link("She will not take it")));
        order.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', order.Errors));
        run = await seller.SendAsync(await seller.GetAsync("/my/runs/" + world.Run), ("do", "settle"));
        run.Text.ShouldContain("Settled");
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_seller_writes_what_came_of_a_stop_and_the_round_of_another_is_no_page(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, _) = await world.SharedThursdayAsync();
        var round = await world.OutAsync(world.Run, null, a, b);
        var account = await jisr.AccountOfAsync(world.Seller);
        using var seller = jisr.BrowserOf(account);
        var cream = await world.LineIdAsync(a, "cream");
        var stop = await seller.GetAsync($"/my/rounds/{round}/stops/1");
        var which = await seller.SendAsync(stop, ("result", "part"), ("amount", "262"));
        which.Status.ShouldBe(422);
        var page = await seller.SendAsync(which, ("refused." + cream, "1"));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', page.Errors));
        (await world.OwesAsync(a)).ShouldBe(0);
        (await world.LineAsync(a, "cream", "written_off")).ShouldBe(1000);
        var (_, other) = await new FrontWorld(jisr).ShopAsync("other");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(other));
        foreach (var address in (string[])["", "/stops/1"])
            (await browser.GetAsync($"/my/rounds/{round}{address}")).Status.ShouldBe(404, address);
        (await browser.GetAsync("/my/rounds/plan?run=" + world.Run)).Status.ShouldBe(404);
        (await browser.GetAsync("/c/" + world.TokenOf(a))).Status.ShouldBe(404);
        foreach (var language in (string[])["ar", "fr"])
        {
            using var hers = jisr.BrowserOf(account, language);
            foreach (var address in (string[])["/my/rounds", "/my/rounds/" + round, "/my/rounds/plan"])
                (await hers.GetAsync(address)).Status.ShouldBe(200, address);
        }
    }

    private static (string, string) No(Guid order, string no) => ("no." + order, no);
}
