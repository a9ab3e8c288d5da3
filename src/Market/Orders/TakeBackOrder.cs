using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;

namespace Jisr.Market.Orders;

/// <summary>The bag of a run's order never reached its buyer and will not: the goods come into the seller's stock, and
/// nothing is owed for them.</summary>
internal sealed record TakeBackOrder(Guid OrderId) : ICommand
{
    public static string Kind => "order.take-back";
}

internal sealed class TakeBackOrderHandler(JisrDb db, OrderGoods goods, OrderDoor door) : IHandle<TakeBackOrder>
{
    public Task<Reach> ReachAsync(TakeBackOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(TakeBackOrder command, CommandScope scope, CancellationToken ct)
    {
        var (order, shop) = await door.LockAsync(new OrderId(command.OrderId), ct);
        // A direct order is cancelled instead.
        if (!order.IsOfRun)
            return Outcome.No("ORDER_MOVED_ON");
        if (await door.ProblemAsync(order, ct) is { } no)
            return Outcome.No(no);
        return await goods.TakeBackAsync(order, shop, new PostingIds(scope), scope, ct) is { } problem
            ? new Outcome.Refused([problem])
            : new Outcome.Done
            {
                Subject = command.OrderId,
                Version = order.Version,
                Number = order.Code,
            };
    }
}
