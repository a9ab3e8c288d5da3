using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>Who wrote (whatsapp.md §6): by user id, then by number; never by the place in a list. A buyer may have both,
/// and either alone.</summary>
internal sealed class WaPeople(JisrDb db, Sealer sealer, BuyerBook buyers)
{
    /// <summary>The key of a sender at one of our numbers, to know of what shop she spoke last.</summary>
    public byte[] SenderKey(string numberId, string phone, string userId) =>
        sealer.Index("wa-sender", numberId + "\0" + (phone.Length > 0 ? "+" + phone : userId));

    public byte[] UserKey(ShopId shop, string userId) => sealer.Index("market-user-id", shop.Value + "\0" + userId);

    /// <summary>The buyer in one shop, made at her first message; what was not known of her is added.</summary>
    public async Task<ContactId> KnowAsync(ShopId shop, InMessage message, CommandScope scope, CancellationToken ct)
    {
        // Two first messages at once: the second waits here, and then finds the first.
        await db.Storage.LockRowAsync(db, "market_shop", "id", shop.Value, ct);
        var userKey = message.UserId.Length > 0 ? UserKey(shop, message.UserId) : null;
        var phoneKey = message.Phone.Length > 0 ? buyers.KeyOf(shop, "+" + message.Phone) : null;
        var byUser = userKey is null ? null : await buyers.FindAsync(ContactIdentity.UserId, userKey, ct);
        var byPhone = phoneKey is null ? null : await buyers.FindAsync(ContactIdentity.Phone, phoneKey, ct);
        var contact = byUser ?? byPhone ?? buyers.Add(shop, Name(message), scope);
        if (userKey is not null && byUser is null)
            buyers.AddIdentity(contact, ContactIdentity.UserId, message.UserId, userKey, scope);
        if (phoneKey is not null && byPhone is null)
            buyers.AddIdentity(contact, ContactIdentity.Phone, "+" + message.Phone, phoneKey, scope);
        await db.SaveChangesAsync(ct);
        return contact;
    }

    /// <summary>The ways to reach a buyer that are hers now.</summary>
    public Task<List<ContactIdentity>> LiveAsync(ContactId contact, CancellationToken ct) =>
        db.Set<ContactIdentity>()
            .Where(i =>
                i.ContactId == contact
                && i.EndedAt == null
                && (i.Kind == ContactIdentity.Phone || i.Kind == ContactIdentity.UserId)
            )
            .ToListAsync(ct);

    /// <summary>Identities of one person in all shops that she wrote to by one of our numbers.</summary>
    public async Task<List<ContactIdentity>> EverywhereAsync(
        string numberId,
        string phone,
        string userId,
        CancellationToken ct
    )
    {
        var senders = new List<byte[]>();
        if (phone.Length > 0)
            senders.Add(SenderKey(numberId, phone, ""));
        if (userId.Length > 0)
            senders.Add(SenderKey(numberId, "", userId));
        var shops = await db.Set<WaMessage>()
            .Where(m => EF.Parameter(senders).Contains(m.SenderKey) && m.ShopId != null)
            .Select(m => m.ShopId!.Value)
            .Distinct()
            .ToListAsync(ct);
        var found = new List<ContactIdentity>();
        foreach (var shop in shops)
        {
            var keys = new List<byte[]>();
            if (phone.Length > 0)
                keys.Add(buyers.KeyOf(shop, "+" + phone));
            if (userId.Length > 0)
                keys.Add(UserKey(shop, userId));
            found.AddRange(
                await db.Set<ContactIdentity>()
                    .Where(i => EF.Parameter(keys).Contains(i.Key) && i.EndedAt == null)
                    .ToListAsync(ct)
            );
        }
        return found;
    }

    private static string Name(InMessage message) =>
        ShopRules.Clean(message.Name) is { } name ? Front.Short.Line(name, 60) : "–";
}
