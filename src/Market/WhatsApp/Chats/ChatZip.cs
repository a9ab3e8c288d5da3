using System.Buffers.Binary;
using System.IO.Compression;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Finds the chat in a zip (whatsapp.md §4.1). Names are compared and never used as paths; nothing is written
/// to a disk.</summary>
internal static class ChatZip
{
    private const uint DirectoryEntry = 0x02014b50;
    private const int DirectoryEntryLength = 46;

    /// <summary>The bytes of the chat's text, unpacked up to the limit and no further.</summary>
    public static MemoryStream TextOf(MemoryStream zip, ChatLimits limits)
    {
        if (Entries(zip.GetBuffer().AsSpan(0, (int)zip.Length)) > limits.Entries)
            throw UnreadableChatException.TooBig();
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            var texts = archive.Entries.Where(IsText).ToList();
            var chat = ChatOf(texts);
            if (chat is null)
                throw archive.Entries.Any(e => e.IsEncrypted) && texts.Count == 0
                    ? UnreadableChatException.Encrypted()
                    : UnreadableChatException.NoChatInZip();
            if (chat.IsEncrypted)
                throw UnreadableChatException.Encrypted();
            // The length that the zip names may be a lie: what is unpacked is counted.
            using var unpacking = chat.Open();
            return ChatFile.ReadAtMost(unpacking, limits.Text);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw UnreadableChatException.NoChatInZip();
        }
    }

    // «_chat.txt», else the one text named after WhatsApp, else the only text. Two that fit are not guessed between.
    private static ZipArchiveEntry? ChatOf(List<ZipArchiveEntry> texts)
    {
        var named = texts.Where(e => NameOf(e).Equals("_chat.txt", StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
            named = texts
                .Where(e =>
                    NameOf(e).Contains("WhatsApp", StringComparison.OrdinalIgnoreCase)
                    || NameOf(e).Contains("واتساب", StringComparison.Ordinal)
                )
                .ToList();
        if (named.Count == 0)
            named = texts;
        return named.Count == 1 ? named[0] : named.SingleOrDefaultAtTop();
    }

    private static ZipArchiveEntry? SingleOrDefaultAtTop(this IEnumerable<ZipArchiveEntry> entries)
    {
        var top = entries.Where(e => !e.FullName.Contains('/', StringComparison.Ordinal)).Take(2).ToList();
        return top.Count == 1 ? top[0] : null;
    }

    private static bool IsText(ZipArchiveEntry entry) =>
        NameOf(entry).EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        // What macOS adds beside each file.
        && !NameOf(entry).StartsWith("._", StringComparison.Ordinal)
        && !entry.FullName.Split('/', '\\').Contains("__MACOSX", StringComparer.OrdinalIgnoreCase);

    private static string NameOf(ZipArchiveEntry entry) =>
        ChatText.WithoutMarks(entry.FullName[(entry.FullName.LastIndexOfAny(['/', '\\']) + 1)..]);

    // The directory is counted in the bytes: the library makes an object of every entry before it can be asked.
    private static int Entries(ReadOnlySpan<byte> zip)
    {
        var count = 0;
        Span<byte> signature = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, DirectoryEntry);
        for (int at; (at = zip.IndexOf(signature)) >= 0; count++)
            zip = zip[Math.Min(zip.Length, at + DirectoryEntryLength)..];
        return count;
    }
}
