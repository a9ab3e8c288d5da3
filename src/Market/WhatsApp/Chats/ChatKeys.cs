using System.Globalization;
using Jisr.Kernel.Hashing;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Keys by which a chat that is imported again is known (whatsapp.md §4.6).</summary>
internal static class ChatKeys
{
    /// <summary>The key of each message, in their order: SHA-256 in hex over the chat that she chose, the minute, the
    /// sender, the folded body, and how many equal ones stand before it.</summary>
    public static IReadOnlyList<string> Of(string chat, IReadOnlyList<ChatMessage> messages)
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new List<string>(messages.Count);
        foreach (var message in messages)
        {
            var alike = Hash(chat, message, 0);
            before[alike] = before.TryGetValue(alike, out var n) ? ++n : n;
            keys.Add(n == 0 ? alike : Hash(chat, message, n));
        }
        return keys;
    }

    /// <summary>What a chat holds that an earlier import did not.</summary>
    public static IEnumerable<ChatMessage> New(
        string chat,
        IReadOnlyList<ChatMessage> messages,
        IReadOnlySet<string> known
    ) => messages.Zip(Of(chat, messages)).Where(m => !known.Contains(m.Second)).Select(m => m.First);

    // Seconds are in some exports and not in others, and so are files: neither may make an old message new.
    private static string Hash(string chat, ChatMessage message, int before)
    {
        using var hash = new PartsHash("jisr.whatsapp.message");
        var minute = message.At?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) ?? "";
        return Convert.ToHexStringLower(
            hash.Text(chat)
                .Text(minute)
                .Text(ChatText.WithoutHalves(message.Sender?.Name ?? ""))
                .Text(ChatText.WithoutHalves(ChatText.Fold(message.Body.Text)))
                .Int(before)
                .Done()
        );
    }
}
