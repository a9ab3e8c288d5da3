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
        if (await FindAsync(ContactIdentity.Phone, key, ct) is { } known)
            return known;
        // Two first orders of one number at once: the second waits here, and then finds the first.
        await db.Storage.LockRowAsync(db, "market_shop", "id", shop.Value, ct);
        if (await FindAsync(ContactIdentity.Phone, key, ct) is { } meanwhile)
            return meanwhile;
        var contact = Add(shop, name, scope);
        AddIdentity(contact, ContactIdentity.Phone, phone, key, scope);
        return contact;
    }

    /// <summary>A buyer of whom only a name is known.</summary>
    public ContactId Add(ShopId shop, string name, CommandScope scope)
    {
        var contact = new Contact
        {
            Id = NewId.Of<ContactId>(),
            ShopId = shop,
            Name = ShopRules.Clean(name) ?? "–",
            CreatedAt = scope.Now,
        };
        db.Add(contact);
        return contact.Id;
    }

    /// <summary>One more way to know a buyer again. The caller has seen that it is nobody's.</summary>
    public void AddIdentity(ContactId contact, string kind, string value, byte[] key, CommandScope scope)
    {
        var id = NewId.Next();
        db.Add(
            new ContactIdentity
            {
                Id = id,
                ContactId = contact,
                Kind = kind,
                Sealed = sealer.Seal(value, Table, "sealed", id),
                Key = key,
                FirstSeen = scope.Now,
            }
        );
    }

    /// <summary>The number of a buyer, to be shown to her seller only.</summary>
    public async Task<string?> PhoneOfAsync(ContactId contact, CancellationToken ct) =>
        await db.Set<ContactIdentity>()
            .AsNoTracking()
            .Where(i => i.ContactId == contact && i.Kind == ContactIdentity.Phone && i.EndedAt == null)
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

    /// <summary>Whose identity it is now; null when it is nobody's.</summary>
    public Task<ContactId?> FindAsync(string kind, byte[] key, CancellationToken ct) =>
        db.Set<ContactIdentity>()
            .Where(i => i.Kind == kind && i.Key == key && i.EndedAt == null)
            .Select(i => (ContactId?)i.ContactId)
            .SingleOrDefaultAsync(ct);
}
