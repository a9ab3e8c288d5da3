using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.CloudApi;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>With a seller who is made nameless go the words that her buyers wrote to her, and her chats.</summary>
internal sealed class ForgetInbox(JisrDb db) : IForgetPerson
{
    public async Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct)
    {
        var shops = db.Set<Shop>().Where(s => s.PartyId == party).Select(s => s.Id);
        var chats = db.Set<Chat>().Where(c => shops.Contains(c.ShopId)).Select(c => c.Id);
        await ForgetTexts.ForgetAsync(db, db.Set<Proposal>().Where(p => shops.Contains(p.ShopId)), ct);
        await db.Set<Proposal>()
            .Where(p => shops.Contains(p.ShopId))
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.ChatId, (ChatId?)null), ct);
        await db.Set<ChatWaiting>().Where(w => shops.Contains(w.ShopId)).ExecuteDeleteAsync(ct);
        await db.Set<ChatSeen>().Where(s => chats.Contains(s.ChatId)).ExecuteDeleteAsync(ct);
        await db.Set<Chat>().Where(c => shops.Contains(c.ShopId)).ExecuteDeleteAsync(ct);
        await db.Set<WaMessage>()
            .Where(m => m.ShopId != null && shops.Contains(m.ShopId.Value))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.TextSealed, (byte[]?)null), ct);
        await db.Set<WaWord>()
            .Where(w => shops.Contains(w.ShopId))
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.TextSealed, (byte[]?)null), ct);
    }
}
