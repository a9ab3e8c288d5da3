using Jisr.Contracts.Market;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>The goods reached the buyer. A direct order is owed from now on (or her credit pays); one of a run, which she
/// fetched, was owed at the share-out.</summary>
internal sealed record DeliverOrder(Guid OrderId) : ICommand
{
    public static string Kind => "order.deliver";
}

internal sealed class DeliverOrderHandler(JisrDb db, OrderGoods goods, OrderDoor door) : IHandle<DeliverOrder>
{
    private static readonly Dictionary<Guid, long> Nothing = [];

    public Task<Reach> ReachAsync(DeliverOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(DeliverOrder command, CommandScope scope, CancellationToken ct)
    {
        var (order, shop) = await door.LockAsync(new OrderId(command.OrderId), ct);
        if (await door.ProblemAsync(order, ct) is { } no)
            return Outcome.No(no);
        return await goods.GiveAsync(order, shop, Nothing, new PostingIds(scope), scope, ct) is { } problem
            ? new Outcome.Refused([problem])
            : new Outcome.Done
            {
                Subject = command.OrderId,
                Version = order.Version,
                Number = order.Code,
            };
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
                AmountMinor = OrderGoods.WorthOf(line, order.Total.Currency),
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
