using Jisr.Contracts.Market;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>Finds the owner of a shop for the program.</summary>
internal sealed class ShopOwners(JisrDb db) : IShopOwners
{
    public async Task<PartyId?> OwnerOfAsync(string code, CancellationToken ct) =>
        await db.Set<Shop>()
            .AsNoTracking()
            .Where(s => s.Code == code)
            .Select(s => (PartyId?)s.PartyId)
            .SingleOrDefaultAsync(ct);
}
