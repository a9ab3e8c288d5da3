using System.Text.Json;

namespace Jisr.Market.Tests;

/// <summary>Exported chats (whatsapp.md §4, §9, §11).</summary>
public class WhatsAppChatTests
{
    private const char Rlm = '\u200F';
    private const char Nn = '\u202F';

    public static IEnumerable<string> Exports =>
        Directory
            .EnumerateFiles(Path.Combine(WhatsAppVerb.Fixtures, "exports"), "*.txt")
            .Select(f => Path.GetFileName(f)!)
            .Order(StringComparer.Ordinal);

    public static TheoryData<string> ExportData => [.. Exports];

    [Theory, MemberData(nameof(ExportData))]
    public async Task WA01_an_export_is_read_as_its_expected_file_says(string name)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Export(name[..^4] + ".expected.json")));
        var told = expected.RootElement.TryGetProperty("told_order", out var order) ? order.GetString() : null;
        var run = await WhatsAppVerb.FileAsync(Export(name), told is null ? [] : ["--order", told]);
        run.Exit.ShouldBe(0, run.Errors);
        ShouldHold(run.Json, expected.RootElement);
        run.Json.GetProperty("proposals").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void WA01_all_exports_are_looked_at() => Exports.Count().ShouldBe(18);

    [Fact]
    public async Task WA02_noon_is_12_and_a_time_in_a_body_keeps_its_own_digits()
    {
        var message = (await WhatsAppVerb.FileAsync(Export("android_ar_rlm_12h.txt"))).Messages[2];
        At(message).ShouldBe("2025-04-22T12:05:00");
        Body(message).ShouldBe("والساعة ٣ م بكون بالبيت");
    }

    [Fact]
    public async Task WA03_times_are_null_until_the_person_says_which_part_is_the_day()
    {
        var asked = await WhatsAppVerb.FileAsync(Export("ambiguous_dates.txt"));
        asked.Messages.ShouldAllBe(m => At(m) == null);
        Warnings(asked).ShouldBe(["date_order_unknown"]);
        var told = await WhatsAppVerb.FileAsync(Export("ambiguous_dates.txt"), "--order", "dmy");
        told.Messages.Select(At).ShouldBe(["2021-04-03T10:00:00", "2021-06-05T11:00:00"]);
        var other = await WhatsAppVerb.FileAsync(Export("ambiguous_dates.txt"), "--order", "mdy");
        other.Messages.Select(At).ShouldBe(["2021-03-04T10:00:00", "2021-05-06T11:00:00"]);
    }

    [Fact]
    public async Task WA04_a_notice_with_a_colon_is_a_notice_and_a_member_stays_a_member()
    {
        var run = await WhatsAppVerb.FileAsync(Export("system_with_colon.txt"));
        run.Messages.Select(Kind).ShouldBe(["system", "message"]);
        Sender(run.Messages[1]).ShouldBe("زبونة أ");
    }

    [Fact]
    public async Task WA05_a_line_separator_inside_a_body_ends_no_line()
    {
        (await WhatsAppVerb.FileAsync(Export("line_separator_in_body.txt"))).Messages.Count.ShouldBe(2);
        foreach (var sign in (char[])['\u2028', '\u0085', '\f', '\u2029'])
            (await OneAsync($"12/13/2026, 09:15 - A: one{sign}12/13/2026, 09:16 - B: two"))
                .GetProperty("last_line")
                .GetInt32()
                .ShouldBe(1);
    }

    [Fact]
    public async Task WA06_a_zip_is_read_as_the_text_inside()
    {
        foreach (
            var (zip, text) in (IEnumerable<(string, string)>)
                [("ios_export.zip", "edited_deleted_attached.txt"), ("android_export.zip", "android_ar_rlm_12h.txt")]
        )
        {
            var run = await WhatsAppVerb.FileAsync(Export(zip));
            run.Exit.ShouldBe(0, run.Errors);
            run.Output.ShouldBe((await WhatsAppVerb.FileAsync(Export(text))).Output);
        }
    }

    [Fact]
    public async Task WA07_the_same_chat_again_brings_nothing_and_a_longer_one_only_what_is_new()
    {
        foreach (var name in Exports)
        {
            var again = await WhatsAppVerb.FileAsync(Export(name), "--known", Export(name));
            again.Messages.ShouldBeEmpty(name);
        }
        const string Old = "30/12/2025, 10:00 - A: صابون\n30/12/2025, 10:00 - A: صابون\n30/12/2025, 10:01 - B: تمام\n";
        // The other phone writes seconds, marks and its own digits; two equal messages in a minute stay two.
        var newer =
            $"{Rlm}[٣٠/١٢/٢٠٢٥، ١٠:٠٠:٠٧ ص] A: صابون\n[30/12/2025، 10:00:31 ص] A: {Rlm}صابون\n"
            + "[30/12/2025، 10:00:59 ص] A: صابون\n[30/12/2025، 10:01:00 ص] B: تمام\n[30/12/2025، 10:02:00 ص] B: تمام\n";
        var known = Path.GetTempFileName();
        await File.WriteAllTextAsync(known, Old);
        var fresh = await WhatsAppVerb.ChatAsync(newer, "--known", known);
        File.Delete(known);
        fresh
            .Messages.Select(m => (Sender(m), At(m)))
            .ShouldBe([("A", "2025-12-30T10:00:59"), ("B", "2025-12-30T10:02:00")]);
    }

    [Theory]
    [InlineData(
        "[\u200F21\u200F/9\u200F/2026، 9:47:45 م] \u202A+963 900 000 001\u202C: نص",
        "2026-09-21T21:47:45",
        "+963900000001",
        "phone"
    )]
    [InlineData("\u200F[١٥/٠٩/٢٠٢٦، ٨:٤٦:٠٠ م] زبونة أ: نص", "2026-09-15T20:46:00", "زبونة أ", "name")]
    [InlineData("[21/9/2026، 11:00:00 م] ~\u202Fزبونة ب: نص", "2026-09-21T23:00:00", "زبونة ب", "unsaved_name")]
    [InlineData("22\u200F/4\u200F/2025، 1:15 ص - \u200Fزبونة أ: نص", "2025-04-22T01:15:00", "زبونة أ", "name")]
    [InlineData("١٧/٠٧/٢٠٢٦، ١٠:٣٠ م - زبونة أ: نص", "2026-07-17T22:30:00", "زبونة أ", "name")]
    [InlineData("۱۷/۰۷/۲۰۲۶، ۱۰:۳۰ م - زبونة أ: نص", "2026-07-17T22:30:00", "زبونة أ", "name")]
    [InlineData("1/5/2025، 09:17 - +212 600-000001: نص", "2025-05-01T09:17:00", "+212600000001", "phone")]
    [InlineData("29/04/2025, 05:59 - Client A: نص", "2025-04-29T05:59:00", "Client A", "name")]
    [InlineData("29/03/2026 à 09:14 - Client A: نص", "2026-03-29T09:14:00", "Client A", "name")]
    [InlineData("29/03/2026 09:14 - Client A: نص", "2026-03-29T09:14:00", "Client A", "name")]
    [InlineData("31.12.2025 23:58 - Müşteri A: نص", "2025-12-31T23:58:00", "Müşteri A", "name")]
    [InlineData("05.01.2026 3:00 ÖS - Müşteri A: نص", "2026-01-05T15:00:00", "Müşteri A", "name")]
    [InlineData("05.01.2026 12:00 ÖÖ - Müşteri A: نص", "2026-01-05T00:00:00", "Müşteri A", "name")]
    [InlineData("\u200E[15/09/2026, 8:05:00\u202FAM] Buyer A: نص", "2026-09-15T08:05:00", "Buyer A", "name")]
    [InlineData("[15/09/2026, 8:05:00\u202Fp.\u00A0m.] Buyer A: نص", "2026-09-15T20:05:00", "Buyer A", "name")]
    [InlineData("[15/09/2026, 8:05 a.m.] Buyer A: نص", "2026-09-15T08:05:00", "Buyer A", "name")]
    [InlineData("[2026-03-08, 21:05:10] Buyer A: نص", "2026-03-08T21:05:10", "Buyer A", "name")]
    [InlineData("2026/3/8, 21:05 - Buyer A: نص", "2026-03-08T21:05:00", "Buyer A", "name")]
    [InlineData("9/21/26, 9:47 PM - Buyer A: نص", "2026-09-21T21:47:00", "Buyer A", "name")]
    [InlineData("23/09/2026, 18:20 – Buyer A: نص", "2026-09-23T18:20:00", "Buyer A", "name")]
    [InlineData("[30/9/2026، 7:58 م] متجر تجريبي: نص", "2026-09-30T19:58:00", "متجر تجريبي", "name")]
    [InlineData("[15:33, 14/9/2026] Buyer A: نص", "2026-09-14T15:33:00", "Buyer A", "name")]
    [InlineData("[8:19 PM, 6/13/2026] Buyer A: نص", "2026-06-13T20:19:00", "Buyer A", "name")]
    [InlineData("[٨:١٩ م، ١٣/٦/٢٠٢٦] زبونة أ: نص", "2026-06-13T20:19:00", "زبونة أ", "name")]
    [InlineData("[13.3.2022 klo 14.08.18] Buyer A: نص", "2022-03-13T14:08:18", "Buyer A", "name")]
    [InlineData("31-12-25 7.05 pm - Buyer A: نص", "2025-12-31T19:05:00", "Buyer A", "name")]
    [InlineData("\uFEFF31/12/2025, 10:00 - Shop 10:30 am: نص", "2025-12-31T10:00:00", "Shop 10:30 am", "name")]
    [InlineData("31/12/2025, 10:00 - +90 (500) 000\u201100 01: نص", "2025-12-31T10:00:00", "+905000000001", "phone")]
    public async Task WA01_every_shape_of_a_header_is_read(string line, string at, string sender, string kind)
    {
        var message = await OneAsync(line);
        At(message).ShouldBe(at);
        Sender(message).ShouldBe(sender);
        message.GetProperty("sender_kind").GetString().ShouldBe(kind);
        Body(message).ShouldBe("نص");
    }

    [Theory]
    [InlineData("13/14/2026, 10:00 - A: x")]
    [InlineData("32/12/2026, 10:00 - A: x")]
    [InlineData("0/12/2026, 10:00 - A: x")]
    [InlineData("12/12/2026, 24:00 - A: x")]
    [InlineData("12/12/2026, 10:60 - A: x")]
    [InlineData("[12/12/2026, 10:00:60] A: x")]
    [InlineData("12/12/2026, 10:00 A: x")]
    [InlineData("12/12/2026, 10:00 -A: x")]
    [InlineData("12/12.2026, 10:00 - A: x")]
    [InlineData("12/12/026, 10:00 - A: x")]
    [InlineData("2026-13-01, 10:00 - A: x")]
    [InlineData(" 12/12/2026, 10:00 - A: x")]
    [InlineData("التسليم 15/02/2024, 10:30 AM - الموقع: السوق")]
    [InlineData("12/12/2026, 10:00 مساء - A: x")]
    public async Task WA01_what_cannot_be_a_date_and_time_is_no_header(string line)
    {
        var run = await WhatsAppVerb.ChatAsync(line);
        (run.Exit, run.Error).ShouldBe((2, "no_messages"));
        var message = await OneAsync("31/12/2025, 10:00 - A: first\n" + line);
        Body(message).ShouldBe("first\n" + line.TrimEnd());
    }

    [Theory]
    [InlineData("03/04/2026، 10:00 - A: x", "dmy", "arabic_header", "2026-04-03T10:00:00")]
    [InlineData("3\u200F/4/2026, 10:00 - A: x", "dmy", "arabic_header", "2026-04-03T10:00:00")]
    [InlineData("[3/4/2026, 10:00 م] A: x", "dmy", "arabic_header", "2026-04-03T22:00:00")]
    [InlineData("03.04.2026, 10:00 - A: x", "dmy", "dotted", "2026-04-03T10:00:00")]
    [InlineData("2026-04-03, 10:00 - A: x", "ymd", "year_first", "2026-04-03T10:00:00")]
    [InlineData("4/13/2026، 10:00 - A: x", "mdy", "over_12", "2026-04-13T10:00:00")]
    [InlineData("1/2/2026, 10:00 - A: x\n2/1/2026, 10:00 - A: y", "mdy", "sequence", "2026-01-02T10:00:00")]
    [InlineData("2/1/2026, 10:00 - A: x\n1/2/2026, 10:00 - A: y", "dmy", "sequence", "2026-01-02T10:00:00")]
    [InlineData(
        "1/2/2026, 10:09 - A: x\n1/2/2026, 10:00 - A: y\n2/1/2026, 9:00 - A: z",
        "mdy",
        "sequence",
        "2026-01-02T10:09:00"
    )]
    [InlineData("1/2/2026, 10:00 - A: x", "unknown", "ambiguous", null)]
    [InlineData("2/3/2026, 10:00 - A: x\n1/1/2026, 10:00 - A: y", "unknown", "ambiguous", null)]
    [InlineData("13/4/2026, 10:00 - A: x\n4/13/2026, 10:00 - A: y", "unknown", "inconsistent", null)]
    public async Task WA03_the_first_rule_that_knows_says_which_part_is_the_day(
        string text,
        string order,
        string basis,
        string? first
    )
    {
        var run = await WhatsAppVerb.ChatAsync(text);
        run.Json.GetProperty("date_order").GetString().ShouldBe(order);
        run.Json.GetProperty("date_basis").GetString().ShouldBe(basis);
        At(run.Messages[0]).ShouldBe(first);
        Warnings(run)
            .ShouldBe(
                order != "unknown" ? [] : [basis == "ambiguous" ? "date_order_unknown" : "date_order_inconsistent"]
            );
    }

    [Fact]
    public async Task WA03_an_answer_that_cannot_be_right_for_a_line_leaves_that_line_without_a_time()
    {
        const string Text = "3/4/2026, 10:00 - A: x\n31/12/2026, 10:00 - A: y\n31/2/2026, 10:00 - A: z";
        var run = await WhatsAppVerb.ChatAsync(Text, "--order", "mdy");
        run.Messages.Select(At).ShouldBe(["2026-03-04T10:00:00", null, null]);
        Warnings(run).ShouldBe(["date_order_contradicted"]);
        Warnings(await WhatsAppVerb.ChatAsync("3/4/2026, 10:00 - A: x", "--order", "mdy")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("31/12/2025, 10:00 - انضمت زبونة أ باستخدام رابط دعوة هذه المجموعة")]
    [InlineData("31/12/2025, 10:00 - Buyer A added Buyer B")]
    [InlineData("31/12/2025, 10:00 - Buyer A changed the subject from “a: b” to “c”")]
    [InlineData("31/12/2025, 10:00 - Client A a changé le nom du groupe en « Offres : jeudi »")]
    [InlineData("31/12/2025, 10:00 - Müşteri A grubu oluşturdu")]
    [InlineData("31/12/2025, 10:00 - أضافت زبونة أ: زبونة ب")]
    [InlineData("[31/12/2025, 10:00:00] Group: \u200EBuyer A left")]
    [InlineData("[31/12/2025, 10:00:00] مجموعة: \u200Fأنشأت زبونة أ المجموعة")]
    [InlineData("[31/12/2025, 10:00:00] Groupe: \u200EClient A a ajouté Client B")]
    [InlineData("[31/12/2025, 10:00:00] Buyer A: Messages and calls are end-to-end encrypted. Tap to learn more.")]
    [InlineData("[31/12/2025, 10:00:00] Client A: Les messages et les appels sont chiffrés de bout en bout.")]
    [InlineData("[31/12/2025, 10:00:00] زبونة أ: الرسائل والمكالمات مُشفَّرة تمامًا بين الطرفين.")]
    public async Task WA04_what_the_app_says_has_no_sender(string line)
    {
        var message = await OneAsync(line);
        Kind(message).ShouldBe("system");
        Sender(message).ShouldBeNull();
        message.GetProperty("sender_kind").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("Buyer A left")]
    [InlineData("أضافت أختي طلب")]
    [InlineData("غادرت")]
    [InlineData("I changed the subject")]
    [InlineData("image omitted by mistake")]
    [InlineData("Media omitted")]
    [InlineData("see (file attached)")]
    [InlineData("نص فيه تم حذف هذه الرسالة")]
    public async Task WA04_a_member_who_writes_a_word_of_the_app_stays_a_member(string body)
    {
        var message = await OneAsync("31/12/2025, 10:00 - زبونة أ: " + body);
        (Kind(message), Body(message)).ShouldBe(("message", body));
        message.GetProperty("media").ValueKind.ShouldBe(JsonValueKind.Null);
        message.GetProperty("deleted").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("<Media omitted>", "omitted", null, "")]
    [InlineData("\u200Eimage omitted", "omitted", null, "")]
    [InlineData("<Médias omis>", "omitted", null, "")]
    [InlineData("<Me\u0301dias omis>", "omitted", null, "")]
    [InlineData("<Medya dahil edilmedi>", "omitted", null, "")]
    [InlineData("\u200Fلم يتم إدراج الصورة", "omitted", null, "")]
    [InlineData("<تم استبعاد الوسائط>\nهاي الصورة", "omitted", null, "هاي الصورة")]
    [InlineData("هاي الصورة \u200Eimage omitted", "omitted", null, "هاي الصورة")]
    [InlineData("<attached: 01-PHOTO.jpg>", "attached", "01-PHOTO.jpg", "")]
    [InlineData("\u200F<مرفق: 01-PHOTO.jpg>", "attached", "01-PHOTO.jpg", "")]
    [InlineData("\u200EIMG-1.jpg (file attached)\ntwo lines\nof words", "attached", "IMG-1.jpg", "two lines\nof words")]
    [InlineData("IMG-1.jpg (الملف مرفق)", "attached", "IMG-1.jpg", "")]
    [InlineData("liste 2.pdf (fichier joint)", "attached", "liste 2.pdf", "")]
    [InlineData("IMG-1.jpg (dosya ekli)", "attached", "IMG-1.jpg", "")]
    [InlineData("../../etc/passwd.txt (file attached)", "attached", "../../etc/passwd.txt", "")]
    public async Task WA01_media_is_left_out_or_attached_with_its_caption(
        string body,
        string media,
        string? file,
        string text
    )
    {
        var message = await OneAsync("31/12/2025, 10:00 - A: " + body);
        message.GetProperty("media").GetString().ShouldBe(media);
        message.GetProperty("file").GetString().ShouldBe(file);
        Body(message).ShouldBe(text);
    }

    [Theory]
    [InlineData("This message was deleted.", true, false, "")]
    [InlineData("You deleted this message", true, false, "")]
    [InlineData("Ce message a été supprimé.", true, false, "")]
    [InlineData("Bu mesaj silindi", true, false, "")]
    [InlineData("\u200Fتم حذف هذه الرسالة.", true, false, "")]
    [InlineData("\u200Fحذفتَ هذه الرسالة", true, false, "")]
    [InlineData("two <This message was edited>", false, true, "two")]
    [InlineData("deux <Ce message a été modifié>", false, true, "deux")]
    [InlineData("ثلاثة\n\u200F<تم تعديل هذه الرسالة>", false, true, "ثلاثة")]
    [InlineData("<This message was edited> no", false, false, "<This message was edited> no")]
    public async Task WA01_deleted_and_edited_messages_are_flagged(string body, bool deleted, bool edited, string text)
    {
        var message = await OneAsync("31/12/2025, 10:00 - A: " + body);
        message.GetProperty("deleted").GetBoolean().ShouldBe(deleted);
        message.GetProperty("edited").GetBoolean().ShouldBe(edited);
        Body(message).ShouldBe(text);
    }

    [Fact]
    public async Task WA01_lines_end_at_crlf_lf_and_cr_and_blank_ones_belong_to_the_message_above()
    {
        var run = await WhatsAppVerb.ChatAsync(
            "before\r31/12/2025, 10:00 - A: one\r\n\r\ntwo\r31/12/2025, 10:01 - B:\n31/12/2025, 10:02 - A: three"
        );
        run.Json.GetProperty("preamble_lines").GetInt32().ShouldBe(1);
        run.Messages.Select(m => (Body(m), m.GetProperty("line").GetInt32(), m.GetProperty("last_line").GetInt32()))
            .ShouldBe([("one\n\ntwo", 2, 4), ("", 5, 5), ("three", 6, 6)]);
    }

    [Fact]
    public async Task WA01_a_body_loses_marks_at_its_ends_only()
    {
        var message = await OneAsync(
            $"31/12/2025, 10:00 - A: {Rlm}{Nn}a{Rlm}b {Rlm}٣ <b>x</b> =HYPERLINK(1) \u00A0{Rlm}\n"
        );
        Body(message).ShouldBe($"a{Rlm}b {Rlm}٣ <b>x</b> =HYPERLINK(1)");
    }

    [Fact]
    public async Task WA01_lines_keep_the_order_of_the_file_when_a_clock_goes_back()
    {
        var run = await WhatsAppVerb.ChatAsync("31/12/2025, 10:05 - A: late\n31/12/2025, 10:00 - A: early");
        run.Messages.Select(Body).ShouldBe(["late", "early"]);
    }

    [Fact]
    public async Task WA01_the_same_is_read_whatever_the_machines_language_is()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        var expected = (await WhatsAppVerb.FileAsync(Export("ios_ar_latin_digits.txt"))).Output;
        try
        {
            foreach (var name in (string[])["ar-SA", "ar-SY", "ar-MA", "tr-TR", "fr-MA", "fa-IR"])
            {
                System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(name);
                (await WhatsAppVerb.FileAsync(Export("ios_ar_latin_digits.txt"))).Output.ShouldBe(expected, name);
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static async Task<JsonElement> OneAsync(string text)
    {
        var run = await WhatsAppVerb.ChatAsync(text);
        run.Exit.ShouldBe(0, run.Errors);
        return run.Messages.ShouldHaveSingleItem();
    }

    private static string Export(string name) => Path.Combine(WhatsAppVerb.Fixtures, "exports", name);

    private static string? At(JsonElement message) => message.GetProperty("at").GetString();

    private static string? Sender(JsonElement message) => message.GetProperty("sender").GetString();

    private static string Body(JsonElement message) => message.GetProperty("body").GetString()!;

    private static string Kind(JsonElement message) => message.GetProperty("kind").GetString()!;

    private static List<string> Warnings(WhatsAppRun run) =>
        [.. run.Json.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!)];

    // All that the expected file says, but for what it says about itself; messages exactly.
    private static void ShouldHold(JsonElement read, JsonElement expected)
    {
        foreach (var field in expected.EnumerateObject().Where(f => f.Name is not ("file" or "note" or "told_order")))
            JsonElement
                .DeepEquals(read.GetProperty(field.Name), field.Value)
                .ShouldBeTrue($"{field.Name}: {read.GetProperty(field.Name)} but expected {field.Value}");
    }
}
