using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>Takes what is new in a chat into the inbox. Of messages that are no orders nothing stays but a keyed hash.</summary>
internal sealed class ChatImporter(JisrDb db, Sealer sealer, ShopOffers offers, ProposalBook book, ProposalText words)
{
    /// <summary>Why a chat cannot be taken in yet; null when nothing is to be asked.</summary>
    public bool Asks(Chat chat, ChatReading reading) =>
        chat.HerselfSealed is null || (reading.Dates.Order == DateOrder.Unknown && reading.Question is not null);

    public async Task<Outcome> ImportAsync(
        Shop shop,
        Chat chat,
        ChatReading reading,
        CommandScope scope,
        CancellationToken ct
    )
    {
        if (await offers.OfAsync(shop.Code, ct) is not { } catalogue)
            return Outcome.No("SHOP_CLOSED", "file");
        var herself = words.HerselfIn(chat);
        var keys = ChatKeys
            .Of(chat.Id.ToString(), reading.Messages)
            .Select(k => sealer.Index("market-chat-message", k))
            .ToList();
        var seen = (await db.Set<ChatSeen>().Where(s => s.ChatId == chat.Id).Select(s => s.Key).ToListAsync(ct))
            .Select(Convert.ToHexString)
            .ToHashSet(StringComparer.Ordinal);
        // Where the days were not known at first, more than the last two weeks may have waited.
        var since = reading.Messages.Max(m => m.At)?.Date.AddDays(-ChatTail.MostDays);
        var fresh = 0;
        var texts = new List<ReadText>();
        foreach (var (message, key) in reading.Messages.Zip(keys))
        {
            if (message.Sender is not { } sender || sender.Name == herself || message.At < since)
                continue;
            if (!seen.Add(Convert.ToHexString(key)))
                continue;
            fresh++;
            db.Add(new ChatSeen { ChatId = chat.Id, Key = key });
            var read = OrderTextReader.Read(message.Body.Text, catalogue);
            if (ProposalBook.Belongs(read))
                texts.Add(
                    new ReadText(ProposalSource.Chat, message.Body.Text, read)
                    {
                        Sender = sender,
                        Chat = chat.Id,
                        At = message.At,
                    }
                );
        }
        chat.ImportedAt = scope.Now;
        await book.AddAsync(shop, texts, scope, ct);
        return new Outcome.Done
        {
            Subject = chat.Id.Value,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["proposals"] = FormattableString.Invariant($"{texts.Count}"),
                ["fresh"] = FormattableString.Invariant($"{fresh}"),
            },
        };
    }
}
