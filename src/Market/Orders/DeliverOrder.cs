using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>The goods reached the buyer: from now on she owes them (or her credit pays).</summary>
internal sealed record DeliverOrder(Guid OrderId) : ICommand
{
    public static string Kind => "order.deliver";
}

internal sealed class DeliverOrderHandler(JisrDb db, ILedger ledger, OrderStock stock, SellerFacts facts)
    : IHandle<DeliverOrder>
{
    public Task<Reach> ReachAsync(DeliverOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(DeliverOrder command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderId(command.OrderId);
        await db.Storage.LockRowAsync(db, "market_order", "id", command.OrderId, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        if (order.IsOfRun)
            return Outcome.No("ORDER_OF_RUN");
        if (order.State is not (OrderState.Accepted or OrderState.Ready))
            return Outcome.No("ORDER_MOVED_ON");
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == order.ShopId, ct);
        if (await OweAsync(order, shop, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        await stock.HandOverAsync(id, scope, ct);
        var lines = await db.Set<OrderLine>().Where(l => l.OrderId == id).ToListAsync(ct);
        foreach (var line in lines)
            line.Delivered = line.Asked;
        order.State = OrderState.Done;
        order.DeliveredAt = scope.Now;
        order.OwedTxId = scope.Id.Value;
        order.Version++;
        db.Add(OrderStory.Row(id, "done", "seller", scope));
        var (unit, today) = await facts.OfAsync(shop.PartyId, ct);
        foreach (var what in DeliveryEvents.Of(order, lines, shop, unit, today, takesBack: false))
            scope.Publish(what);
        return new Outcome.Done
        {
            Subject = command.OrderId,
            Version = order.Version,
            Number = order.Code,
        };
    }

    private async Task<Problem?> OweAsync(Order order, Shop shop, CommandScope scope, CancellationToken ct)
    {
        if (order.TotalMinor == 0)
            return null;
        // One balance per buyer and shop: two deliveries to one buyer take turns.
        await db.Storage.LockRowAsync(db, "market_contact", "id", order.ContactId.Value, ct);
        var payable = OrderMoney.Payable(order);
        var credit = (await ledger.BalancesAsync([payable], ct)).GetValueOrDefault(payable);
        var fromCredit = Math.Clamp(credit, 0, order.TotalMinor);
        return await ledger.PostAsync(
            new Posting(
                BookId.Platform,
                "credit.give",
                OrderMoney.Legs(
                    Leg.Debit(payable, fromCredit),
                    Leg.Debit(OrderMoney.Receivable(order), order.TotalMinor - fromCredit),
                    Leg.Credit(OrderMoney.Income(shop, order.Currency), order.TotalMinor)
                )
            )
            {
                Id = scope.Id.Value,
                SourceKind = "order",
                SourceId = order.Id.Value,
            },
            scope,
            ct
        );
    }
}

/// <summary>What a delivery tells the other modules.</summary>
internal static class DeliveryEvents
{
    public static IEnumerable<Kernel.Events.JisrEvent> Of(
        Order order,
        IReadOnlyList<OrderLine> lines,
        Shop shop,
        UnitId? unit,
        DateOnly today,
        bool takesBack
    )
    {
        foreach (var line in lines)
            yield return new LineDelivered
            {
                On = today,
                SourceId = line.Id.Value,
                UnitId = unit,
                PlaceCode = shop.PlaceCode,
                PartyId = shop.PartyId,
                AmountMinor = line.TotalMinor,
                AmountCurrency = order.Currency,
                TakesBack = takesBack,
            };
        yield return new OrderClosed
        {
            On = today,
            SourceId = order.Id.Value,
            UnitId = unit,
            PlaceCode = shop.PlaceCode,
            PartyId = shop.PartyId,
            AmountMinor = order.TotalMinor,
            AmountCurrency = order.Currency,
            TakesBack = takesBack,
        };
    }
}
