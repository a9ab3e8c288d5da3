using Jisr.Kernel.Data;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Moves the reserved goods of an order: given back, handed over, or taken back after an undo.</summary>
internal sealed class OrderStock(JisrDb db)
{
    public Task ReleaseAsync(OrderId order, CancellationToken ct) => MoveAsync(order, reserved: -1, onHand: 0, ct);

    public Task HandOverAsync(OrderId order, CancellationToken ct) => MoveAsync(order, reserved: -1, onHand: -1, ct);

    public Task TakeBackAsync(OrderId order, CancellationToken ct) => MoveAsync(order, reserved: 1, onHand: 1, ct);

    private async Task MoveAsync(OrderId order, int reserved, int onHand, CancellationToken ct)
    {
        var lines = await db.Set<OrderLine>()
            .AsNoTracking()
            .Where(l => l.OrderId == order)
            .Select(l => new { l.VariantId, l.Asked })
            .ToListAsync(ct);
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
    }
}
