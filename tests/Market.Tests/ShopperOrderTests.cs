using System.Net;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Tests;

/// <summary>A shopper orders without an account and without script, and what she sees afterwards.</summary>
public class ShopperOrderTests
{
    [Theory, Databases]
    public async Task XA28_a_shopper_orders_from_a_cold_link_without_script(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database, ("Jisr:WhatsApp", "+15550783881"));
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem", contact: "organisation");
        await world.ProductAsync(shop, "cream", "كريم مرطب لليدين", label: "100 مل", onHand: 10_000);
        await world.ProductAsync(shop, "soap", "صابون غار", 2500);
        using var shopper = jisr.Browser("ar");

        // From the product, through the shop for a second thing, to the form: the basket goes along in the address.
        var order = await shopper.SendAsync(
            await shopper.GetAsync("/s/reem/p/cream"),
            "form.orderbar",
            ("q.cream", "٢")
        );
        var store = await shopper.GetAsync(order.Link("أضيفي شيئاً آخر"));
        var second = await shopper.GetAsync(
            store
                .Document.QuerySelectorAll(".good > a")
                .First(a => a.GetAttribute("href")!.Contains("soap", StringComparison.Ordinal))
                .GetAttribute("href")!
        );
        order = await shopper.SendAsync(second, "form.orderbar");
        order.Value("q.cream").ShouldBe("٢");
        order.Value("q.soap").ShouldBe("1");

