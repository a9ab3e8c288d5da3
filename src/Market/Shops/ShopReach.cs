using System.Linq.Expressions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>Seller rights come with the shop: they are hers who holds it, and nobody's by role.</summary>
internal static class ShopReach
{
    public static Task<Reach> OfShopAsync(JisrDb db, ShopId id, Actor actor, CancellationToken ct) =>
        OfSellerAsync(db, db.Set<Shop>().Where(s => s.Id == id).Select(s => s.Id), actor, ct);

    public static Task<Reach> OfProductAsync(JisrDb db, ProductId id, Actor actor, CancellationToken ct) =>
        OfSellerAsync(db, db.Set<Product>().Where(p => p.Id == id).Select(p => p.ShopId), actor, ct);

    public static Task<Reach> OfOrderAsync(JisrDb db, OrderId id, Actor actor, CancellationToken ct) =>
        OfSellerAsync(db, db.Set<Order>().Where(o => o.Id == id).Select(o => o.ShopId), actor, ct);

    public static Task<Reach> OfRunAsync(JisrDb db, RunId id, Actor actor, CancellationToken ct) =>
        OfSellerAsync(db, db.Set<Run>().Where(r => r.Id == id).Select(r => r.ShopId), actor, ct);

    /// <summary>The buyer's who holds the secret of her order, and the seller's.</summary>
    public static async Task<Reach> OfOrderOrItsBuyerAsync(
        JisrDb db,
        Expression<Func<Order, bool>> which,
        string? token,
        Actor actor,
        CancellationToken ct
    )
    {
        var found = await (
            from o in db.Set<Order>().Where(which)
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            select new { o.TokenHash, s.PartyId }
        ).SingleOrDefaultAsync(ct);
        return found is null
            ? Reach.Missing
            : Reach.Held(OrderToken.Fits(found.TokenHash, token) || actor.Is(found.PartyId));
    }

    private static async Task<Reach> OfSellerAsync(
        JisrDb db,
        IQueryable<ShopId> which,
        Actor actor,
        CancellationToken ct
    ) =>
        await db.Set<Shop>().Where(s => which.Contains(s.Id)).Select(s => (PartyId?)s.PartyId).SingleOrDefaultAsync(ct)
            is { } owner
            ? Reach.Held(actor.Is(owner))
            : Reach.Missing;
}
