using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Moves the goods of an order: what was reserved for a direct order is given back, handed over, or taken back
/// after an undo; what was bought for a run and not taken comes into the seller's stock.</summary>
internal sealed class OrderStock(JisrDb db)
{
    public async Task ReleaseAsync(OrderId order, CommandScope scope, CancellationToken ct) =>
        await MoveAsync(await LinesAsync(order, ct), l => -l.Asked, _ => 0, false, scope, ct);

    /// <summary>All of a direct order came back to where it was before its delivery.</summary>
    public async Task TakeBackAsync(OrderId order, CommandScope scope, CancellationToken ct) =>
        await MoveAsync(await LinesAsync(order, ct), l => l.Asked, l => l.Asked, false, scope, ct);

    /// <summary>Goods left the seller, or stay with her after all.</summary>
    /// <param name="moved">How much of each line was settled now.</param>
    /// <param name="kept">How much of that stays with the seller.</param>
    public Task MoveAsync(
        Order order,
        IReadOnlyList<OrderLine> lines,
        Func<OrderLine, long> moved,
        Func<OrderLine, long> kept,
        CommandScope scope,
        CancellationToken ct
    ) =>
        order.IsOfRun
            ? MoveAsync(lines, _ => 0, kept, true, scope, ct)
            : MoveAsync(lines, l => -moved(l), l => kept(l) - moved(l), false, scope, ct);

    private Task<List<OrderLine>> LinesAsync(OrderId order, CancellationToken ct) =>
        db.Set<OrderLine>().AsNoTracking().Where(l => l.OrderId == order).ToListAsync(ct);

    private async Task MoveAsync(
        IReadOnlyList<OrderLine> lines,
        Func<OrderLine, long> reserved,
        Func<OrderLine, long> onHand,
        bool ofRun,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var moves = lines
            .Select(l => (l.VariantId, Reserved: reserved(l), OnHand: onHand(l)))
            .Where(m => m.Reserved != 0 || m.OnHand != 0)
            .OrderBy(m => m.VariantId.Value.ToString("n"), StringComparer.Ordinal)
            .ToList();
        foreach (var move in moves)
            await db.Set<Variant>()
                .Where(v => v.Id == move.VariantId)
                .ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(v => v.Reserved, v => v.Reserved + move.Reserved)
                            // Goods made to order were never counted on hand.
                            .SetProperty(
                                v => v.OnHand,
                                v => v.Kind == SaleKind.Stock || ofRun ? v.OnHand + move.OnHand : v.OnHand
                            ),
                    ct
                );
        // What can be had shows on these.
        scope.Stale(Tags.Find);
        var ids = moves.ConvertAll(m => m.VariantId);
        var pages = await (
            from v in db.Set<Variant>()
            join s in db.Set<Shop>() on v.ShopId equals s.Id
            where ids.Contains(v.Id)
            select new { v.ProductId, s.Code }
        ).ToListAsync(ct);
        foreach (var page in pages)
            scope.Stale(Tags.Shop(page.Code), Tags.Product(page.ProductId.Value));
    }
}
