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

    [Theory, Databases]
    public async Task The_stops_of_a_round_are_put_in_another_order_by_hand_until_it_is_loaded(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, b, c) = await world.SharedThursdayAsync();
        var round = await world.RoundAsync(world.Run, "أبو أحمد", a, b);
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller), "en");
        var page = await seller.GetAsync("/my/rounds/" + round);
        var arrange = await seller.GetAsync(page.Link("Other stops, or another order"));
        arrange.Value("no." + a).ShouldBe("1");
        // Nothing chosen: what was typed stays.
        var none = await seller.SendAsync(arrange, No(a, ""), No(b, ""), ("window." + c, "بعد العصر"));
        none.Status.ShouldBe(422);
        none.Value("window." + c).ShouldBe("بعد العصر");
        page = await seller.SendAsync(none, No(c, "1"), No(b, "2"), No(a, ""));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', page.Errors));
        (await jisr.CountAsync("SELECT count(*) FROM market_stop")).ShouldBe(2);
        (await jisr.CountAsync($"SELECT position FROM market_stop WHERE order_id = {world.Id(c)}")).ShouldBe(1);
        (await jisr.CountAsync($"SELECT position FROM market_stop WHERE order_id = {world.Id(b)}")).ShouldBe(2);
        (await jisr.TextAsync($"SELECT \"window\" FROM market_stop WHERE order_id = {world.Id(c)}")).ShouldBe(
            "بعد العصر"
        );
        // Another's round is no page; nor is one that is loaded.
        var (_, other) = await new FrontWorld(jisr).ShopAsync("other");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(other));
        (await browser.GetAsync(arrange.Address)).Status.ShouldBe(404);
        await world.DoAsync("round.load", new { roundId = round });
        (await seller.GetAsync(arrange.Address)).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task A_line_that_is_not_to_be_had_is_told_on_its_page_and_looked_for_again(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ThursdayAsync();
        await world.CloseAsync();
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller), "en");
        var address = $"/my/runs/{world.Run}/buy/kohl";
        const string form = "form:has(button[name=say])";
        var page = await seller.GetAsync(address);
        page.Text.ShouldContain("It is nowhere to be had");
        (await seller.SendAsync(page, form, ("say", "none"))).FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        const string told = "SELECT count(*) FROM market_buy_line WHERE decision = 'none'";
        (await jisr.CountAsync(told)).ShouldBe(1);
        page = await seller.GetAsync(address);
        (await seller.SendAsync(page, form, ("say", "open"))).FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        (await jisr.CountAsync(told)).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_buyers_yes_to_offers_is_written_down_on_the_page_of_her_order_and_ended_there(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        var (a, _, _) = await world.SharedThursdayAsync();
        using var seller = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller), "en");
        var order = await seller.GetAsync("/my/orders/" + a);
        var news = await seller.GetAsync(order.Link("Offers by WhatsApp"));
        news.Text.ShouldContain("She gets no offers");
        const string wants =
            "SELECT count(*) FROM market_contact_identity WHERE news_since IS NOT NULL AND news_ended_at IS NULL";
        (await jisr.CountAsync(wants)).ShouldBe(0);
        news = await seller.SendAsync(news, ("say", "yes"));
        news.Text.ShouldContain("She said yes to offers");
        (await jisr.CountAsync(wants)).ShouldBe(1);
        news = await seller.SendAsync(news, ("say", "no"));
        (await jisr.CountAsync(wants)).ShouldBe(0);
        var (_, other) = await new FrontWorld(jisr).ShopAsync("other");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(other));
        (await browser.GetAsync($"/my/orders/{a}/news")).Status.ShouldBe(404);
    }

    private static (string, string) No(Guid order, string no) => ("no." + order, no);
}
