using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>She says who she is in a chat that waits, and which part is the day. Both are remembered for that chat.</summary>
/// <param name="Herself">Her place among the senders, from 0; -1 where she is not among them. Null where it is known.</param>
internal sealed record AnswerChat(Guid WaitingId, int? Herself, DateOrder? Order) : ICommand
{
    public static string Kind => "chat.answer";
}

internal sealed class AnswerChatHandler(JisrDb db, ChatImporter importer, ProposalText words) : IHandle<AnswerChat>
{
    public async Task<Reach> ReachAsync(AnswerChat command, CommandScope scope, CancellationToken ct) =>
        await db.Set<ChatWaiting>()
            .Where(w => w.Id == command.WaitingId)
            .Select(w => (ShopId?)w.ShopId)
            .SingleOrDefaultAsync(ct)
            is { } shop
            ? await ShopReach.OfShopAsync(db, shop, scope.Actor, ct)
            : Reach.Missing;

    public void Check(AnswerChat command, Problems problems, CommandScope scope)
    {
        if (command.Order is not (null or DateOrder.Dmy or DateOrder.Mdy))
            problems.Add("order", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(AnswerChat command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, ChatWaiting.Table, "id", command.WaitingId, ct);
        if (await db.Set<ChatWaiting>().SingleOrDefaultAsync(w => w.Id == command.WaitingId, ct) is not { } waiting)
            return Outcome.No("NOT_FOUND");
        var chat = await db.Set<Chat>().SingleAsync(c => c.Id == waiting.ChatId, ct);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == waiting.ShopId, ct);
        var text = words.Of(waiting);
        if (command.Order is { } order && waiting.Order is null)
            chat.Order = order;
        var reading = ChatTail.Read(text, waiting.Order ?? chat.Order);
        if (chat.HerselfSealed is null && command.Herself is { } place)
        {
            var senders = ChatTail.SendersOf(reading);
            if (place < -1 || place >= senders.Count)
                return Outcome.No("CHOICE_UNKNOWN", "herself");
            chat.HerselfSealed = words.SealHerself(place < 0 ? "" : senders[place].Name, chat.Id);
        }
        if (importer.Asks(chat, reading))
            return Outcome.No("REQUIRED", chat.HerselfSealed is null ? "herself" : "order");
        db.Remove(waiting);
        return await importer.ImportAsync(shop, chat, reading, scope, ct);
    }
}
