using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>With a seller who is made nameless go the photos of what her buyers complained of, and what she answered. What
/// was decided stays, because money hangs on it.</summary>
internal sealed class ForgetClaims(JisrDb db) : IForgetPerson
{
    public async Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct)
    {
        var shops = db.Set<Shop>().Where(s => s.PartyId == party).Select(s => s.Id);
        var orders = db.Set<Order>().Where(o => shops.Contains(o.ShopId)).Select(o => o.Id);
        var claims = db.Set<Claim>().Where(c => orders.Contains(c.OrderId));
        var photos = await claims.Where(c => c.PhotoId != null).Select(c => c.PhotoId!.Value).ToListAsync(ct);
        await claims.ExecuteUpdateAsync(
            s => s.SetProperty(c => c.PhotoId, (PhotoId?)null).SetProperty(c => c.Reason, (string?)null),
            ct
        );
        await db.Set<PhotoFile>().Where(f => photos.Contains(f.PhotoId)).ExecuteDeleteAsync(ct);
        await db.Set<StoredPhoto>().Where(p => photos.Contains(p.Id)).ExecuteDeleteAsync(ct);
    }
}
