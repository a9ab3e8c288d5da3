using System.Security.Cryptography;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Knows a shop's buyers again by their number.</summary>
internal sealed class BuyerBook(JisrDb db, Sealer sealer)
{
    private const string Table = "market_contact_identity";

    /// <summary>The contact of a number, made at its first order.</summary>
    public async Task<ContactId> KnowAsync(
        ShopId shop,
        string name,
        string phone,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var key = KeyOf(shop, phone);
        if (await FindAsync(key, ct) is { } known)
            return known;
        // Two first orders of one number at once: the second waits here, and then finds the first.
        await db.Storage.LockRowAsync(db, "market_shop", "id", shop.Value, ct);
        if (await FindAsync(key, ct) is { } meanwhile)
            return meanwhile;
        var contact = new Contact
        {
            Id = NewId.Of<ContactId>(),
            ShopId = shop,
            Name = ShopRules.Clean(name) ?? "–",
            CreatedAt = scope.Now,
        };
        var identity = NewId.Next();
        db.AddRange(
            contact,
            new ContactIdentity
            {
                Id = identity,
                ContactId = contact.Id,
                Kind = ContactIdentity.Phone,
                Sealed = sealer.Seal(phone, Table, "sealed", identity),
                Key = key,
                FirstSeen = scope.Now,
            }
        );
        return contact.Id;
    }

    /// <summary>The number of a buyer, to be shown to her seller only.</summary>
    public async Task<string?> PhoneOfAsync(ContactId contact, CancellationToken ct) =>
        await db.Set<ContactIdentity>()
            .AsNoTracking()
            .Where(i => i.ContactId == contact && i.Kind == ContactIdentity.Phone)
            .OrderByDescending(i => i.FirstSeen)
            .FirstOrDefaultAsync(ct)
            is { } identity
            ? sealer.Open(identity.Sealed, Table, "sealed", identity.Id)
            : null;

    /// <summary>True when a number, as one shop's key, is the contact's; compared in constant time.</summary>
    public static bool Knows(IEnumerable<byte[]> keys, byte[] key) =>
        keys.Aggregate(false, (found, k) => found | CryptographicOperations.FixedTimeEquals(k, key));

    /// <summary>The search key of a number in one shop.</summary>
    public byte[] KeyOf(ShopId shop, string phone) => sealer.Index("market-contact", shop.Value + "\0" + phone);

    private Task<ContactId?> FindAsync(byte[] key, CancellationToken ct) =>
        db.Set<ContactIdentity>()
            .Where(i => i.Kind == ContactIdentity.Phone && i.Key == key)
            .Select(i => (ContactId?)i.ContactId)
            .SingleOrDefaultAsync(ct);
}
