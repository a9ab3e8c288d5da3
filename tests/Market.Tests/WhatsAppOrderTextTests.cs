using System.Text.Json;

namespace Jisr.Market.Tests;

/// <summary>Order texts (whatsapp.md §5, §11).</summary>
public class WhatsAppOrderTextTests
{
    public static TheoryData<string> Cases =>
        [.. CaseFile().EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];

    [Theory, MemberData(nameof(Cases))]
    public async Task WA08_a_text_is_read_as_its_case_says(string id)
    {
        var expected = CaseFile().EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var read = await WhatsAppVerb.PastedAsync(expected.GetProperty("text").GetString()!);
        expected
            .GetProperty("kind_any_of")
            .EnumerateArray()
            .Select(k => k.GetString())
            .ShouldContain(Text(read, "kind"), read.ToString());
        foreach (var field in (string[])["code", "name", "address", "phone_seen", "amounts_seen", "reason"])
            if (expected.TryGetProperty(field, out var value))
                JsonElement.DeepEquals(read.GetProperty(field), value).ShouldBeTrue(field + ": " + read);
        if (!expected.TryGetProperty("lines", out var lines))
        {
            if (Text(read, "kind") != "order")
                Lines(read).ShouldBeEmpty();
            return;
        }
        Lines(read).Count.ShouldBe(lines.GetArrayLength(), read.ToString());
        foreach (var (line, wanted) in Lines(read).Zip(lines.EnumerateArray()))
        foreach (var field in wanted.EnumerateObject())
            JsonElement.DeepEquals(line.GetProperty(field.Name), field.Value).ShouldBeTrue(field.Name + ": " + line);
    }

    [Fact]
    public void WA08_all_cases_are_looked_at() => CaseFile().GetArrayLength().ShouldBe(21);

    [Theory]
    [InlineData("K7Q2MW\n5 × صابون غار", "K7Q2MW")]
    [InlineData("هاد رقم الطلب k٧q٢mw 🌸", "K7Q2MW")]
    [InlineData("مرحبا هي الكود:K7Q2MW، وبدي 7 كولا كمان", "K7Q2MW")]
    [InlineData("#r29-hcm", "R29HCM")]
    [InlineData("7T4 BX9", "7T4BX9")]
    [InlineData("\u200F4K2WZ6\u200F", "4K2WZ6")]
    [InlineData("كنسل K7Q2MW", "K7Q2MW")]
    public async Task WA09_a_valid_code_anywhere_decides_and_lines_beside_it_say_nothing(string text, string code)
    {
        var read = await WhatsAppVerb.PastedAsync(text);
        (Text(read, "kind"), Text(read, "code")).ShouldBe(("order_code", code));
        Lines(read).ShouldBeEmpty();
        read.GetProperty("amounts_seen").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task WA09_of_two_codes_both_are_shown_and_none_decides()
    {
        var read = await WhatsAppVerb.PastedAsync("K7Q2MW أو R29HCM أو K7Q2MW");
        Text(read, "kind").ShouldBe("order_code");
        read.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null);
        read.GetProperty("codes").EnumerateArray().Select(c => c.GetString()).ShouldBe(["K7Q2MW", "R29HCM"]);
    }

