using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>Words to buyers by WhatsApp's own door, and by the seller's hand where it is shut (whatsapp.md §7).</summary>
public class SendingTests
{
    [Theory, Databases]
    public async Task WA21_what_is_shown_only_rises_whatever_order_the_statuses_come_in(string database)
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp));
        var (world, order) = await OpenWindowAsync(jisr);
        await world.TellAsync(order, "ready");
        var id = await jisr.TextAsync("SELECT wa_id FROM market_wa_word WHERE kind = 'ready'");
        foreach (var status in (string[])["read", "delivered", "sent"])
            await world.TakeAsync(world.Status(id!, status));
        await world.TakeAsync(world.Status(id!, "failed", 131026));
        (await StateAsync(jisr)).ShouldBe("read");
        (
            await jisr.CountAsync($"SELECT count(*) FROM market_wa_status WHERE wa_id = '{id}' AND status <> 'failed'")
        ).ShouldBe(3);
        (await world.Seller.Browser.GetAsync("/my/orders/" + order)).Text.ShouldContain("She read it");
    }

    [Theory, Databases]
    public async Task WA26_where_whatsapp_is_closed_nothing_more_goes_that_way_and_the_text_is_there_to_copy(
        string database
    )
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp));
        var (world, order) = await OpenWindowAsync(jisr);
        await world.TellAsync(order, "ready");
        var before = whatsapp.Posts.Count;
        await jisr.ExecuteAsync("UPDATE market_wa_word SET wa_id = 'wamid.F2' WHERE kind = 'ready'");
        await world.TakeAsync("status_failed_130497.json");
        (await StateAsync(jisr)).ShouldBe("copy");
        var page = await world.Seller.Browser.GetAsync("/my/orders/" + order);
        page.Document.QuerySelector("textarea")!.TextContent.ShouldContain("25.00 TRY");
        page.Text.ShouldContain("130497");
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.TellAsync(order, "on-its-way");
        whatsapp.Posts.Count.ShouldBe(before);
        (await StateAsync(jisr, "on-its-way")).ShouldBe("copy");
    }

    [Theory, Databases]
    public async Task WA27_outside_24_hours_a_template_goes_or_the_text_to_copy(string database)
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp, "order_ready=ar,fr"));
        var (world, order) = await OpenWindowAsync(jisr);
        jisr.Clock.Advance(TimeSpan.FromHours(25));
        await world.TellAsync(order, "ready");
        var sent = whatsapp.Posts.Last().Body;
        sent.GetProperty("type").GetString().ShouldBe("template");
        var template = sent.GetProperty("template");
        template.GetProperty("name").GetString().ShouldBe("order_ready");
        template.GetProperty("language").GetProperty("code").GetString().ShouldBe("ar");
        template.GetProperty("components")[0].GetProperty("parameters").GetArrayLength().ShouldBe(3);
        // Nothing is approved for this one.
        var before = whatsapp.Posts.Count;
        await world.TellAsync(order, "on-its-way");
        whatsapp.Posts.Count.ShouldBe(before);
        (await StateAsync(jisr, "on-its-way")).ShouldBe("copy");
        // She writes again: for 24 hours anything may be sent.
        await world.TakeAsync(world.Text("wamid.again", "شكرا"));
        jisr.Clock.Advance(TimeSpan.FromHours(23));
        await world.TellAsync(order, "on-its-way");
        whatsapp.Posts.Last().Body.GetProperty("type").GetString().ShouldBe("text");
    }

    [Theory, Databases]
    public async Task WA27_a_window_that_whatsapp_says_is_closed_turns_to_the_template_or_to_the_sellers_hand(
        string database
    )
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp, "order_ready=ar"));
        var (world, order) = await OpenWindowAsync(jisr);
        whatsapp.Refuses = b => b.GetProperty("type").GetString() == "text" ? (400, 131047) : null;
        await world.TellAsync(order, "ready");
        jisr.Clock.Advance(TimeSpan.FromSeconds(10));
        await jisr.LetWorkFinishAsync();
        whatsapp.Posts.Last().Body.GetProperty("type").GetString().ShouldBe("template");
        (await StateAsync(jisr)).ShouldBe("sent");
        await world.TellAsync(order, "on-its-way");
        jisr.Clock.Advance(TimeSpan.FromSeconds(10));
        await jisr.LetWorkFinishAsync();
        (await StateAsync(jisr, "on-its-way")).ShouldBe("copy");
    }

    [Theory, Databases]
    public async Task WA27_what_fails_is_tried_three_times_with_growing_pauses_and_then_shown(string database)
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp));
        var (world, order) = await OpenWindowAsync(jisr);
        var before = whatsapp.Posts.Count;
        whatsapp.Refuses = _ => (429, 131056);
        await world.TellAsync(order, "ready");
        (whatsapp.Posts.Count - before).ShouldBe(1);
        await jisr.LetWorkFinishAsync();
        (whatsapp.Posts.Count - before).ShouldBe(1);
        foreach (var minutes in (int[])[1, 5, 60])
        {
            jisr.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await jisr.LetWorkFinishAsync();
        }
        (whatsapp.Posts.Count - before).ShouldBe(3);
        (await StateAsync(jisr)).ShouldBe("failed");
        var page = await world.Seller.Browser.GetAsync("/my/orders/" + order);
        page.Text.ShouldContain("131056");
        page.Document.QuerySelector("textarea").ShouldNotBeNull();
        // A second try that is taken ends it.
        whatsapp.Refuses = _ => (503, 0);
        await world.TellAsync(order, "on-its-way");
        whatsapp.Refuses = _ => null;
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        await jisr.LetWorkFinishAsync();
        (await StateAsync(jisr, "on-its-way")).ShouldBe("sent");
    }

    [Theory, Databases]
    public async Task WA28_who_wants_no_offers_gets_none_and_words_about_her_order_go_on(string database)
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp));
        var (world, order) = await OpenWindowAsync(jisr);
        var before = whatsapp.Posts.Count;
        // Nobody is sent an offer who did not say yes to offers.
        await world.TellAsync(order, "offer", "عرض الخميس");
        whatsapp.Posts.Count.ShouldBe(before);
        (await StateAsync(jisr, "offer")).ShouldBe("withheld");
        (await jisr.SendAsync("order.allow-news", new { orderId = order, wants = true })).IsDone.ShouldBeTrue();
        jisr.Clock.Advance(TimeSpan.FromSeconds(10));
        await world.TellAsync(order, "offer", "عرض الجمعة");
        whatsapp.Posts.Count.ShouldBe(before + 1);
        await world.TakeAsync("user_preferences_stop.json");
        jisr.Clock.Advance(TimeSpan.FromSeconds(10));
        await world.TellAsync(order, "offer", "عرض السبت");
        whatsapp.Posts.Count.ShouldBe(before + 1);
        await world.TellAsync(order, "ready");
        jisr.Clock.Advance(TimeSpan.FromSeconds(10));
        await jisr.LetWorkFinishAsync();
        whatsapp.Posts.Count.ShouldBe(before + 2);
    }

    [Theory, Databases]
    public async Task WA28_an_offer_comes_by_day_and_one_person_gets_one_word_in_six_seconds(string database)
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp));
        var (world, order) = await OpenWindowAsync(jisr);
        await jisr.SendAsync("order.allow-news", new { orderId = order, wants = true });
        var before = whatsapp.Posts.Count;
        await world.TellAsync(order, "ready");
        await world.TellAsync(order, "on-its-way");
        whatsapp.Posts.Count.ShouldBe(before + 1);
        jisr.Clock.Advance(TimeSpan.FromSeconds(6));
        await jisr.LetWorkFinishAsync();
        whatsapp.Posts.Count.ShouldBe(before + 2);
        // 22:00 in Damascus.
        jisr.Clock.Advance(TimeSpan.FromHours(10));
        await world.TellAsync(order, "offer", "عرض");
        whatsapp.Posts.Count.ShouldBe(before + 2);
        jisr.Clock.Advance(TimeSpan.FromHours(11.5));
        await jisr.LetWorkFinishAsync();
        whatsapp.Posts.Count.ShouldBe(before + 3);
    }

    [Theory, Databases]
    public async Task WA26_without_whatsapps_door_every_word_is_a_text_to_copy(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        var order = await world.AcceptedOrderAsync();
        var page = await world.Seller.Browser.GetAsync("/my/orders/" + order);
        page = await world.Seller.Browser.SendAsync(page, ("do", "tell"));
        page.Text.ShouldContain("Send it yourself");
        var text = page.Document.QuerySelector("textarea")!.TextContent;
        text.ShouldContain("طلبك من متجر ريم جاهز");
        text.Split('\n')[0].Length.ShouldBe(6);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_outbox WHERE name = 'market.wa-word-due'")).ShouldBe(0);
    }

    // A buyer with an accepted order, who wrote a moment ago.
    private static async Task<(WebhookWorld World, Guid Order)> OpenWindowAsync(JisrApp jisr)
    {
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        var order = await world.AcceptedOrderAsync();
        await world.TakeAsync(world.Text("wamid.hello", "مرحبا"));
        return (world, order);
    }

    // The program's own worker and the test may both be at work on a word: the one that sends it is waited for.
    private static async Task<string?> StateAsync(JisrApp jisr, string kind = "ready")
    {
        for (var i = 0; ; i++)
        {
            var state = await jisr.TextAsync(
                $"SELECT state FROM market_wa_word WHERE kind = '{kind}' ORDER BY created_at DESC LIMIT 1"
            );
            if (state != "sending" || i == 250)
                return state;
            await Task.Delay(20);
        }
    }
}
