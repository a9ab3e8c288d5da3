using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.BuyerMarks;

/// <summary>With a seller who is made nameless go her notes about buyers.</summary>
internal sealed class ForgetMarks(JisrDb db) : IForgetPerson
{
    public Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct)
    {
        var shops = db.Set<Shop>().Where(s => s.PartyId == party).Select(s => s.Id);
        return db.Set<BuyerMark>().Where(m => shops.Contains(m.ShopId)).ExecuteDeleteAsync(ct);
    }
}
