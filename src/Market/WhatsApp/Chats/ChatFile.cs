using System.Text;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>The text of an exported chat and how many signs of it were broken UTF-8 (whatsapp.md §4.1).</summary>
internal sealed record ChatFile(string Text, int BrokenSigns)
{
    /// <summary>Reads a text or a zip, whatever its name says, to the end or to the first limit. The stream is read once
    /// from where it stands. Throws <see cref="UnreadableChatException"/>.</summary>
    public static ChatFile Open(Stream stream, ChatLimits? limits = null)
    {
        var most = limits ?? ChatLimits.Default;
        using var upload = ReadAtMost(stream, most.Upload);
        var bytes = upload.GetBuffer().AsSpan(0, (int)upload.Length);
        // A zip without entries begins with its end.
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
        {
            using var text = ChatZip.TextOf(upload, most);
            return Decode(text.GetBuffer().AsSpan(0, (int)text.Length));
        }
        return bytes.Length > most.Text ? throw UnreadableChatException.TooBig() : Decode(bytes);
    }

    /// <summary>The whole stream in memory, or <c>too_big</c> as soon as it is longer.</summary>
    internal static MemoryStream ReadAtMost(Stream stream, long most)
    {
        // A file says how long it is, and a buffer that need not grow leaves nothing behind.
        var kept = new MemoryStream(stream.CanSeek ? (int)Math.Clamp(stream.Length, 0, most) : 0);
        try
        {
            var piece = new byte[81_920];
            for (int n; (n = stream.Read(piece)) > 0; )
            {
                if (kept.Length + n > most)
                    throw UnreadableChatException.TooBig();
                kept.Write(piece, 0, n);
            }
            kept.Position = 0;
            return kept;
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    private static ChatFile Decode(ReadOnlySpan<byte> bytes)
    {
        // GetString would keep the byte-order mark.
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var text = Encoding.UTF8.GetString(bytes);
        // A sign of replacement that somebody really wrote is not broken.
        return new ChatFile(text, text.AsSpan().Count('\uFFFD') - bytes.Count("\uFFFD"u8));
    }
}
