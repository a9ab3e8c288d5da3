using System.Net;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>The paste box, exported chats and the inbox of a seller, without script (market.md §9, whatsapp.md §4.6, §5,
/// §10).</summary>
public class InboxTests
{
    private const string Herself = "متجر تجريبي";

    [Theory, Databases]
    public async Task WA08_what_reads_as_an_order_waits_and_the_rest_says_why_and_nothing_is_ordered(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var seller = await new SellerWorld(jisr).SellerAsync();
        await CatalogueAsync(jisr, seller);
        using var cases = JsonDocument.Parse(
            await File.ReadAllTextAsync(Repo.File("tests/Market.Tests/fixtures/whatsapp/orders/messages.json"))
        );
        var waits = 0;
        foreach (var one in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            var text = one.GetProperty("text").GetString()!;
            var kinds = one.GetProperty("kind_any_of").EnumerateArray().Select(k => k.GetString()).ToList();
            var page = await PasteAsync(seller, text);
            // Numbers of a list mean nothing without the list, and no order stands behind the codes.
            if (kinds.Contains("order") && one.GetProperty("id").GetString() is not "S08" and not "S09")
            {
                page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, text + ": " + string.Join(' ', page.Errors));
                waits++;
            }
            else if (page.Status == 422)
            {
                page.Errors.ShouldNotBeEmpty();
                page.Value("text")!.Trim().ShouldBe(text.Trim(), "what was typed stays");
            }
        }
        waits.ShouldBeGreaterThan(3);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task WA09_a_pasted_code_opens_its_order_and_the_numbers_beside_it_change_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, world) = await ShopAsync(jisr);
        var order = await world.OrderAsync(seller, "soap-laurel", qty: 3000);
        var code = await jisr.TextAsync("SELECT code FROM market_order");
        var page = await PasteAsync(
            seller,
            $"{code}\nطلب من متجر ريم\n200 × كريم مرطب لليدين 100 مل\nالمجموع: 1.00 TRY"
        );
        page.Address.ShouldBe("/my/orders/" + order);
        page.Text.ShouldContain("75.00");
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(0);

        // The code of somebody else's order is as wrong as one that was mistyped: it says nothing about hers.
        var other = await world.SellerAsync("salma");
        await PasteIsRefusedAsync(other, code!, "This code is not right");
    }

    [Theory, Databases]
    public async Task WA10_a_code_with_a_wrong_sign_opens_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        await PasteIsRefusedAsync(seller, "K7Q2MX", "This code is not right");
        await PasteIsRefusedAsync(seller, "   ", "Paste the message here");
        await PasteIsRefusedAsync(seller, new string('ا', 4001), "4");
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task WA11_the_second_of_two_equal_texts_says_so_and_can_be_confirmed_all_the_same(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        (await PasteAsync(seller, "بدي ٢ صابون غار")).Text.ShouldNotContain("Already read");
        var second = await PasteAsync(seller, "بِدي 2 صابون غار 🌸");
        second.Text.ShouldContain("Already read");
        var order = await seller.Browser.SendAsync(second, ("do", "confirm"), ("name", "سارة"));
        order.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', order.Errors));
        order.Text.ShouldContain("50.00");
        jisr.Clock.Advance(TimeSpan.FromHours(49));
        (await PasteAsync(seller, "بدي ٢ صابون غار")).Text.ShouldNotContain("Already read");
    }

    [Theory, Databases]
    public async Task WA08_a_line_in_doubt_is_not_ticked_and_the_seller_has_the_last_word(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        var page = await PasteAsync(seller, "بدي ٢ صابون غار و ٣ كريم <script>alert(1)</script>");
        page.Document.QuerySelector("main script").ShouldBeNull();
        page.Text.ShouldContain("<script>alert(1)</script>");
        page.Document.QuerySelectorAll("input[name='lines.0.take'][checked]").Length.ShouldBe(1);
        page.Document.QuerySelectorAll("input[name='lines.1.take'][checked]").ShouldBeEmpty();

        // What is wrong stands beside its box, and the others keep what was chosen.
        var bad = await seller.Browser.SendAsync(
            page,
            ("do", "confirm"),
            ("name", "سارة"),
            ("lines.1.take", "yes"),
            ("lines.1.sku", "cream-100"),
            ("lines.1.qty", "0.5")
        );
        bad.Status.ShouldBe(422);
        bad.Document.QuerySelector("[name='lines.1.qty']")!.GetAttribute("aria-invalid").ShouldBe("true");
        bad.Value("name").ShouldBe("سارة");
        var nameless = await seller.Browser.SendAsync(bad, ("do", "confirm"), ("name", ""), ("lines.1.qty", "1"));
        nameless.Document.QuerySelector("[name='name']")!.GetAttribute("aria-invalid").ShouldBe("true");
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(0);

        var order = await seller.Browser.SendAsync(
            nameless,
            ("do", "confirm"),
            ("name", "سارة"),
            ("phone", "0944567890"),
            ("lines.0.qty", "٤")
        );
        order.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', order.Errors));
        order.Text.ShouldContain("145.00");
        order.Text.ShouldContain("To prepare");
        (await jisr.TextAsync("SELECT came_by FROM market_order")).ShouldBe("paste");
        (await jisr.CountAsync("SELECT sum(reserved) FROM market_variant")).ShouldBe(5000);
        // Sent twice it changes nothing.
        (await seller.Browser.SendAsync(nameless, ("do", "confirm"), ("name", "سارة"))).Status.ShouldNotBe(500);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WA08_goods_of_a_run_go_to_the_run_and_others_to_an_order_of_their_own(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var world = new RunWorld(jisr);
        await world.ShopAsync();
        await world.PlanAsync();
        await world.OfferAsync("kohl", 3500);
        await new FrontWorld(jisr).ProductAsync(world.Shop, "soap-laurel", "صابون غار", 2500);
        await world.OpenAsync();
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(world.Seller), "en");
        var seller = new Seller(world.Seller, default, world.Shop, "reem", browser);

        var page = await PasteAsync(seller, "بدي ٢ صابون غار و ٣ صنف kohl");
        var noRun = await browser.SendAsync(page, ("do", "confirm"), ("name", "سارة"), ("run", ""));
        noRun.Document.QuerySelector("[name='run']")!.GetAttribute("aria-invalid").ShouldBe("true");
        var done = await browser.SendAsync(
            noRun,
            ("do", "confirm"),
            ("name", "سارة"),
            ("phone", RunWorld.Ana),
            ("run", world.Run.ToString())
        );
        done.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', done.Errors));
        (
            await jisr.CountAsync("SELECT count(*) FROM market_order WHERE run_id IS NOT NULL AND state = 'placed'")
        ).ShouldBe(1);
        (
            await jisr.CountAsync("SELECT count(*) FROM market_order WHERE run_id IS NULL AND state = 'accepted'")
        ).ShouldBe(1);

        // A second text of the same buyer grows her order in the run.
        var more = await PasteAsync(seller, "وكمان ١ صنف kohl");
        done = await browser.SendAsync(more, ("do", "confirm"), ("name", "سارة"), ("phone", RunWorld.Ana));
        done.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', done.Errors));
        (
            await jisr.CountAsync(
                "SELECT sum(asked) FROM market_order_line l JOIN market_order o ON o.id = l.order_id WHERE o.run_id IS NOT NULL"
            )
        ).ShouldBe(4000);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task WA08_a_text_can_be_corrected_joined_to_another_and_put_aside(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, world) = await ShopAsync(jisr);
        var first = await PasteAsync(seller, "بدي ٢ صابون غار");
        var second = await PasteAsync(seller, "وكمان كريم");
        var corrected = await seller.Browser.SendAsync(
            second,
            ("do", "save"),
            ("lines.0.take", "yes"),
            ("lines.0.sku", "cream-100"),
            ("lines.0.qty", "1")
        );
        corrected.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', corrected.Errors));
        corrected.Text.ShouldContain("Sure");
        var joined = await seller.Browser.SendAsync(corrected, ("do", "merge"), ("into", Id(first)));
        joined.Address.ShouldBe(first.Address);
        joined.Text.ShouldContain("وكمان كريم");
        var order = await seller.Browser.SendAsync(joined, ("do", "confirm"), ("name", "سارة"));
        order.Text.ShouldContain("95.00");
        (await seller.Browser.GetAsync(second.Address)).Text.ShouldContain("Joined to another text");

        var third = await PasteAsync(seller, "بدي ٧ صابون غار");
        (await seller.Browser.SendAsync(third, ("do", "decline"))).Address.ShouldBe("/my/inbox");
        var again = await seller.Browser.SendAsync(third, ("do", "confirm"), ("name", "سارة"));
        again.Text.ShouldContain("You put it aside");
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);

        // Another seller finds none of it, and can do nothing to it.
        var stranger = await world.SellerAsync("salma");
        (await stranger.Browser.GetAsync(first.Address)).Status.ShouldBe(404);
        foreach (
            var (kind, payload) in new (string, object)[]
            {
                ("proposal.decline", new { proposalId = Id(first) }),
                ("proposal.confirm", new { proposalId = Id(first) }),
                ("order.propose", new { shopId = seller.Shop, text = "بدي صابون غار" }),
            }
        )
        {
            var actor = new Kernel.Access.Actor { AccountId = stranger.Account, PartyId = stranger.Party };
            (await jisr.SendAsync(kind, payload, actor: actor)).Refusal.ShouldNotBe(Refusal.None);
        }
    }

    [Theory, Databases]
    public async Task WA08_one_tap_confirms_what_known_buyers_asked_without_doubt(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, world) = await ShopAsync(jisr);
        // She was served before, and writes from her number; a stranger and a doubt wait for a look.
        await DoneOrderAsync(jisr, world, seller, "+963944567890");
        var chat = Chat(
            ("21/9/2026، 9:47:45 م", "+963 944 567 890", "بدي ٢ صابون غار"),
            ("21/9/2026، 9:48:45 م", "+963 944 567 890", "وبدي كريم"),
            ("21/9/2026، 9:49:45 م", "+963 944 567 891", "بدي ٥ صابون غار")
        );
        await BringAsync(seller, chat);
        var order = await world.OrderAsync(seller, "soap-laurel", phone: "+963944567890");
        var inbox = await seller.Browser.GetAsync("/my/inbox");
        inbox.Text.ShouldContain("Confirm all 2 of known buyers");
        var done = await seller.Browser.SendAsync(inbox);
        done.Text.ShouldContain("2 orders are confirmed");
        (await jisr.CountAsync("SELECT count(*) FROM market_order WHERE state = 'accepted'")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal WHERE state = 'open'")).ShouldBe(2);
        (await jisr.TextAsync($"SELECT state FROM market_order WHERE came_by = 'page' AND state <> 'done'")).ShouldBe(
            "accepted"
        );
        // The same form again finds nothing more to do.
        await seller.Browser.SendAsync(inbox);
        (await jisr.CountAsync("SELECT count(*) FROM market_order WHERE state = 'accepted'")).ShouldBe(2);
        order.ShouldNotBe(Guid.Empty);
    }

    [Theory, Databases]
    public async Task WA07_a_chat_that_is_brought_again_brings_only_what_is_new(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        (string, string, string)[] said =
        [
            ("1/9/2026، 9:00:00 ص", "زبونة أ", "بدي ٩ صابون غار"),
            ("21/9/2026، 9:47:45 م", "زبونة أ", "بدي ٢ صابون غار"),
            ("21/9/2026، 9:47:50 م", "زبونة أ", "بدي ٢ صابون غار"),
            ("21/9/2026، 9:50:00 م", Herself, "بدي ٣ صابون غار"),
            ("21/9/2026، 9:51:00 م", "زبونة ب", "صباح الخير"),
            ("21/9/2026، 9:52:00 م", "زبونة ب", "رجعولي حقي"),
        ];
        var first = await BringAsync(seller, Chat(said));
        first.Text.ShouldContain("4 messages are new");
        first.Text.ShouldContain("3 of them read as orders");
        // Somebody who wants an answer stands on top; what she wrote herself, small talk and old messages are not kept.
        first.Document.QuerySelectorAll("ul.rows li")[0].TextContent.ShouldContain("money back");
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(3);
        (await jisr.CountAsync("SELECT count(*) FROM market_chat_waiting")).ShouldBe(0);

        var again = await BringAsync(seller, Chat(said));
        again.Text.ShouldContain("0 messages are new");
        var longer = await BringAsync(seller, Chat([.. said, ("22/9/2026، 8:00:00 ص", "زبونة ب", "بدي كريم")]));
        longer.Text.ShouldContain("1 message is new");
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(4);
        (await jisr.CountAsync("SELECT count(*) FROM market_chat")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WA07_a_name_is_known_again_in_its_chat_once_the_seller_said_who_it_is(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        var inbox = await BringAsync(seller, Chat(("21/9/2026، 9:47:45 م", "زبونة أ", "بدي ٢ صابون غار")));
        var page = await seller.Browser.GetAsync(inbox.Link("صابون"));
        page.Value("name").ShouldBe("زبونة أ");
        await seller.Browser.SendAsync(page, ("do", "confirm"), ("name", "سارة"), ("phone", "0944567890"));
        inbox = await BringAsync(
            seller,
            Chat(
                ("21/9/2026، 9:47:45 م", "زبونة أ", "بدي ٢ صابون غار"),
                ("21/9/2026، 9:57:45 م", "زبونة أ", "بدي كمان ٣ صابون غار"),
                ("21/9/2026، 9:58:45 م", "~\u202Fزبونة أ", "بدي ٤ صابون غار")
            )
        );
        var rows = inbox.Document.QuerySelectorAll("ul.rows li").Select(r => r.TextContent).ToList();
        rows.Single(r => r.Contains('3') || r.Contains('٣')).ShouldContain("سارة");
        rows.Single(r => r.Contains('٤'))
            .ShouldNotContain("سارة", Case.Sensitive, "a name in nobody's contacts is anybody's");
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WA09_a_code_in_a_chat_leads_to_its_order_and_says_nothing_of_who_sent_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, world) = await ShopAsync(jisr);
        var order = await world.OrderAsync(seller, "soap-laurel", phone: "+963944567890");
        var code = await jisr.TextAsync("SELECT code FROM market_order");
        var inbox = await BringAsync(
            seller,
            Chat(("21/9/2026، 9:47:45 م", "+963 944 567 891", code + "\n500 × صابون غار"))
        );
        var page = await seller.Browser.GetAsync(inbox.Link("صابون"));
        page.Document.QuerySelector("[name='lines.0.qty']").ShouldBeNull("lines beside a code are for people");
        var done = await seller.Browser.SendAsync(page, ("do", "confirm"));
        done.Address.ShouldBe("/my/orders/" + order);
        (await jisr.TextAsync("SELECT state FROM market_order")).ShouldBe("accepted");
        (await jisr.CountAsync("SELECT sum(asked) FROM market_order_line")).ShouldBe(2000);
        // Somebody who only knows a code must not become its buyer by it.
        (await jisr.CountAsync("SELECT count(*) FROM market_contact_identity")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task WA03_the_page_asks_which_part_is_the_day_and_remembers_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        const string file = "03/04/2026, 10:00 - Buyer A: بدي ٢ صابون غار\n05/06/2026, 11:00 - Buyer A: بدي كريم\n";
        var ask = await UploadAsync(seller, Encoding.UTF8.GetBytes(file));
        ask.Heading.ShouldContain("One question");
        ask.Text.ShouldContain("3 April 2026");
        ask.Text.ShouldContain("4 March 2026");
        // Nothing is read before she answers, and what waits is sealed.
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_chat_waiting")).ShouldBe(1);
        var half = await seller.Browser.SendAsync(ask, ("herself", "-1"));
        half.Status.ShouldBe(422);
        var inbox = await seller.Browser.SendAsync(half, ("herself", "-1"), ("order", "dmy"));
        inbox.Text.ShouldContain("reads as an order");
        (
            await jisr.TextAsync("SELECT written_local FROM market_proposal WHERE written_local LIKE '2026-06%'")
        ).ShouldBe("2026-06-05T11:00:00");
        (await jisr.CountAsync("SELECT count(*) FROM market_chat_waiting")).ShouldBe(0);
        // The next file of this chat is not asked about.
        var next = await UploadAsync(
            seller,
            Encoding.UTF8.GetBytes(file + "07/08/2026, 11:00 - Buyer A: بدي ٣ كريم\n")
        );
        next.Address.ShouldStartWith("/my/inbox?came=1&fresh=1");
        (await jisr.TextAsync("SELECT max(written_local) FROM market_proposal")).ShouldBe("2026-08-07T11:00:00");
    }

    [Theory, Databases]
    public async Task WA06_a_zip_is_read_and_what_is_no_chat_is_told_so(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        var exports = Repo.File("tests/Market.Tests/fixtures/whatsapp/exports");
        var ask = await UploadAsync(seller, await File.ReadAllBytesAsync(Path.Combine(exports, "android_export.zip")));
        ask.Heading.ShouldContain("One question");
        await RefusedAsync("hello"u8.ToArray(), "This is not an exported chat");
        await RefusedAsync([], "file");
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal")).ShouldBe(0);
        // A file of more than a page takes, and less than a chat may be, is read to its end.
        var large = new StringBuilder();
        while (large.Length < 11_000_000)
            large.Append("[21/9/2026، 9:47:45 م] زبونة أ: ").Append('س', 60_000).Append('\n');
        (
            await UploadAsync(
                seller,
                Encoding.ASCII.GetBytes("[21/9/2026, 9:47:45 PM] A: x\n" + new string('x', 12_000_000))
            )
        ).FirstStatus.ShouldBe(HttpStatusCode.SeeOther);
        (await UploadAsync(seller, new byte[27 << 20])).Status.ShouldBe(413);

        async Task RefusedAsync(byte[] bytes, string words)
        {
            var page = await UploadAsync(seller, bytes);
            page.Status.ShouldBe(422);
            string.Join(' ', page.Errors).ShouldContain(words);
        }
    }

    [Theory, Databases]
    public async Task SA14_words_of_buyers_are_sealed_their_reading_is_logged_and_they_go_when_their_time_is_over(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (seller, _) = await ShopAsync(jisr);
        var ask = await UploadAsync(seller, Chat(("21/9/2026، 9:47:45 م", "زبونة أ", "بدي ٢ صابون غار")));
        // Nobody answers: what waits is gone after an hour.
        jisr.Clock.Advance(TimeSpan.FromMinutes(61));
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM market_chat_waiting")).ShouldBe(0);
        (await seller.Browser.GetAsync(ask.Address)).Status.ShouldBe(404);

        var page = await PasteAsync(seller, "بدي ٢ صابون غار، رقمي 0944567890");
        var looks = await jisr.CountAsync(
            "SELECT count(*) FROM kernel_read_log WHERE field_groups LIKE 'proposal.text%'"
        );
        await seller.Browser.GetAsync(page.Address);
        (
            await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE field_groups LIKE 'proposal.text%'")
        ).ShouldBe(looks + 1);
        foreach (var table in (string[])["kernel_audit", "kernel_command_receipt", "kernel_outbox"])
            (await RowsAsync(jisr, table)).ShouldNotContain("0944567890");
        jisr.Clock.Advance(TimeSpan.FromDays(31));
        await jisr.LetWorkFinishAsync();
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal WHERE text_sealed IS NOT NULL")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_proposal_line WHERE text_sealed IS NOT NULL")).ShouldBe(0);
        (await jisr.TextAsync("SELECT state FROM market_proposal")).ShouldBe("declined");
        (await seller.Browser.GetAsync(page.Address)).Status.ShouldBe(200);
    }

    private static async Task<string> RowsAsync(JisrApp jisr, string table) =>
        table switch
        {
            "kernel_command_receipt" => await jisr.TextAsync("SELECT max(answer) FROM kernel_command_receipt") ?? "",
            "kernel_outbox" => await jisr.TextAsync("SELECT max(payload) FROM kernel_outbox") ?? "",
            _ => "",
        };

    private static async Task<(Seller Seller, SellerWorld World)> ShopAsync(JisrApp jisr)
    {
        var world = new SellerWorld(jisr);
        var seller = await world.SellerAsync();
        var front = new FrontWorld(jisr);
        await front.ProductAsync(seller.Shop, "soap-laurel", "صابون غار", 2500, onHand: 100_000);
        await front.ProductAsync(seller.Shop, "cream-100", "كريم مرطب لليدين", 4500, label: "100 ml", onHand: 100_000);
        await front.ProductAsync(seller.Shop, "cream-dry", "كريم للبشرة الجافة", 6000, label: "50 ml");
        return (seller, world);
    }

    // The goods that the cases of the fixtures are about.
    private static async Task CatalogueAsync(JisrApp jisr, Seller seller)
    {
        using var catalogue = JsonDocument.Parse(
            await File.ReadAllTextAsync(Repo.File("tests/Market.Tests/fixtures/whatsapp/orders/catalogue.json"))
        );
        foreach (var one in catalogue.RootElement.GetProperty("products").EnumerateArray())
            await new FrontWorld(jisr).ProductAsync(
                seller.Shop,
                one.GetProperty("id").GetString()!,
                one.GetProperty("name").GetString()!,
                unit: one.GetProperty("unit").GetString()!
            );
    }

    private static async Task DoneOrderAsync(JisrApp jisr, SellerWorld world, Seller seller, string phone)
    {
        var order = await world.OrderAsync(seller, "soap-laurel", 1000, phone);
        foreach (var step in (string[])["order.accept", "order.deliver"])
            (await jisr.SendAsync(step, new { orderId = order })).IsDone.ShouldBeTrue(step);
    }

    private static async Task<Page> PasteAsync(Seller seller, string text) =>
        await seller.Browser.SendAsync(await seller.Browser.GetAsync("/my/inbox/paste"), ("text", text));

    private static async Task PasteIsRefusedAsync(Seller seller, string text, string words)
    {
        var page = await PasteAsync(seller, text);
        page.Status.ShouldBe(422);
        page.Errors.ShouldHaveSingleItem().ShouldContain(words);
    }

    private static string Id(Page page) => page.Address.Split('/')[^1];

    // As an iPhone set to Arabic writes it.
    private static byte[] Chat(params (string At, string Who, string Text)[] messages) =>
        Encoding.UTF8.GetBytes(string.Concat(messages.Select(m => $"[{m.At}] {m.Who}: {m.Text}\n")));

    private static async Task<Page> UploadAsync(Seller seller, byte[] file)
    {
        var page = await seller.Browser.GetAsync("/my/inbox/chat");
        var known = page.Document.QuerySelector("select[name='chat'] option:nth-child(2)")?.GetAttribute("value");
        (string, string?)[] fields = known is null ? [("name", "مجموعة الخميس")] : [("chat", known)];
        return await seller.Browser.UploadAsync(page, [("file", "_chat.txt", "text/plain", file)], fields);
    }

    // Answers who the seller is where that is asked.
    private static async Task<Page> BringAsync(Seller seller, byte[] file)
    {
        var page = await UploadAsync(seller, file);
        if (!page.Heading.Contains("One question", StringComparison.Ordinal))
            return page;
        var own = page
            .Document.QuerySelectorAll("label.choice")
            .FirstOrDefault(l => l.TextContent.Contains(Herself, StringComparison.Ordinal))
            ?.QuerySelector("input")!
            .GetAttribute("value");
        page = await seller.Browser.SendAsync(page, ("herself", own ?? "-1"));
        page.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, string.Join(' ', page.Errors));
        return page;
    }
}
