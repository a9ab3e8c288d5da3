using Jisr.Contracts.Market;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Tells the books whose accounts are a seller's.</summary>
internal sealed class SellerContacts(JisrDb db) : ISellerContacts
{
    public async Task<IReadOnlyList<Guid>> ContactsOfAsync(PartyId seller, CancellationToken ct)
    {
        var contacts = await (
            from c in db.Set<Contact>()
            join s in db.Set<Shop>() on c.ShopId equals s.Id
            where s.PartyId == seller
            select c.Id
        ).ToListAsync(ct);
        return contacts.ConvertAll(c => c.Value);
    }

    public Guid PurseOf(PartyId seller) => OrderMoney.PurseId(seller);
}
