using Jisr.Kernel.Data;
using Jisr.Market.Rounds;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>What handing over an order asks first, wherever it happens.</summary>
internal sealed class OrderDoor(JisrDb db)
{
    /// <summary>The order and its buyer's row, held until the transaction ends: one balance for each buyer and shop, so
    /// that two deliveries to one buyer take turns.</summary>
    public async Task<(Order Order, Shop Shop)> LockAsync(OrderId id, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "market_order", "id", id.Value, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        await db.Storage.LockRowAsync(db, "market_contact", "id", order.ContactId.Value, ct);
        return (order, await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == order.ShopId, ct));
    }

    /// <summary>Why it cannot be handed over now; null when it can.</summary>
    /// <param name="at">The stop at which it is handed over; null where the buyer fetched it.</param>
    public async Task<string?> ProblemAsync(Order order, CancellationToken ct, StopId? at = null)
    {
        if (!order.IsOfRun)
        {
            if (order.State is not (OrderState.Accepted or OrderState.Ready))
                return "ORDER_MOVED_ON";
        }
        else if (order.State != OrderState.Placed || order.OwedTxId is null && order.TotalMinor > 0)
            return order.State == OrderState.Placed ? "ORDER_OF_RUN" : "ORDER_MOVED_ON";
        else if (
            await db.Set<Run>().Where(r => r.Id == order.RunId).Select(r => (RunStage?)r.Stage).SingleOrDefaultAsync(ct)
            != RunStage.Delivering
        )
            return "ORDER_OF_RUN";
        var onItsWay = await db.Set<Stop>()
            .AnyAsync(s => s.OrderId == order.Id && s.Result == StopResult.Waiting && (at == null || s.Id != at), ct);
        return onItsWay ? "ORDER_ON_ROUND" : null;
    }
}