    [Theory]
    [InlineData("K7Q2MX", "bad_code")]
    [InlineData("طلبي k7q2mx", "bad_code")]
    [InlineData("7T4BX8", "bad_code")]
    [InlineData("K7Q2M", "other")]
    [InlineData("K7Q2MWW", "other")]
    [InlineData("123456", "other")]
    [InlineData("BCDFGH", "other")]
    public async Task WA10_a_code_with_a_wrong_sign_opens_nothing(string text, string kind)
    {
        var read = await WhatsAppVerb.PastedAsync(text);
        Text(read, "kind").ShouldBe(kind);
        read.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null);
        Lines(read).ShouldBeEmpty();
    }

    [Fact]
    public async Task WA10_a_size_is_no_bad_code()
    {
        var read = await WhatsAppVerb.PastedAsync("زعتر 500grm");
        Text(read, "kind").ShouldBe("order");
    }

    [Fact]
    public async Task WA11_the_fingerprint_forgives_marks_digits_spaces_and_emoji_and_nothing_else()
    {
        var first = Text(await WhatsAppVerb.PastedAsync("٢ كريم مرطب لليدين"), "fingerprint");
        first!.ShouldMatch("^[0-9a-f]{64}$");
        foreach (
            var same in (string[])
                [
                    "\u200F2  كريم مرطّب لليدين 🙏",
                    "2 كريم مرطب لليدين.",
                    "۲ كـريم مرطب لليدين\n",
                    "✨ ٢ كريم مُرطِّب لليدين",
                ]
        )
            Text(await WhatsAppVerb.PastedAsync(same), "fingerprint").ShouldBe(first, same);
        Text(await WhatsAppVerb.PastedAsync("3 كريم مرطب لليدين"), "fingerprint").ShouldNotBe(first);
    }

    [Fact]
    public async Task WA11_a_text_that_one_sender_repeats_within_two_days_is_marked_in_a_chat()
    {
        var chat = string.Join(
            '\n',
            "13/12/2025, 10:00 - A: 2 صابون غار",
            "14/12/2025, 10:00 - A: ٢ صابون غار 🌹",
            "14/12/2025, 11:00 - B: 2 صابون غار",
            "17/12/2025, 10:00 - A: 2 صابون غار",
            "17/12/2025, 10:01 - A: شكرا",
            "17/12/2025, 10:02 - A: K7Q2MW",
            "17/12/2025, 10:03 - A added C"
        );
        var run = await WhatsAppVerb.ChatAsync(chat, "--catalogue", WhatsAppVerb.Catalogue);
        var proposals = run.Json.GetProperty("proposals").EnumerateArray().ToList();
        proposals.ConvertAll(p => p.GetProperty("n").GetInt32()).ShouldBe([1, 2, 3, 4, 6]);
        proposals
            .ConvertAll(p => p.GetProperty("reading").GetProperty("warnings").GetArrayLength())
            .ShouldBe([0, 1, 0, 0, 0]);
        proposals[1].GetProperty("text").GetString().ShouldBe("٢ صابون غار 🌹");
        proposals[1].GetProperty("sender").GetString().ShouldBe("A");
    }

    [Fact]
    public async Task WA11_messages_older_than_two_weeks_are_not_proposed()
    {
        const string Text =
            "1/12/2025, 10:00 - A: 2 كولا\n13/12/2025, 10:00 - A: 3 كولا\n16/12/2025, 10:00 - A: 4 كولا";
        var run = await WhatsAppVerb.ChatAsync(Text, "--catalogue", WhatsAppVerb.Catalogue);
        run.Json.GetProperty("proposals").EnumerateArray().Select(p => p.GetProperty("n").GetInt32()).ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData("هيك بس", "finish")]
    [InlineData("بس هيك شكرا 🌷", "finish")]
    [InlineData("صافي", "finish")]
    [InlineData("C'est tout, merci", "finish")]
    [InlineData("that's all", "finish")]
    [InlineData("مرحبا، بدي أطلب", "start")]
    [InlineData("السلام عليكم بغيت نطلب عافاك", "start")]
    [InlineData("Bonjour, je voudrais commander svp", "start")]
    [InlineData("كنسل", "cancel")]
    [InlineData("إلغاء!", "cancel")]
    [InlineData("لا شكراً", "cancel")]
    [InlineData("annuler ma commande", "cancel")]
    [InlineData("Cancel my order please", "cancel")]
    [InlineData("قديش المجموع؟", "ask_total")]
    [InlineData("شحال الثمن", "ask_total")]
    [InlineData("ça fait combien ?", "ask_total")]
    [InlineData("نفس الطلب", "repeat")]
    [InlineData("comme d'habitude", "repeat")]
    [InlineData("شو عندكم؟", "browse")]
    [InlineData("اش كاين عندكم", "browse")]
    [InlineData("what do you have?", "browse")]
    [InlineData("عندكم عطور؟", "browse")]
    [InlineData("بدي ساعة حائط", "browse")]
    [InlineData("بدي هدية", "browse")]
    [InlineData("العطور", "browse")]
    [InlineData("شو العنوان", "question")]
    [InlineData("العنوان ادلب قرب الجامع", "address")]
    [InlineData("وين المحل؟", "question")]
    [InlineData("شو المكونات؟", "question")]
    [InlineData("قديش الصابون الغار", "question")]
    [InlineData("شحال الصابون", "question")]
    [InlineData("c'est combien le savon ?", "question")]
    [InlineData("عندكم صابون غار؟", "question")]
    [InlineData("غالي كتير", "price_talk")]
    [InlineData("الصابون غالي بزاف", "price_talk")]
    [InlineData("c'est trop cher", "price_talk")]
    [InlineData("ساكنة بحي الفرقان جنب الفرن", "address")]
    [InlineData("العنوان: حلب", "address")]
    [InlineData("شكرا كتير", "other")]
    [InlineData("👍", "other")]
    [InlineData("الشاورما طيبة كتير", "other")]
    [InlineData("كريم مرطب لليدين وصلني يسلمو", "other")]
    [InlineData("ما بدي كولا", "other")]
    [InlineData("بكرا الساعة 5", "other")]
    [InlineData("المجموع 115", "other")]
    public async Task WA08_what_is_no_order_proposes_nothing(string text, string kind)
    {
        var read = await WhatsAppVerb.PastedAsync(text);
        Text(read, "kind").ShouldBe(kind, read.ToString());
        Lines(read).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("رجعولي حقي", "refund")]
    [InlineData("je veux un remboursement", "refund")]
    [InlineData("اجا مكسور", "damaged")]
    [InlineData("2 صابون غار بس الماضي وصلني مكسور", "damaged")]
    [InlineData("j'ai reçu le savon cassé", "damaged")]
    [InlineData("من وين جبتوا رقمي", "privacy")]
    [InlineData("منين جبتو نمرتي", "privacy")]
    [InlineData("where did you get my number?", "privacy")]
    [InlineData("بدي احكي مع صاحبة المتجر", "person")]
    [InlineData("بغيت نهضر معاك", "person")]
    [InlineData("ما وصل طلبي", "complaint")]
    [InlineData("اجاني الصابون غلط", "complaint")]
    [InlineData("I never received it, this is a scam", "complaint")]
    public async Task WA08_a_complaint_goes_to_a_person_with_its_reason(string text, string reason)
    {
        var read = await WhatsAppVerb.PastedAsync(text);
        (Text(read, "kind"), Text(read, "reason")).ShouldBe(("handover", reason));
        Lines(read).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("بدي 3 علب كريم مرطب لليدين و2 صابون غار", "crm-hand-100 3 explicit|soap-laurel 2 explicit")]
    [InlineData("بغيت جوج صابون غار عافاك", "soap-laurel 2 word")]
    [InlineData("بغيت 2 د الصابون", "soap-laurel 2 explicit")]
    [InlineData("هات صابونتين غار وكيلو زعتر", "soap-laurel 2 dual|zaatar 1 word")]
    [InlineData("شمعتين معطرتين", "candle-sm 2 dual")]
    [InlineData("كيلو ونص زعتر", "zaatar 1.5 word")]
    [InlineData("كيلوين ونص زعتر", "zaatar 2.5 dual")]
    [InlineData("2 كيلو ونص زعتر", "zaatar 2.5 explicit")]
    [InlineData("كيلو إلا ربع زعتر", "zaatar 0.75 word")]
    [InlineData("تلت ارباع كيلو زعتر", "zaatar 0.75 word")]
    [InlineData("ربع زعتر", "zaatar 0.25 word")]
    [InlineData("1/2 كيلو زعتر", "zaatar 0.5 explicit")]
    [InlineData("½ كيلو زعتر", "zaatar 0.5 explicit")]
    [InlineData("1,5 كيلو زعتر", "zaatar 1.5 explicit")]
    [InlineData("١٫٥ كيلو زعتر", "zaatar 1.5 explicit")]
    [InlineData("١،٥ كيلو زعتر", "zaatar 1.5 explicit")]
    [InlineData("صابون غار ×3", "soap-laurel 3 explicit")]
    [InlineData("صابون غار x 3", "soap-laurel 3 explicit")]
    [InlineData("3x صابون غار", "soap-laurel 3 explicit")]
    [InlineData("صابون غار 3 قطع", "soap-laurel 3 explicit")]
    [InlineData("3علب صابون غار", "soap-laurel 3 explicit")]
    [InlineData("كريم للبشرة الجافة 50 مل × 2", "crm-dry-50 2 explicit")]
    [InlineData("2 كريم مرطب لليدين 100 مل", "crm-hand-100 2 explicit")]
    [InlineData("100 مل كريم مرطب لليدين", "crm-hand-100 1 default")]
    [InlineData("صابون غار 25 ليرة", "soap-laurel 1 default")]
    [InlineData("صابون غار 2", "soap-laurel 1 default")]
    [InlineData("دزينة صابون غار", "soap-laurel 12 word")]
    [InlineData("نص دزينة صابون غار", "soap-laurel 6 word")]
    [InlineData("بدال الكولا بدي شاورما دجاج", "shawarma-ch 1 default")]
    [InlineData("صابون غار 10 بـ 100", "soap-laurel 1 default")]
    [InlineData("ب 20 صابون غار", "soap-laurel 1 default")]
    [InlineData("5 × 30 صابون غار", "soap-laurel 5 explicit")]
    [InlineData("صابون غار 100 × 2", "soap-laurel 2 explicit")]
    [InlineData("bghit 3 kg zaatar 3afak", "zaatar 3 explicit")]
    [InlineData("2 شاورما دجاج 3 كولا", "shawarma-ch 2 explicit|cola 3 explicit")]
    [InlineData("صابون غار شمعة معطرة صغيرة كولا", "soap-laurel 1 default|candle-sm 1 default|cola 1 default")]
    [InlineData("شاورما دجاج مع كولا", "shawarma-ch 1 default|cola 1 default")]
    [InlineData("كولا وشاورما دجاج واحدة", "cola 1 default|shawarma-ch 1 word")]
    [InlineData("1- صابون غار\n2- كولا", "soap-laurel 1 default|cola 1 default")]
    [InlineData("1) 2 صابون غار\n2) 3 كولا", "soap-laurel 2 explicit|cola 3 explicit")]
    [InlineData("- 2 صابون غار\n- 3 كولا", "soap-laurel 2 explicit|cola 3 explicit")]
    [InlineData("المنتج: صابون غار\nالكمية: 2", "soap-laurel 2 explicit")]
    [InlineData("رقمي 0944 123 456 بدي 2 كولا", "cola 2 explicit")]
    [InlineData("بكرا الساعة 5:30 بدي 2 كولا ب 20 ليرة", "cola 2 explicit")]
    [InlineData("https://example.org/4/7 بدي 2 كولا", "cola 2 explicit")]
    [InlineData("بدي 2 صابون غار وكنسلي الكولا", "soap-laurel 2 explicit")]
    [InlineData("بدي 2 صابون غار وقديش السعر؟", "soap-laurel 2 explicit")]
    [InlineData(
        "Bonjour, je voudrais 2 savons au laurier et une bougie parfumée svp",
        "soap-laurel 2 explicit|candle-sm 1 word"
    )]
    [InlineData("2 soaps and 1 candle please", "soap-laurel 2 explicit|candle-sm 1 explicit")]
    [InlineData("٤ ×٢", "crm-dry-50 2 explicit")]
    [InlineData("بدي 2 و 3", "soap-laurel 1 default|candle-sm 1 default")]
    [InlineData("2,3", "soap-laurel 1 default|candle-sm 1 default")]
    [InlineData("حبتين من رقم 3", "candle-sm 2 dual")]
    public async Task WA08_a_quantity_rests_on_an_explicit_sign_and_a_line_on_a_name(string text, string lines)
    {
        var read = await WhatsAppVerb.PastedAsync(text);
        Text(read, "kind").ShouldBe("order", read.ToString());
        string.Join('|', Lines(read).Select(l => $"{Text(l, "product")} {Text(l, "qty")} {Text(l, "qty_source")}"))
            .ShouldBe(lines);
    }

    [Theory]
    [InlineData("0 صابون غار", "quantity_not_positive")]
    [InlineData("-2 صابون غار", "quantity_not_positive")]
    [InlineData("1000 صابون غار", "quantity_too_big")]
    [InlineData("9999999 صابون غار", "quantity_too_big")]
    [InlineData("1.5 صابون غار", "quantity_not_step")]
    [InlineData("0.3 كيلو زعتر", "quantity_not_step")]
    public async Task WA08_a_quantity_that_cannot_be_is_never_ticked_beforehand(string text, string warning)
    {
        var line = Lines(await WhatsAppVerb.PastedAsync(text)).ShouldHaveSingleItem();
        Text(line, "confidence").ShouldBe("low");
        line.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()).ShouldContain(warning);
    }

    [Theory]
    [InlineData("2 صابون غار", "high", "soap-laurel", "")]
    [InlineData("2 وصابون الغار", "high", "soap-laurel", "")]
    [InlineData("2 صابون", "medium", "soap-laurel", "")]
    [InlineData("2 كريم", "low", null, "crm-hand-100,crm-dry-50")]
    [InlineData("2 صابوم غار", "low", null, "soap-laurel")]
    [InlineData("2 زيت شعر 250 مل", "medium", "oil-hair-200", "")]
    [InlineData("زعتر 500 غ", "medium", "zaatar", "")]
    [InlineData("2 savon laurier", "medium", "soap-laurel", "")]
    public async Task WA08_only_whole_names_are_sure(string text, string confidence, string? product, string candidates)
    {
        var line = Lines(await WhatsAppVerb.PastedAsync(text)).ShouldHaveSingleItem();
        Text(line, "confidence").ShouldBe(confidence, line.ToString());
        Text(line, "product").ShouldBe(product);
        string.Join(',', line.GetProperty("candidates").EnumerateArray().Select(c => c.GetString()))
            .ShouldBe(candidates);
    }

    [Fact]
    public async Task WA08_ten_and_two_free_is_read_in_its_ways()
    {
        foreach (
            var text in (string[])
                [
                    "10+2 صابون غار",
                    "صابون غار 10+2",
                    "صابون غار عدد 10+2",
                    "10 صابون غار و2 هدية",
                    "10 + 2 مجانا صابون غار",
                ]
        )
        {
            var line = Lines(await WhatsAppVerb.PastedAsync(text)).ShouldHaveSingleItem(text);
            (Text(line, "qty"), Text(line, "free")).ShouldBe(("10", "2"), text);
        }
    }

    [Fact]
    public async Task WA08_labels_are_cut_out_and_sums_are_noted_in_every_language()
    {
        var read = await WhatsAppVerb.PastedAsync(
            "Nom: Sara\nAdresse :\nRabat, rue 5\nTél: 06 12 34 56 78\nCommande: 2 كولا\nPrix: 40 dh"
        );
        (Text(read, "name"), Text(read, "address")).ShouldBe(("Sara", "Rabat, rue 5"));
        read.GetProperty("phone_seen").GetBoolean().ShouldBeTrue();
        read.GetProperty("amounts_seen").EnumerateArray().Select(a => a.GetString()).ShouldBe(["40"]);
        Text(Lines(read).ShouldHaveSingleItem(), "qty").ShouldBe("2");
        read.ToString().ShouldNotContain("34");
        var one = await WhatsAppVerb.PastedAsync("*الاسم:* سارة *العنوان:* حلب 0933123456 *الطلب:* 3 كولا");
        (Text(one, "name"), Text(one, "address")).ShouldBe(("سارة", "حلب"));
    }

    [Fact]
    public async Task WA08_numbers_without_a_list_are_nothing()
    {
        var catalogue = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            catalogue,
            """{"products":[{"id":"soap","name":"صابون غار"},{"id":"soap-lemon","name":"صابون ليمون"}]}"""
        );
        Text(await WhatsAppVerb.PastedAsync("٢ و٣", catalogue), "kind").ShouldBe("other");
        var both = Lines(await WhatsAppVerb.PastedAsync("2 صابون غار وصابون ليمون", catalogue));
        both.Select(l => (Text(l, "product"), Text(l, "qty"))).ShouldBe([("soap", "2"), ("soap-lemon", "1")]);
        File.Delete(catalogue);
    }

    [Fact]
    public async Task WA08_names_with_a_joining_word_and_sizes_that_tell_apart_are_kept()
    {
        var catalogue = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            catalogue,
            """
            {"products":[
              {"id":"oil-zaatar","name":"زيت وزعتر"},
              {"id":"salt","name":"ملح","name_fr":"Sel et poivre"},
              {"id":"oil-1","name":"زيت زيتون 1 لتر"},
              {"id":"oil-5","name":"زيت زيتون 5 لتر"},
              {"id":"leaf","name":"ورق عنب"}]}
            """
        );
        string Of(JsonElement read) =>
            string.Join('|', Lines(read).Select(l => $"{Text(l, "product")} {Text(l, "qty")}"));
        Of(await WhatsAppVerb.PastedAsync("2 زيت وزعتر وملح", catalogue)).ShouldBe("oil-zaatar 2|salt 1");
        Of(await WhatsAppVerb.PastedAsync("2 sel et poivre", catalogue)).ShouldBe("salt 2");
        Of(await WhatsAppVerb.PastedAsync("2 زيت زيتون 5 لتر", catalogue)).ShouldBe("oil-5 2");
        Of(await WhatsAppVerb.PastedAsync("2 زيت زيتون", catalogue)).ShouldBe(" 2");
        Of(await WhatsAppVerb.PastedAsync("2 ورق عنب", catalogue)).ShouldBe("leaf 2");
        File.Delete(catalogue);
    }

    [Fact]
    public async Task WA08_an_empty_text_and_a_text_of_4001_letters_are_refused()
    {
        Text(await WhatsAppVerb.PastedAsync(" \u200F\n "), "kind").ShouldBe("empty");
        Text(await WhatsAppVerb.PastedAsync(new string('ب', 4001)), "kind").ShouldBe("too_long");
        Text(await WhatsAppVerb.PastedAsync(new string('ب', 4000) + "\n"), "kind").ShouldBe("other");
    }

    [Fact]
    public async Task WA08_markup_is_text()
    {
        var read = await WhatsAppVerb.PastedAsync("<script>alert(1)</script> 2 صابون غار =HYPERLINK(\"x\")");
        Text(Lines(read).ShouldHaveSingleItem(), "product").ShouldBe("soap-laurel");
    }

    [Fact]
    public async Task WA08_a_catalogue_that_is_none_says_so()
    {
        var file = Path.GetTempFileName();
        foreach (
            var text in (string[])
                [
                    "",
                    "{}",
                    "[1]",
                    """{"products":[{"id":"x"}]}""",
                    """{"products":[{"id":"x","name":"y","step":"-1"}]}""",
                ]
        )
        {
            await File.WriteAllTextAsync(file, text);
            var run = await WhatsAppVerb.ChatAsync("2 صابون", "--pasted", "--catalogue", file);
            (run.Exit, run.Error).ShouldBe((2, "catalogue_unreadable"), text);
        }
        File.Delete(file);
        (await WhatsAppVerb.ChatAsync("2 صابون", "--pasted", "--catalogue", "/nowhere.json")).Exit.ShouldBe(2);
    }

    private static JsonElement CaseFile() =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(WhatsAppVerb.Fixtures, "orders", "messages.json")))
            .RootElement.GetProperty("cases");

    private static string? Text(JsonElement of, string field) => of.GetProperty(field).GetString();

    private static List<JsonElement> Lines(JsonElement read) => [.. read.GetProperty("lines").EnumerateArray()];
}
