using System.Globalization;
using System.Text;
using CsCheck;

namespace Jisr.Market.Tests;

/// <summary>What holds for every text (whatsapp.md §4, §5).</summary>
public class WhatsAppPropertyTests
{
    private static readonly Gen<string> Pieces = Gen.OneOf(
        "31/12/2025, 10:00 - ",
        "\u200F[٣/٤/٢٠٢٦، ٩:٤٧ م] ",
        "[15:33, 14/9/2026] ",
        "A: ",
        "زبونة أ: ",
        "\n",
        "\r\n",
        "\u2028",
        "<attached: a.jpg>",
        "<",
        ">",
        "(file attached)",
        "\u200E",
        "٢ و٣",
        "2 صابون غار",
        "×",
        "10+2",
        "كيلو ونص",
        "وو",
        "و",
        "الاسم: ",
        "1/2",
        "-",
        ":",
        "\uD83D",
        "\uDE4F",
        "0944 123 456",
        "K7Q2MX",
        "عدد",
        "رقم",
        "بدون ",
        ".",
        "،"
    );

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Pieces.List[0, 12].Select(p => string.Concat(p)),
        Gen.Select(Pieces, Gen.String, (p, s) => p + s)
    );

    [Fact]
    public Task No_text_makes_the_reader_of_chats_fail() =>
        Texts.SampleAsync(
            async text =>
            {
                var run = await WhatsAppVerb.ChatAsync(text, "--catalogue", WhatsAppVerb.Catalogue);
                run.Exit.ShouldBe(run.Error is null ? 0 : 2);
            },
            iter: 400
        );

    [Fact]
    public Task No_bytes_make_the_reader_of_files_fail() =>
        Gen
            .Byte.Array[0, 300]
            .Select(Gen.Bool, (bytes, zip) => zip ? [(byte)'P', (byte)'K', 3, 4, .. bytes] : bytes)
            .SampleAsync(async bytes => (await WhatsAppVerb.BytesAsync(bytes)).Exit.ShouldBeOneOf(0, 2), iter: 200);

    [Fact]
    public Task No_text_makes_the_reader_of_orders_fail_and_its_fingerprint_is_that_of_the_text_folded() =>
        Texts.SampleAsync(
            async text =>
            {
                var read = await WhatsAppVerb.PastedAsync(text);
                if (read.GetProperty("kind").GetString() is "empty" or "too_long")
                    return;
                var folded = Kernel.Text.ArabicText.Fold(text);
                if (folded.Length == 0)
                    return;
                var again = await WhatsAppVerb.PastedAsync(folded);
                again.GetProperty("fingerprint").GetString().ShouldBe(read.GetProperty("fingerprint").GetString());
            },
            iter: 400
        );

    [Fact]
    public Task A_header_in_any_shape_gives_back_the_time_it_was_made_of() =>
        Gen.Select(
                Gen.DateTime[new DateTime(2001, 1, 13), new DateTime(2099, 12, 31)],
                Gen.Int[0, 4],
                Gen.Bool,
                Gen.Bool,
                Gen.OneOf("زبونة أ", "+963 900 000 001", "~\u202FBuyer B", "A: B")
            )
            .SampleAsync(
                async (at, shape, arabic, marked, sender) =>
                {
                    var header = Made(at, shape);
                    if (arabic)
                        header = Indic(header);
                    if (marked)
                        header = "\u200F" + header.Replace("/", "\u200F/", StringComparison.Ordinal);
                    var run = await WhatsAppVerb.ChatAsync(
                        header + sender + ": نص",
                        shape == 4 ? [] : ["--order", shape == 1 ? "mdy" : "dmy"]
                    );
                    run.Exit.ShouldBe(0, header);
                    var seconds = shape is 0 or 4 ? at.Second : 0;
                    run.Messages[0]
                        .GetProperty("at")
                        .GetString()
                        .ShouldBe(
                            at.ToString("yyyy-MM-ddTHH:mm:", CultureInfo.InvariantCulture)
                                + seconds.ToString("00", CultureInfo.InvariantCulture)
                        );
                    run.Messages[0].GetProperty("body").GetString().ShouldBe(sender == "A: B" ? "B: نص" : "نص");
                },
                iter: 400
            );

    private static string Made(DateTime at, int shape)
    {
        var half = at.Hour < 12 ? "ص" : "م";
        var twelve = (at.Hour % 12 == 0 ? 12 : at.Hour % 12).ToString(CultureInfo.InvariantCulture);
        var english = at.Hour < 12 ? "AM" : "PM";
        FormattableString header = shape switch
        {
            0 => $"[{at.Day}/{at.Month}/{at.Year}، {twelve}:{at:mm}:{at:ss} {half}] ",
            1 => $"{at.Month}/{at.Day}/{at.Year % 100:00}, {twelve}:{at:mm}\u202F{english} - ",
            2 => $"{at:dd}.{at:MM}.{at:yyyy} {at:HH}:{at:mm} - ",
            3 => $"[{at:HH}:{at:mm}, {at.Day}/{at.Month}/{at.Year}] ",
            _ => $"[{at:yyyy}-{at:MM}-{at:dd}, {at:HH}:{at:mm}:{at:ss}] ",
        };
        return FormattableString.Invariant(header);
    }

    private static string Indic(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
            result.Append(c is >= '0' and <= '9' ? (char)('٠' + (c - '0')) : c);
        return result.ToString();
    }
}
