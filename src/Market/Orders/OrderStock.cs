using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Moves the reserved goods of an order: given back, handed over, or taken back after an undo.</summary>
internal sealed class OrderStock(JisrDb db)
{
    public Task ReleaseAsync(OrderId order, CommandScope scope, CancellationToken ct) =>
        MoveAsync(order, reserved: -1, onHand: 0, scope, ct);

    public Task HandOverAsync(OrderId order, CommandScope scope, CancellationToken ct) =>
        MoveAsync(order, reserved: -1, onHand: -1, scope, ct);

    public Task TakeBackAsync(OrderId order, CommandScope scope, CancellationToken ct) =>
        MoveAsync(order, reserved: 1, onHand: 1, scope, ct);

    private async Task MoveAsync(OrderId order, int reserved, int onHand, CommandScope scope, CancellationToken ct)
    {
        var lines = await (
            from l in db.Set<OrderLine>()
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            join s in db.Set<Shop>() on v.ShopId equals s.Id
            where l.OrderId == order
            select new
            {
                l.VariantId,
                l.Asked,
                v.ProductId,
                s.Code,
            }
        ).ToListAsync(ct);
        foreach (var line in lines.OrderBy(l => l.VariantId.Value.ToString("n"), StringComparer.Ordinal))
            await db.Set<Variant>()
                .Where(v => v.Id == line.VariantId)
                .ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(v => v.Reserved, v => v.Reserved + reserved * line.Asked)
                            // Goods made to order were never counted on hand.
                            .SetProperty(
                                v => v.OnHand,
                                v => v.Kind == SaleKind.Stock ? v.OnHand + onHand * line.Asked : v.OnHand
                            ),
                    ct
                );
        // What can be had shows on these.
        scope.Stale(Tags.Find);
        foreach (var line in lines)
            scope.Stale(Tags.Shop(line.Code), Tags.Product(line.ProductId.Value));
    }
}
