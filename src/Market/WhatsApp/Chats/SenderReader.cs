using System.Text;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Parts what follows a header into sender and body, or finds that the app itself speaks (whatsapp.md §4.5).
/// One for each chat: it remembers the names it has seen.</summary>
internal sealed class SenderReader
{
    private const int MostLetters = 80;

    // Marks stand round a name and are no letters of it.
    private const int MostSigns = 2 * MostLetters;

    private readonly Dictionary<string, ChatSender?> seen = new(StringComparer.Ordinal);

    /// <summary>The sender, null for a notice, and the body as it stands.</summary>
    public (ChatSender? Sender, string Body) Read(string rest)
    {
        var line = rest.AsSpan();
        if (line.IndexOf('\n') is >= 0 and var end)
            line = line[..end];
        var colon = ColonOf(line);
        if (colon < 0 || SenderOf(line[..colon].ToString()) is not { } sender)
            return (null, rest);
        var body = rest[(colon + 1)..];
        return AppWords.IsEncryptionNotice(body) || (BeginsMarked(body) && !IsMedia(body) && AppWords.IsNotice(body))
            ? (null, body)
            : (sender, body);
    }

    // The first colon before a space or the line's end: «10:30» is no sender.
    private static int ColonOf(ReadOnlySpan<char> line)
    {
        var most = Math.Min(line.Length, MostSigns + 1);
        for (var i = 0; i < most; i++)
            if (line[i] == ':')
            {
                var next = i + 1;
                while (next < line.Length && ChatText.IsMark(line[next]))
                    next++;
                if (next == line.Length || ChatText.Plain(line[next]) == ' ')
                    return i;
            }
        return -1;
    }

    private ChatSender? SenderOf(string written)
    {
        if (seen.TryGetValue(written, out var known))
            return known;
        return seen[written] = Make(written);
    }

    private static ChatSender? Make(string written)
    {
        var name = ChatText.Trim(ChatText.WithoutMarks(written).Replace('\u202F', ' ').Replace('\u00A0', ' '));
        if (name.Length == 0 || name.EnumerateRunes().Count() > MostLetters || AppWords.IsNotice(name))
            return null;
        if (PhoneOf(name) is { } phone)
            return new ChatSender(phone, SenderKind.Phone);
        return name[0] == '~' && name[1..].TrimStart() is { Length: > 0 } bare
            ? new ChatSender(bare, SenderKind.UnsavedName)
            : new ChatSender(name, SenderKind.Name);
    }

    // + and 7–15 digits; spaces, dashes and brackets between them are dropped.
    private static string? PhoneOf(string name)
    {
        if (name[0] != '+')
            return null;
        var digits = new StringBuilder("+");
        foreach (var c in name.AsSpan(1))
            if (ChatText.Plain(c) is >= '0' and <= '9' and var digit)
                digits.Append(digit);
            else if (c is not (' ' or '-' or '(' or ')' or (>= '\u2010' and <= '\u2015')))
                return null;
        return digits.Length is >= 8 and <= 16 ? digits.ToString() : null;
    }

    // Marks stand before pictures that were left out far more often than before notices, and are known faster.
    private static bool IsMedia(string body) =>
        AppWords.Marker(body) is (true, _) or (_, true) || AppWords.AttachedFile(body) is not null;

    private static bool BeginsMarked(string body) => body.AsSpan().TrimStart(' ') is ['\u200E' or '\u200F', ..];
}
