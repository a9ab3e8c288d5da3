using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Claims;
using Jisr.Market.Feedbacks;
using Jisr.Market.Links;
using Jisr.Market.Lots;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>A wrong tap: the order goes back one step. What was owed is reversed, never erased.</summary>
internal sealed record UndoStep(Guid OrderId) : ICommand
{
    public static string Kind => "order.undo";
}

internal sealed class UndoStepHandler(
    JisrDb db,
    ILedger ledger,
    OrderStock stock,
    SellerFacts facts,
    LotBook lots,
    Commissions commissions
) : IHandle<UndoStep>
{
    public Task<Reach> ReachAsync(UndoStep command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(UndoStep command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderId(command.OrderId);
        await db.Storage.LockRowAsync(db, "market_order", "id", command.OrderId, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        if (order.IsOfRun)
            return Outcome.No("ORDER_OF_RUN");
        // A complaint rests on what was handed over.
        if (await db.Set<Claim>().AnyAsync(c => c.OrderId == id && c.State != ClaimState.Withdrawn, ct))
            return Outcome.No("ORDER_HAS_CLAIM");
        if (
            await db.Set<Feedback>()
                .AnyAsync(f => db.Set<OrderLine>().Any(l => l.Id == f.LineId && l.OrderId == id), ct)
        )
            return Outcome.No("ORDER_HAS_FEEDBACK");
        // Part of it was refused at the door: that cannot be taken back as one step.
        if (await db.Set<OrderLine>().AnyAsync(l => l.OrderId == id && l.WrittenOff > 0, ct))
            return Outcome.No("ORDER_MOVED_ON");
        if (order.State == OrderState.Done)
        {
            if (await UndoDeliveryAsync(order, scope, ct) is { } problem)
                return new Outcome.Refused([problem]);
        }
        else if (order.State is not (OrderState.Accepted or OrderState.Ready))
            return Outcome.No("ORDER_MOVED_ON");
        order.State = order.State switch
        {
            OrderState.Done => OrderState.Ready,
            OrderState.Ready => OrderState.Accepted,
            _ => OrderState.Placed,
        };
        order.Version++;
        db.Add(OrderStory.Row(id, "undone", "seller", scope));
        return new Outcome.Done
        {
            Subject = command.OrderId,
            Version = order.Version,
            Number = order.Code,
        };
    }

    private async Task<Problem?> UndoDeliveryAsync(Order order, CommandScope scope, CancellationToken ct)
    {
        // A payment rests on what was owed: it is undone first.
        if (await db.Set<Payment>().AnyAsync(p => p.OrderId == order.Id && p.UndoneAt == null, ct))
            return new Problem("UNDO_PAYMENT_FIRST");
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == order.ShopId, ct);
        if (await lots.UndoAsync(e => e.OrderId == order.Id, shop, scope, ct) is { } paidOut)
            return paidOut;
        if (
            order.OwedTxId is { } tx
            && order.TotalMinor > 0
            && await ledger.ReverseAsync(new JournalTxId(tx), scope.Id.Value, "undo", scope, ct) is { } problem
        )
            return problem;
        await stock.TakeBackAsync(order.Id, scope, ct);
        var lines = await db.Set<OrderLine>().Where(l => l.OrderId == order.Id).ToListAsync(ct);
        foreach (var line in lines)
            line.Delivered = 0;
        order.DeliveredAt = null;
        order.OwedTxId = null;
        await commissions.MovedAsync(order.ContactId, scope, ct);
        var (unit, today) = await facts.OfAsync(shop.PartyId, ct);
        foreach (var what in DeliveryEvents.Of(order, lines, shop, unit, today, takesBack: true))
            scope.Publish(what);
        return null;
    }
}
