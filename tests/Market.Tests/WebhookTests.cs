using System.Net;
using System.Text;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>What WhatsApp posts, and what becomes of it (whatsapp.md §6, doors.md DO25).</summary>
public class WebhookTests
{
    [Fact]
    public async Task WA16_the_address_answers_the_one_who_knows_the_word()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite, WebhookWorld.Settings());
        using var browser = jisr.Browser();
        async Task<(HttpStatusCode, string, string?)> AskAsync(string query)
        {
            using var response = await browser.Http.GetAsync(new Uri("/webhooks/whatsapp" + query, UriKind.Relative));
            return (
                response.StatusCode,
                await response.Content.ReadAsStringAsync(),
                response.Content.Headers.ContentType?.MediaType
            );
        }
        (await AskAsync("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=say-friend")).ShouldBe(
            (HttpStatusCode.OK, "1158201444", "text/plain")
        );
        (await AskAsync("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=enemy")).Item1.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await AskAsync("?hub.mode=subscribe&hub.challenge=1158201444")).Item1.ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync("?hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=say-friend")).Item1.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (
            await AskAsync("?hub.mode=subscribe&hub.verify_token=say-friend&hub.challenge=" + new string('1', 101))
        ).Item1.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task WA16_without_an_operators_settings_there_is_no_such_address()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser();
        (
            await browser.Http.GetAsync(
                new Uri("/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1", UriKind.Relative)
            )
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await new WebhookWorld(jisr).PostAsync("{}"u8.ToArray())).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Databases]
    public async Task WA17_a_right_signature_is_taken_and_one_byte_more_is_not(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        var signatures = (await File.ReadAllLinesAsync(Path.Combine(WebhookWorld.Fixtures, "signatures.tsv")))
            .Skip(1)
            .Select(l => l.Split('\t'))
            .ToDictionary(l => l[0], l => l[2], StringComparer.Ordinal);
        var files = Directory.GetFiles(WebhookWorld.Fixtures, "*.json");
        files.Length.ShouldBe(signatures.Count);
        foreach (var file in files)
        {
            var body = await File.ReadAllBytesAsync(file);
            var signature = signatures[Path.GetFileName(file)];
            (await world.PostAsync([.. body, (byte)' '], signature)).ShouldBe(HttpStatusCode.Unauthorized, file);
            (await world.PostAsync(body, signature.Replace("sha256=", "sha1=", StringComparison.Ordinal))).ShouldBe(
                HttpStatusCode.Unauthorized
            );
            (await world.PostAsync(body, signature)).ShouldBe(HttpStatusCode.OK, file);
            // Sixty without a signature in a minute would have to wait.
            jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        (await world.PostAsync(await File.ReadAllBytesAsync(files[0]), "")).ShouldBe(HttpStatusCode.Unauthorized);
        (await world.PostAsync(await File.ReadAllBytesAsync(files[0]), "sha256=" + new string('z', 64))).ShouldBe(
            HttpStatusCode.Unauthorized
        );
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_post")).ShouldBe(files.Length);
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_post WHERE done_at IS NULL")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_outbox WHERE last_error IS NOT NULL")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);
        // The words are sealed, and gone after thirty days.
        jisr.Clock.Advance(TimeSpan.FromDays(31));
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_post")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_message WHERE text_sealed IS NOT NULL")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task WA17_what_is_signed_and_cannot_be_read_is_kept_and_a_flood_without_signatures_waits(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        (await world.PostAsync("not json"u8.ToArray())).ShouldBe(HttpStatusCode.OK);
        (await world.PostAsync("""{"object":"page","entry":[]}"""u8.ToArray())).ShouldBe(HttpStatusCode.OK);
        (
            await world.PostAsync("""{"object":"whatsapp_business_account","entry":[1,{"changes":7}]}"""u8.ToArray())
        ).ShouldBe(HttpStatusCode.OK);
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_post WHERE is_unreadable")).ShouldBe(2);
        (await world.PostAsync(new byte[(4 << 20) + 1])).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        for (var i = 0; i < 60; i++)
            (await world.PostAsync("{}"u8.ToArray(), "sha256=no")).ShouldBe(HttpStatusCode.Unauthorized);
        (await world.PostAsync("{}"u8.ToArray(), "sha256=no")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_post")).ShouldBe(3);
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.PostAsync(world.Text("wamid.1", "بدي ٢ صابون غار"))).ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Databases]
    public async Task WA18_escaped_arabic_is_read_from_the_bytes_that_were_signed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        await world.TakeAsync("raw_escaped_arabic.json");
        var page = await world.Seller.Browser.GetAsync("/my/inbox/" + await world.TopAsync());
        page.Text.ShouldContain("مرحبا https://example.org/s/1");
        page.Heading.ShouldContain("زبونة");
        page.Html.ShouldNotContain("16505551234");
    }

    [Theory, Databases]
    public async Task WA19_a_message_is_one_however_often_it_comes(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        for (var i = 0; i < 3; i++)
            await world.TakeAsync("text.json");
        jisr.Clock.Advance(TimeSpan.FromDays(7));
        await world.TakeAsync("text.json");
        // The same message in other bytes.
        var body = await File.ReadAllTextAsync(Path.Combine(WebhookWorld.Fixtures, "text.json"));
        await world.TakeAsync(Encoding.UTF8.GetBytes(body.Replace("  ", " ", StringComparison.Ordinal)));
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_message")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task DO25_a_message_delivered_three_times_makes_one_proposal_one_reply_and_one_order(string database)
    {
        await using var whatsapp = await WhatsAppServer.StartAsync();
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(whatsapp));
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        for (var i = 0; i < 3; i++)
            await world.TakeAsync(world.Text("wamid.D", "بدي ٢ صابون غار", at: JisrApp.Start));
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);
        var (number, token, reply) = whatsapp.Posts.ShouldHaveSingleItem();
        (number, token).ShouldBe((WebhookWorld.Number, "Bearer the-token"));
        reply.GetProperty("to").GetString().ShouldBe(WebhookWorld.Buyer);
        reply.GetProperty("type").GetString().ShouldBe("text");
        reply.GetProperty("text").GetProperty("body").GetString().ShouldBe("وصلت رسالتك إلى متجر ريم. البائعة تجيبك.");
        await world.ConfirmAsync();
        await world.TakeAsync(world.Text("wamid.D", "بدي ٢ صابون غار", at: JisrApp.Start));
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);
        (await jisr.TextAsync("SELECT came_by FROM market_order")).ShouldBe("webhook");
        whatsapp.Posts.Count.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WA20_a_batch_is_taken_apart_and_a_thousand_updates_in_one_body_too(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        await world.TakeAsync("batch_two_messages_one_status.json");
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_message")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_status")).ShouldBe(1);
        var many = WebhookWorld.Post(
            new
            {
                messages = Enumerable
                    .Range(0, 100)
                    .Select(i => new
                    {
                        from = "963900000" + (100 + i % 7),
                        id = "wamid.N" + i,
                        timestamp = "1749416383",
                        type = "text",
                        text = new { body = "بدي ٢ صابون غار" },
                    }),
                statuses = Enumerable
                    .Range(0, 900)
                    .Select(i => new
                    {
                        id = "wamid.O" + i,
                        status = "sent",
                        timestamp = 1749416383,
                    }),
            }
        );
        await world.TakeAsync(many);
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_message")).ShouldBe(102);
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_status")).ShouldBe(901);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(8);
    }

    [Theory, Databases]
    public async Task WA22_a_basket_is_priced_from_the_shops_own_offers(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        await world.TakeAsync("order.json");
        var page = await world.Seller.Browser.GetAsync("/my/inbox/" + await world.TopAsync());
        page.Text.ShouldContain("The message names another price: yours counts");
        page.Text.ShouldNotContain("7.99");
        page.Value("lines.0.qty").ShouldBe("2");
        var order = await world.Seller.Browser.SendAsync(
            page,
            ("do", "confirm"),
            ("lines.0.take", "yes"),
            ("lines.1.take", "yes")
        );
        order.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', order.Errors));
        order.Text.ShouldContain("115.00");
        // An unknown product, none of it, a part of a piece: lines with a doubt, and nothing falls.
        await world.TakeAsync(
            world.Message(
                "wamid.W",
                new
                {
                    type = "order",
                    order = new
                    {
                        product_items = new object[]
                        {
                            new
                            {
                                product_retailer_id = "nobody",
                                quantity = "1",
                                item_price = "x",
                            },
                            new
                            {
                                product_retailer_id = "soap-laurel",
                                quantity = 0,
                                item_price = 25.00,
                                currency = "TRY",
                            },
                            new
                            {
                                product_retailer_id = "soap-laurel",
                                quantity = 1.5,
                                item_price = "25.00",
                                currency = "TRY",
                            },
                            new
                            {
                                product_retailer_id = "soap-laurel",
                                quantity = "3",
                                item_price = 25,
                                currency = "TRY",
                            },
                        },
                    },
                }
            )
        );
        var lines = await jisr.CountAsync(
            "SELECT count(*) FROM market_proposal_line WHERE warnings <> '' AND warnings <> 'prices_differ'"
        );
        lines.ShouldBe(3);
    }

    [Theory, Databases]
    public async Task WA23_somebody_with_a_user_name_and_her_number_are_one_buyer(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        await world.TakeAsync("text_username_no_phone.json");
        await world.TakeAsync("text_with_user_id.json");
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact_identity WHERE kind = 'user_id'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact_identity WHERE kind = 'phone'")).ShouldBe(1);
        // Her number changes: she stays, and whoever gets the old number is somebody else.
        await world.TakeAsync("system_number_changed.json");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_contact_identity WHERE kind = 'phone' AND ended_at IS NOT NULL"
            )
        ).ShouldBe(1);
        await world.TakeAsync(world.Text("wamid.NEW", "بدي ٢ صابون غار", from: "12195555358"));
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(1);
        await world.TakeAsync(world.Text("wamid.OTHER", "بدي ٢ صابون غار"));
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task WA24_a_new_user_id_ends_the_old_one_and_the_buyer_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        await world.TakeAsync("text_username_no_phone.json");
        await world.TakeAsync("user_id_update.json");
        var body = await File.ReadAllTextAsync(Path.Combine(WebhookWorld.Fixtures, "text_username_no_phone.json"));
        body = body.Replace("US.13491208655302741918", "US.24817305912873645029", StringComparison.Ordinal)
            .Replace("wamid.UN1", "wamid.UN2", StringComparison.Ordinal);
        await world.TakeAsync(Encoding.UTF8.GetBytes(body));
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_contact_identity WHERE kind = 'user_id' AND ended_at IS NOT NULL"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_contact_identity WHERE kind = 'user_id' AND ended_at IS NULL"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WA25_an_order_stays_when_its_message_is_changed_and_the_seller_is_told(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        await world.TakeAsync("text_with_user_id.json");
        var order = await world.ConfirmAsync();
        await world.TakeAsync("edit_text.json");
        await world.TakeAsync("revoke.json");
        (await jisr.CountAsync("SELECT sum(asked) FROM market_order_line")).ShouldBe(2000);
        (await jisr.TextAsync("SELECT state FROM market_order")).ShouldBe("accepted");
        var inbox = await world.Seller.Browser.GetAsync("/my/inbox");
        inbox.Text.ShouldContain("She changed her message");
        inbox.Text.ShouldContain("She took her message back");
        (await world.Seller.Browser.GetAsync("/my/orders/" + order)).Text.ShouldContain("She changed her message");
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal WHERE state = 'open'")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task WA25_before_she_confirms_a_changed_message_changes_its_proposal_even_when_the_change_comes_first(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        await world.TakeAsync("text_with_user_id.json");
        await world.TakeAsync("edit_text.json");
        (await jisr.CountAsync("SELECT max(qty) FROM market_proposal_line")).ShouldBe(3000);
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal_line")).ShouldBe(1);
        await world.TakeAsync("revoke.json");
        (await jisr.TextAsync("SELECT state FROM market_proposal")).ShouldBe("withdrawn");
        await world.TakeAsync(
            world.Message(
                "wamid.E2",
                new
                {
                    type = "edit",
                    edit = new
                    {
                        original_message_id = "wamid.LATE",
                        message = new { type = "text", text = new { body = "بدي ٥ صابون غار" } },
                    },
                }
            )
        );
        await world.TakeAsync(world.Text("wamid.LATE", "بدي ٤ صابون غار"));
        (await jisr.CountAsync("SELECT max(qty) FROM market_proposal_line")).ShouldBe(5000);
    }

    [Theory, Databases]
    public async Task WA29_a_pressed_yes_stands_on_the_line_change_of_who_was_asked(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var run = new RunWorld(jisr);
        await run.ShopAsync();
        await run.PlanAsync();
        await run.OfferAsync("soap", 2500, rule: "up-to", ceiling: 2800);
        await run.OpenAsync();
        var order = await run.OrderAsync("+" + WebhookWorld.Buyer, RunWorld.Line("soap", 2000));
        var code = await jisr.TextAsync("SELECT code FROM market_order");
        await run.PurseAsync(100_000);
        await run.CloseAsync();
        await run.DoAsync("run.start-buying", new { runId = run.Run });
        await run.BuyAsync("soap", 2000, 4000);
        await run.DoAsync("run.share", new { runId = run.Run });
        await run.DoAsync(
            "price.set",
            new
            {
                runId = run.Run,
                sku = "soap",
                unit = 2900,
                reason = "market-price",
            }
        );
        var world = new WebhookWorld(jisr);
        byte[] Yes(string id, string from) =>
            world.Message(
                id,
                new
                {
                    type = "interactive",
                    interactive = new
                    {
                        type = "button_reply",
                        button_reply = new { id = $"subst:{code}:yes", title = "نعم" },
                    },
                },
                from: from
            );
        // A stranger who knows the code answers for nobody.
        await world.TakeAsync(Yes("wamid.S", "16505559999"));
        (await jisr.TextAsync("SELECT answer FROM market_line_change WHERE field = 'price'")).ShouldBe("asked");
        await world.TakeAsync(Yes("wamid.Y", WebhookWorld.Buyer));
        (await jisr.TextAsync("SELECT answer FROM market_line_change WHERE field = 'price'")).ShouldBe("yes");
        (await jisr.CountAsync("SELECT count(*) FROM market_line_change WHERE answered_at IS NOT NULL")).ShouldBe(1);
        order.ShouldNotBe(Guid.Empty);
    }

    [Theory, Databases]
    public async Task WA32_without_a_database_it_is_told_to_come_again_and_then_taken_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings());
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        var body = world.Text("wamid.1", "بدي ٢ صابون غار");
        await jisr.TakeDatabaseAwayAsync();
        (await world.PostAsync(body)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        if (database != DatabasesAttribute.Sqlite)
            return;
        var file = jisr.DatabaseSetting["sqlite:".Length..];
        File.Delete(file);
        File.Move(file + ".away", file);
        await jisr.LetGoOfDatabaseAsync();
        await world.TakeAsync(body);
        await world.TakeAsync(body);
        (await jisr.CountAsync("SELECT count(*) FROM market_wa_message")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WA19_at_the_organisations_number_a_code_says_for_which_shop_it_is(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, WebhookWorld.Settings(number: WebhookWorld.Number));
        var world = new WebhookWorld(jisr);
        await world.ShopAsync();
        // Nobody knows yet for whom: it is kept, and nobody sees it.
        await world.TakeAsync(world.Text("wamid.0", "بدي ٢ صابون غار"));
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(0);
        await new SellerWorld(jisr).OrderAsync(world.Seller, "soap-laurel", 1000, "+" + WebhookWorld.Buyer);
        var code = await jisr.TextAsync("SELECT code FROM market_order");
        await world.TakeAsync(world.Text("wamid.1", code + "\nطلب من متجر ريم"));
        await world.TakeAsync(world.Text("wamid.2", "وكمان ٢ صابون غار"));
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(1);
        // A number that is none of ours is nobody's.
        var body = Encoding
            .UTF8.GetString(world.Text("wamid.3", code!))
            .Replace(WebhookWorld.Number, "999", StringComparison.Ordinal);
        await world.TakeAsync(Encoding.UTF8.GetBytes(body));
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(2);
    }
}
