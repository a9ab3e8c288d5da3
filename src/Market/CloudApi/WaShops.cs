using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Text;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>For whom a message is. A number may serve one shop; the organisation's own serves all: then the code in the
/// text says it, and after that the shop of which she spoke last.</summary>
internal sealed class WaShops(JisrDb db, CloudApiSettings settings, CodeSpace codes, BuyerBook buyers, WaPeople people)
{
    /// <summary>Null while nobody knows.</summary>
    public async Task<Shop?> OfAsync(InMessage message, byte[] sender, CancellationToken ct)
    {
        // A number that is none of ours is nobody's, whoever signed it.
        if (!settings.Senders.TryGetValue(message.NumberId, out var own))
            return null;
        if (own is not null)
            return await db.Set<Shop>().AsNoTracking().SingleOrDefaultAsync(s => s.Code == own, ct);
        ShopId? shop = null;
        foreach (var code in CodesInText.Of(ArabicText.AsciiDigits(message.Text ?? ""), _ => false).Valid)
            if (await codes.FindAsync(code, ct) is { Kind: CodeKind.Order } row)
            {
                var order = new OrderId(row.TargetId);
                shop ??= await db.Set<Order>()
                    .Where(o => o.Id == order)
                    .Select(o => (ShopId?)o.ShopId)
                    .SingleOrDefaultAsync(ct);
            }
        shop ??= await db.Set<WaMessage>()
            .Where(m => m.SenderKey == sender && m.ShopId != null)
            .OrderByDescending(m => m.At)
            .Select(m => m.ShopId)
            .FirstOrDefaultAsync(ct);
        return shop is { } id ? await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == id, ct) : null;
    }

    /// <summary>The old identity of a kind ends and a new one begins.</summary>
    public async Task RenewIdentityAsync(
        ShopId shop,
        ContactId contact,
        string kind,
        string value,
        IReadOnlyList<ContactIdentity> live,
        CommandScope scope
    )
    {
        var key = kind == ContactIdentity.Phone ? buyers.KeyOf(shop, value) : people.UserKey(shop, value);
        if (live.Any(i => i.Kind == kind && i.Key.AsSpan().SequenceEqual(key)))
            return;
        foreach (var old in live.Where(i => i.Kind == kind))
            old.EndedAt = scope.Now;
        // Somebody else's already: two people with one number stay two.
        if (await buyers.FindAsync(kind, key, CancellationToken.None) is null)
            buyers.AddIdentity(contact, kind, value, key, scope);
        await db.SaveChangesAsync();
    }
}
