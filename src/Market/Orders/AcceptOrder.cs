using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Links;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>The seller says yes.</summary>
internal sealed record AcceptOrder(Guid OrderId) : ICommand
{
    public static string Kind => "order.accept";
}

/// <summary>The goods are packed.</summary>
internal sealed record ReadyOrder(Guid OrderId) : ICommand
{
    public static string Kind => "order.ready";
}

/// <summary>The seller says no; the goods are free again.</summary>
internal sealed record DeclineOrder(Guid OrderId, string Reason) : ICommand
{
    public static string Kind => "order.decline";
}

internal sealed class OrderStateHandler(JisrDb db, OrderStock stock, Commissions commissions)
    : IHandle<AcceptOrder>,
        IHandle<ReadyOrder>,
        IHandle<DeclineOrder>
{
    public Task<Reach> ReachAsync(AcceptOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public Task<Reach> ReachAsync(ReadyOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public Task<Reach> ReachAsync(DeclineOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public void Check(DeclineOrder command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public Task<Outcome> HandleAsync(AcceptOrder command, CommandScope scope, CancellationToken ct) =>
        MoveAsync(command.OrderId, OrderState.Accepted, [OrderState.Placed], null, scope, ct);

    public Task<Outcome> HandleAsync(ReadyOrder command, CommandScope scope, CancellationToken ct) =>
        MoveAsync(command.OrderId, OrderState.Ready, [OrderState.Accepted], null, scope, ct);

    public async Task<Outcome> HandleAsync(DeclineOrder command, CommandScope scope, CancellationToken ct)
    {
        var outcome = await MoveAsync(
            command.OrderId,
            OrderState.Declined,
            [OrderState.Placed],
            command.Reason,
            scope,
            ct
        );
        if (outcome is Outcome.Done)
            await stock.ReleaseAsync(new OrderId(command.OrderId), scope, ct);
        return outcome;
    }

    private async Task<Outcome> MoveAsync(
        Guid orderId,
        OrderState to,
        IReadOnlyList<OrderState> from,
        string? reason,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var id = new OrderId(orderId);
        await db.Storage.LockRowAsync(db, "market_order", "id", orderId, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        if (order.IsOfRun)
            return Outcome.No("ORDER_OF_RUN");
        if (!from.Contains(order.State))
            return Outcome.No("ORDER_MOVED_ON");
        order.State = to;
        order.Version++;
        if (to == OrderState.Declined)
            await commissions.MovedAsync(order.ContactId, scope, ct);
        db.Add(OrderStory.Row(id, Codes.Of(to), "seller", scope, ShopRules.Clean(reason)));
        return new Outcome.Done
        {
            Subject = orderId,
            Version = order.Version,
            Number = order.Code,
        };
    }
}
