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

    /// <summary>The buyer's alone, who holds the secret of her order.</summary>
    public static async Task<Reach> OfItsBuyerAsync(
        JisrDb db,
        Expression<Func<Order, bool>> which,
        string? token,
        CancellationToken ct
    ) =>
        await db.Set<Order>().Where(which).Select(o => o.TokenHash).SingleOrDefaultAsync(ct) is { } hash
            ? Reach.Held(OrderToken.Fits(hash, token))
            : Reach.Missing;

    /// <summary>The association's that follows the seller: those with a right at her home unit, never she herself.</summary>
    public static async Task<Reach> OfAssociationAsync(
        JisrDb db,
        SellerFacts facts,
        Expression<Func<Order, bool>> which,
        Actor actor,
        CancellationToken ct
    )
    {
        var seller = await (
            from o in db.Set<Order>().Where(which)
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            select (PartyId?)s.PartyId
        ).SingleOrDefaultAsync(ct);
        return seller is not { } party || actor.Is(party)
            ? Reach.Missing
            : Reach.Unit((await facts.OfAsync(party, ct)).Unit ?? UnitId.Root);
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