        var check = await shopper.SendAsync(
            order,
            ("name", "سارة"),
            ("phone", "٠٩٤٤ ٥٦٧ ٨٩٠"),
            ("where", "p:" + FrontWorld.Point),
            ("note", "بلا كيس"),
            ("go", "check")
        );
        check.Status.ShouldBe(200);
        check.Heading.ShouldBe("هل كل شيء صحيح؟");
        check.Text.ShouldContain("١١٥٫٠٠");
        check.Text.ShouldContain("مئة وخمس عشرة ليرة تركية");
        check.Text.ShouldContain("+963 944 567 890");
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);

        var placed = await shopper.SendAsync(check, ("go", "place"));
        placed.FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        placed.Address.ShouldStartWith("/o/");
        placed.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        placed.Response.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        placed.Heading.ShouldBe("وصل طلبك إلى البائعة");
        placed.Html.ShouldNotContain("944567890");
        placed.Html.ShouldNotContain("567 890");
        placed.Html.ShouldNotContain("سارة");
        placed.Address.ShouldNotContain("944567890");

        // WA12: the text gives back its five lines exactly, the code alone in the first.
        var code = placed.Document.QuerySelector(".giant")!.TextContent;
        var link = new Uri(placed.Link("إرسال عبر واتساب"));
        link.AbsolutePath.ShouldBe("/15550783881");
        Uri.UnescapeDataString(link.Query["?text=".Length..])
            .ShouldBe($"{code}\nطلب من متجر ريم\n2 × كريم مرطب لليدين 100 مل\n1 × صابون غار\nالمجموع نحو 115.00 TRY");
        placed.Link("إرسال عبر واتساب").ShouldContain("%0A");
        placed.Link("إرسال عبر واتساب").ShouldNotContain("+");
        placed.Document.QuerySelector("textarea[readonly]")!.TextContent.ShouldStartWith(code + "\n");
        placed.Link("الإبلاغ عن مشكلة").ShouldBe("/help");
    }

    [Theory, Databases]
    public async Task XA17_sent_three_times_it_is_one_order_with_one_page(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار");
        using var shopper = jisr.Browser();
        var check = await CheckAsync(shopper, "/s/reem/order?q.soap=2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => shopper.SendAsync(check, ("go", "place"))));
        answers.Select(a => a.Address).Distinct().ShouldHaveSingleItem().ShouldStartWith("/o/");
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(2000);
    }

    [Theory, Databases]
    public async Task MK30_a_price_in_the_form_changes_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار", 4500);
        using var shopper = jisr.Browser();
        var check = await CheckAsync(shopper, "/s/reem/order?q.soap=1&price=1.00");
        var placed = await shopper.SendAsync(
            check,
            ("go", "place"),
            ("price", "1.00"),
            ("total", "100"),
            ("lines.0.unitMinor", "100")
        );
        placed.Text.ShouldContain("45.00");
        (await jisr.CountAsync("SELECT total_minor FROM market_order")).ShouldBe(4500);
    }

    [Theory, Databases]
    public async Task Wrong_quantities_say_which_can_be_had_and_keep_what_was_typed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "zaatar", "زعتر", 12_000, unit: "kg");
        using var shopper = jisr.Browser();
        var order = await shopper.GetAsync("/s/reem/order?q.zaatar=1");
        foreach (
            var (typed, says) in ((string, string)[])
                [
                    ("0", "At least 0.25 in one order"),
                    ("0٫1", "At least 0.25 in one order"),
                    ("1.3", "Choose 0.25, 0.5, 0.75"),
                    ("1000", "At most 999 in one order"),
                    ("", "Ce champ"),
                ]
        )
        {
            var page = await shopper.SendAsync(
                order,
                ("q.zaatar", typed),
                ("name", "Salma"),
                ("phone", "0944567890"),
                ("note", "a note"),
                ("go", "check")
            );
            page.Status.ShouldBe(422, typed);
            if (typed.Length > 0)
                page.Errors.ShouldContain(e => e.StartsWith(says, StringComparison.Ordinal), typed);
            page.Value("q.zaatar").ShouldBe(typed);
            page.Value("name").ShouldBe("Salma");
            page.Value("note").ShouldBe("a note");
            page.Title.ShouldStartWith("Error: ");
        }
        // One thousand, or one? Two buttons; the one she presses is taken.
        var asked = await shopper.SendAsync(
            order,
            ("q.zaatar", "1,000"),
            ("name", "Salma"),
            ("phone", "0944567890"),
            ("go", "check")
        );
        asked.Status.ShouldBe(422);
        var readings = asked.Document.QuerySelectorAll("button[name='q.zaatar.reading']");
        readings.Select(r => r.TextContent.Trim()).ShouldBe(["1,000", "1"]);
        var check = await shopper.SendAsync(
            asked,
            ("q.zaatar.reading", readings[1].GetAttribute("value")),
            ("go", "check")
        );
        check.Heading.ShouldBe("Is everything right?");
        check.Text.ShouldContain("1 kg");
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task MK26_two_buyers_take_the_last_piece_in_the_same_second(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "shawl", "شال", onHand: 1000);
        await world.ProductAsync(shop, "soap", "صابون");
        using var one = jisr.Browser();
        using var two = jisr.Browser();
        var checks = new[]
        {
            (one, await CheckAsync(one, "/s/reem/order?q.shawl=1&q.soap=3")),
            (two, await CheckAsync(two, "/s/reem/order?q.shawl=1&q.soap=3")),
        };
        var answers = await Task.WhenAll(checks.Select(c => c.Item1.SendAsync(c.Item2, ("go", "place"))));
        answers.Count(a => a.Address.StartsWith("/o/", StringComparison.Ordinal)).ShouldBe(1);
        var late = answers.Single(a => a.Status == 422);
        late.Errors.ShouldHaveSingleItem().ShouldStartWith("Just sold. Left: 0");
        late.Document.QuerySelector("#errors a")!.GetAttribute("href").ShouldBe("#i-q-shawl");
        late.Value("q.soap").ShouldBe("3");
        late.Value("name").ShouldBe("Salma");
        (await jisr.CountAsync("SELECT on_hand - reserved FROM market_variant WHERE sku = 'shawl'")).ShouldBe(0);
        (await jisr.CountAsync("SELECT reserved FROM market_variant WHERE sku = 'soap'")).ShouldBe(3000);
        // She leaves it out and goes on with the rest.
        var hers = answers[0] == late ? one : two;
        var mended = await hers.SendAsync(late, ("drop", "shawl"));
        mended.Value("q.shawl").ShouldBeNull();
        mended.Value("q.soap").ShouldBe("3");
    }

    [Theory, Databases]
    public async Task A_shop_that_paused_while_she_typed_keeps_what_she_typed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار");
        using var shopper = jisr.Browser();
        var check = await CheckAsync(shopper, "/s/reem/order?q.soap=1");
        (await jisr.SendAsync("shop.pause", new { shopId = shop })).IsDone.ShouldBeTrue();
        var page = await shopper.SendAsync(check, ("go", "place"));
        page.Status.ShouldBe(422);
        page.Errors.ShouldHaveSingleItem().ShouldContain("paused");
        page.Value("name").ShouldBe("Salma");
        (await shopper.GetAsync("/s/reem/order?q.soap=1")).Document.QuerySelector("form#f").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task Hostile_input_is_answered_kindly_and_written_nowhere(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار", 1_000_000_000_000, onHand: 999_000);
        using var shopper = jisr.Browser();
        var order = await shopper.GetAsync(
            "/s/reem/order?q.soap=1&q.nothing=3&q.<b>=1&q.=1&q." + new string('x', 300) + "=1"
        );
        order.Status.ShouldBe(200);
        order.Text.ShouldContain("no longer sold");
        order.Html.ShouldNotContain("<b>=");
        foreach (
            var (field, typed) in ((string, string)[])
                [
                    ("q.soap", "١٢abc"),
                    ("q.soap", "-1"),
                    ("q.soap", "99999999999999999999"),
                    ("q.soap", "9".PadRight(4000, '9')),
                    ("q.soap", "1e3"),
                    ("name", ""),
                    ("name", new string('ا', 61)),
                    ("phone", "12345"),
                    ("phone", "ليس رقماً"),
                    ("phone", ""),
                    ("where", "p:elsewhere"),
                    ("where", "d:SY01"),
                    ("where", ""),
                    ("note", new string('x', 201)),
                    ("landmark", new string('x', 121)),
                    // More than the largest amount: refused by name and not by a fault.
                    ("q.soap", "999"),
                ]
        )
        {
            (string Field, string? Value)[] good =
            [
                ("name", "Salma"),
                ("phone", "0944567890"),
                ("where", "p:" + FrontWorld.Point),
                ("q.soap", "1"),
                ("go", "place"),
            ];
            var page = await shopper.SendAsync(order, [.. good.Where(f => f.Field != field), (field, typed)]);
            page.Status.ShouldBe(422, field + "=" + typed[..Math.Min(20, typed.Length)]);
            page.Errors.ShouldNotBeEmpty();
        }
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(0);
        // Markup, direction marks and emoji are text.
        var placed = await PlaceAsync(
            shopper,
            "/s/reem/order?q.soap=1",
            ("name", "<b>\u202Eسلمى</b> 🌷"),
            ("note", "=1+1<script>")
        );
        placed.Address.ShouldStartWith("/o/");
        placed.Html.ShouldNotContain("<script>=");
    }

    [Theory, Databases]
    public async Task The_number_is_sealed_and_the_secret_is_not_in_the_database(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار");
        using var shopper = jisr.Browser();
        var placed = await PlaceAsync(
            shopper,
            "/s/reem/order?q.soap=1",
            ("where", "d:SY0703"),
            ("landmark", "near the mill"),
            ("note", "a quiet note")
        );
        var token = placed.Address["/o/".Length..];
        foreach (
            var column in (string[])
                ["kernel_command_receipt.answer", "kernel_audit.kind", "market_order.code", "market_contact.name"]
        )
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            (
                await jisr.CountAsync(
                    $"SELECT count(*) FROM {table} WHERE {name} LIKE '%{token}%' OR {name} LIKE '%944567890%'"
                )
            ).ShouldBe(0, column);
        }
        (await jisr.CountAsync("SELECT count(*) FROM market_contact_identity")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_order WHERE landmark_sealed IS NOT NULL AND note_sealed IS NOT NULL"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_wrong_secret_is_nowhere_and_a_look_changes_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار");
        using var shopper = jisr.Browser();
        var placed = await PlaceAsync(shopper, "/s/reem/order?q.soap=1");
        var wrong = placed.Address[..^1] + (placed.Address[^1] == 'A' ? 'B' : 'A');
        var bodies = new List<string>();
        foreach (var address in (string[])[wrong, "/o/x", "/o/" + new string('x', 3000), wrong + "/cancel"])
        {
            var page = await shopper.GetAsync(address);
            page.Status.ShouldBe(404, address.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            bodies.Add(page.Document.QuerySelector("main")!.TextContent);
        }
        bodies.Distinct().ShouldHaveSingleItem();
        // WA14: a hundred visits of a preview crawler.
        using var crawler = jisr.Browser("ar");
        crawler.Http.DefaultRequestHeaders.UserAgent.ParseAdd("WhatsApp/2.23.20.0");
        var before = await jisr.CountAsync(
            "SELECT (SELECT count(*) FROM kernel_command_receipt) + (SELECT count(*) FROM market_order_event) + (SELECT sum(version) FROM market_order)"
        );
        for (var i = 0; i < 100; i++)
            await crawler.Http.GetAsync(new Uri(placed.Address + (i % 2 == 0 ? "" : "/cancel"), UriKind.Relative));
        (
            await jisr.CountAsync(
                "SELECT (SELECT count(*) FROM kernel_command_receipt) + (SELECT count(*) FROM market_order_event) + (SELECT sum(version) FROM market_order)"
            )
        ).ShouldBe(before);
        var head = (await crawler.GetAsync(placed.Address)).Document.Head!;
        head.QuerySelector("meta[property='og:title']")!.GetAttribute("content").ShouldBe("طلبك من متجر ريم");
        head.QuerySelector("meta[name=robots]")!.GetAttribute("content")!.ShouldContain("noindex");
        head.InnerHtml.ShouldNotContain("صابون");
        head.InnerHtml.ShouldNotContain("45");
        head.QuerySelector("meta[property='og:url']").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task She_cancels_while_it_is_open_after_being_asked_and_not_later(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار");
        using var shopper = jisr.Browser();
        var placed = await PlaceAsync(shopper, "/s/reem/order?q.soap=2");
        var ask = await shopper.GetAsync(placed.Link("Cancel the order"));
        ask.Heading.ShouldBe("Cancel this order?");
        var done = await shopper.SendAsync(ask);
        done.Address.ShouldBe(placed.Address);
        done.Heading.ShouldBe("This order was cancelled");
        (await shopper.SendAsync(ask)).Address.ShouldBe(placed.Address);
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(0);

        var second = await PlaceAsync(shopper, "/s/reem/order?q.soap=1");
        var late = await shopper.GetAsync(second.Link("Cancel the order"));
        var id = await OrderIdAsync(jisr);
        (await jisr.SendAsync("order.accept", new { orderId = id })).IsDone.ShouldBeTrue();
        (await shopper.SendAsync(late)).Heading.ShouldBe("Your order is being prepared");
        (await shopper.GetAsync(second.Address + "/cancel")).Heading.ShouldBe("It is too late to cancel here");
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(1000);
        // A stranger with the id and without the secret.
        (
            await jisr.SendAsync("order.cancel", new { orderId = id, token = "guess" }, actor: Actor.Anonymous)
        ).IsDone.ShouldBeFalse();
    }

    [Theory, Databases]
    public async Task What_she_owes_follows_delivery_and_payment(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار", 4500);
        using var shopper = jisr.Browser();
        var address = (await PlaceAsync(shopper, "/s/reem/order?q.soap=2")).Address;
        var id = await OrderIdAsync(jisr);
        foreach (
            var (kind, payload, heading, owed) in ((string, object, string, string)[])
                [
                    ("order.accept", new { orderId = id }, "Your order is being prepared", "90.00"),
                    ("order.ready", new { orderId = id }, "Your order is ready", "90.00"),
                    ("order.deliver", new { orderId = id }, "You have your order", "90.00"),
                    ("order.pay", new { orderId = id, minor = 5000 }, "You have your order", "40.00"),
                    ("order.pay", new { orderId = id, minor = 4000 }, "Delivered and paid", "0.00"),
                ]
        )
        {
            (await jisr.SendAsync(kind, payload)).IsDone.ShouldBeTrue(kind);
            var page = await shopper.GetAsync(address);
            page.Heading.ShouldBe(heading);
            page.Document.QuerySelector("dd.price")!.TextContent.Trim().ShouldStartWith(owed, Case.Sensitive, kind);
        }
    }

    [Theory, Databases]
    public async Task MK38_code_and_number_lead_to_the_order_and_all_failures_look_alike(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        await world.ProductAsync(shop, "soap", "صابون غار");
        using var shopper = jisr.Browser();
        var placed = await PlaceAsync(shopper, "/s/reem/order?q.soap=1");
        var code = placed.Document.QuerySelector(".giant")!.TextContent;
        var ask = await shopper.GetAsync("/o");
        // As people type it: Arabic digits, small letters, a space.
        var typed = new StringBuilder(" #");
        foreach (var c in code.ToLowerInvariant())
            typed.Append(char.IsAsciiDigit(c) ? (char)('٠' + (c - '0')) : c).Append(' ');
        var found = await shopper.SendAsync(ask, ("code", typed.ToString()), ("phone", "+963 944 567 890"));
        found.Address.ShouldBe(placed.Address);
        var bodies = new List<string>();
        var tries = 0;
        foreach (
            var (wrongCode, phone) in ((string, string)[])
                [
                    (code, "0944567891"),
                    ("K7Q2MX", "0944567890"),
                    ("K7Q2MW", "0944567890"),
                    ("' OR 1=1", "0944567890"),
                    (code, "nothing"),
                    (new string('x', 5000), "0944567890"),
                ]
        )
        {
            var page = await shopper.SendAsync(ask, ("code", wrongCode), ("phone", phone));
            tries++;
            page.Status.ShouldBe(422, wrongCode[..Math.Min(10, wrongCode.Length)]);
            bodies.Add(string.Join('|', page.Errors));
        }
        bodies.Distinct().ShouldHaveSingleItem();
        // Ten wrong ones in ten minutes: now even the right one has to wait.
        for (; tries < 10; tries++)
            (await shopper.SendAsync(ask, ("code", "K7Q2MW"), ("phone", "0944567890"))).Status.ShouldBe(422);
        var slow = await shopper.SendAsync(ask, ("code", code), ("phone", "0944567890"));
        slow.Status.ShouldBe(429);
        slow.Response.Headers.RetryAfter.ShouldNotBeNull();
        slow.Value("code").ShouldBe(code);
        jisr.Clock.Advance(TimeSpan.FromMinutes(10));
        (await shopper.SendAsync(ask, ("code", code), ("phone", "0944567890"))).Address.ShouldBe(placed.Address);
    }

    [Theory, Databases]
    public async Task A_long_order_fits_into_its_link(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new FrontWorld(jisr);
        var (shop, _) = await world.ShopAsync("reem");
        var query = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            await world.ProductAsync(shop, "p" + i, string.Concat(Enumerable.Repeat("زهرة 🌷 ", 14)) + i);
            query.Add($"q.p{i}=1");
        }
        using var shopper = jisr.Browser("ar");
        var placed = await PlaceAsync(shopper, "/s/reem/order?" + string.Join('&', query));
        var link = placed.Link("إرسال عبر واتساب");
        link.Length.ShouldBeLessThanOrEqualTo(2000);
        link.ShouldNotContain("%EF%BF%BD");
        var lines = Uri.UnescapeDataString(new Uri(link).Query["?text=".Length..]).Split('\n');
        lines.Length.ShouldBe(9);
        lines[^2].ShouldBe("… و 3 أصناف أخرى");
    }

    private static async Task<Page> CheckAsync(
        Browser shopper,
        string address,
        params (string Field, string? Value)[] fields
    )
    {
        (string Field, string? Value)[] usual = [("name", "Salma"), ("phone", "0944567890"), ("go", "check")];
        var order = await shopper.GetAsync(address);
        var check = await shopper.SendAsync(
            order,
            [.. usual.Where(u => fields.All(f => f.Field != u.Field)), .. fields]
        );
        check.Status.ShouldBe(200, string.Join(' ', check.Errors));
        return check;
    }

    private static async Task<Page> PlaceAsync(
        Browser shopper,
        string address,
        params (string Field, string? Value)[] fields
    ) => await shopper.SendAsync(await CheckAsync(shopper, address, fields), ("go", "place"));

    private static async Task<Guid> OrderIdAsync(JisrApp jisr)
    {
        await using var scope = jisr.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<JisrDb>()
            .Set<AuditRow>()
            .Where(a => a.Kind == "order.place")
            .OrderByDescending(a => a.At)
            .ThenByDescending(a => a.CommandId)
            .Select(a => a.SubjectId!.Value)
            .FirstAsync();
    }
}
