using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>Proposals are hers whose shop they came to.</summary>
internal static class ProposalReach
{
    public static async Task<Reach> OfAsync(JisrDb db, Guid proposal, Actor actor, CancellationToken ct)
    {
        var id = new ProposalId(proposal);
        return
            await db.Set<Proposal>().Where(p => p.Id == id).Select(p => (ShopId?)p.ShopId).SingleOrDefaultAsync(ct)
                is { } shop
            ? await ShopReach.OfShopAsync(db, shop, actor, ct)
            : Reach.Missing;
    }

    /// <summary>The proposal, held until the transaction ends.</summary>
    public static async Task<Proposal> LockAsync(JisrDb db, Guid proposal, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Proposal.Table, "id", proposal, ct);
        var id = new ProposalId(proposal);
        return await db.Set<Proposal>().SingleAsync(p => p.Id == id, ct);
    }
}
