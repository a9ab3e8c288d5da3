using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>Who may move a lot: the seller whose shop holds it.</summary>
internal static class LotReach
{
    public static async Task<Reach> OfLotAsync(JisrDb db, Guid lot, Actor actor, CancellationToken ct)
    {
        var id = new LotId(lot);
        return
            await db.Set<Lot>().Where(l => l.Id == id).Select(l => (ShopId?)l.ShopId).SingleOrDefaultAsync(ct)
                is { } shop
            ? await ShopReach.OfShopAsync(db, shop, actor, ct)
            : Reach.Missing;
    }

    public static async Task<Reach> OfEntryAsync(JisrDb db, Guid entry, Actor actor, CancellationToken ct)
    {
        var id = new LotEntryId(entry);
        return
            await db.Set<LotEntry>().Where(e => e.Id == id).Select(e => (LotId?)e.LotId).SingleOrDefaultAsync(ct)
                is { } lot
            ? await OfLotAsync(db, lot.Value, actor, ct)
            : Reach.Missing;
    }
}
