using Jisr.Contracts.Market;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>Tells the pages of a woman about her shop.</summary>
internal sealed class MemberShops(JisrDb db) : IMemberShops
{
    public async Task<MemberShop?> ShopOfAsync(PartyId party, CancellationToken ct)
    {
        // Of several the first: it is the one that people know.
        var shop = await db.Set<Shop>()
            .AsNoTracking()
            .Where(s => s.PartyId == party && s.State != ShopState.Closed)
            .OrderBy(s => s.CreatedAt)
            .Select(s => new { s.Name, s.Code })
            .FirstOrDefaultAsync(ct);
        return shop is null ? null : new MemberShop(shop.Name, "/s/" + shop.Code);
    }

    public string OpenAddress(PartyId party) => "/shops/open?party=" + party;
}
