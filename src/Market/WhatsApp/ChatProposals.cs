using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;

namespace Jisr.Market.WhatsApp;

/// <summary>A message that reads as an order, with its reading beside it.</summary>
internal sealed record ChatProposal(ChatMessage Message, OrderReading Reading);

/// <summary>What a chat holds of orders (whatsapp.md §4.6).</summary>
internal static class ChatProposals
{
    private static readonly TimeSpan MostBack = TimeSpan.FromDays(14);
    private static readonly TimeSpan Repeated = TimeSpan.FromHours(48);

    /// <summary>Other people's messages, at most 14 days older than the newest, that read as orders. The same text of the
    /// same sender within 48 hours says <c>already_read</c>. Without times none is too old, and none is a repeat.</summary>
    public static IReadOnlyList<ChatProposal> Of(
        IReadOnlyList<ChatMessage> messages,
        OrderCatalogue catalogue,
        string? herself = null
    )
    {
        var newest = messages.Max(m => m.At);
        var read = new Dictionary<(string Sender, string Fingerprint), DateTime>();
        var proposals = new List<ChatProposal>();
        foreach (var message in messages)
        {
            if (message.Sender is not { } sender || sender.Name == herself || newest - message.At > MostBack)
                continue;
            var reading = OrderTextReader.Read(message.Body.Text, catalogue);
            if (!reading.IsProposal)
                continue;
            if (message.At is { } at && reading.Fingerprint is { } fingerprint)
            {
                if (read.TryGetValue((sender.Name, fingerprint), out var before) && at - before <= Repeated)
                    reading = reading with { Warnings = [.. reading.Warnings, "already_read"] };
                read[(sender.Name, fingerprint)] = at;
            }
            proposals.Add(new ChatProposal(message, reading));
        }
        return proposals;
    }
}
