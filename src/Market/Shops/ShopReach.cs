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
    public static async Task<Reach> OfShopAsync(JisrDb db, ShopId id, Actor actor, CancellationToken ct) =>
        Held(
            await db.Set<Shop>().Where(s => s.Id == id).Select(s => (PartyId?)s.PartyId).SingleOrDefaultAsync(ct),
            actor
        );

    public static async Task<Reach> OfProductAsync(JisrDb db, ProductId id, Actor actor, CancellationToken ct) =>
        Held(
            await (
                from p in db.Set<Product>()
                join s in db.Set<Shop>() on p.ShopId equals s.Id
                where p.Id == id
                select (PartyId?)s.PartyId
            ).SingleOrDefaultAsync(ct),
            actor
        );

    public static async Task<Reach> OfOrderAsync(JisrDb db, OrderId id, Actor actor, CancellationToken ct) =>
        Held(
            await (
                from o in db.Set<Order>()
                join s in db.Set<Shop>() on o.ShopId equals s.Id
                where o.Id == id
                select (PartyId?)s.PartyId
            ).SingleOrDefaultAsync(ct),
            actor
        );

    public static async Task<Reach> OfRunAsync(JisrDb db, RunId id, Actor actor, CancellationToken ct) =>
        Held(
            await (
                from r in db.Set<Run>()
                join s in db.Set<Shop>() on r.ShopId equals s.Id
                where r.Id == id
                select (PartyId?)s.PartyId
            ).SingleOrDefaultAsync(ct),
            actor
        );

    private static Reach Held(PartyId? owner, Actor actor) =>
        owner is null ? Reach.Missing : Reach.Held(actor.Is(owner));
}
