using Jisr.Market.WhatsApp.Chats;

namespace Jisr.Market.Inbox;

/// <summary>The end of a chat that is looked at: the last two weeks, and of a chat whose days nobody knows yet its last
/// messages. What is older is never kept, not even for a moment.</summary>
/// <param name="Text">From the header of its first message on.</param>
/// <param name="Order">Which part is the day, as the whole file said; null where it did not.</param>
/// <param name="BrokenSigns">Of the whole file.</param>
internal sealed record ChatTail(string Text, DateOrder? Order, int BrokenSigns)
{
    /// <summary>Days before its newest message.</summary>
    public const int MostDays = 14;
    private const int MostMessages = 5000;
    private const int MostLetters = 2_000_000;

    /// <summary>Throws <see cref="UnreadableChatException"/>.</summary>
    public static ChatTail Of(ChatFile file, DateOrder? told)
    {
        var chat = ChatReader.Read(file.Text, told);
        var from = Math.Max(FirstOf(chat.Messages), chat.Messages.Count - MostMessages);
        var text = From(file.Text, chat.Messages[from].Line);
        // Two weeks that are longer than books: their end is enough to begin with.
        while (text.Length > MostLetters && from < chat.Messages.Count - 1)
        {
            from = (from + chat.Messages.Count) / 2;
            text = From(file.Text, chat.Messages[from].Line);
        }
        return new ChatTail(text, chat.Dates.Order == DateOrder.Unknown ? null : chat.Dates.Order, file.BrokenSigns);
    }

    /// <summary>Reads a tail again as its whole file was read.</summary>
    public static ChatReading Read(string text, DateOrder? order) =>
        // A file that names its years first says so in every part.
        ChatReader.Read(text, order == DateOrder.Ymd ? null : order);

    /// <summary>Who wrote in it, in the order of their first messages.</summary>
    public static IReadOnlyList<ChatSender> SendersOf(ChatReading chat) =>
        [.. chat.Messages.Select(m => m.Sender).OfType<ChatSender>().DistinctBy(s => s.Name)];

    private static int FirstOf(IReadOnlyList<ChatMessage> messages)
    {
        if (messages.Max(m => m.At) is not { } newest)
            return 0;
        var since = newest.Date.AddDays(-MostDays);
        for (var i = 0; i < messages.Count; i++)
            if (messages[i].At >= since)
                return i;
        return 0;
    }

    private static string From(string text, int line)
    {
        var lines = new ChatLines(text);
        for (var n = 1; lines.MoveNext(); n++)
            if (n == line)
                return text[lines.Start..];
        return text;
    }
}
