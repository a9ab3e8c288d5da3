using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Links;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>The buyer takes her order back while it is not accepted (by the token of her link); the seller until it is
/// delivered, with a reason.</summary>
internal sealed record CancelOrder(Guid OrderId, string? Token = null, string? Reason = null) : ICommand
{
    public static string Kind => "order.cancel";
}

internal sealed class CancelOrderHandler(JisrDb db, OrderStock stock, Commissions commissions) : IHandle<CancelOrder>
{
    public Task<Reach> ReachAsync(CancelOrder command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderId(command.OrderId);
        return ShopReach.OfOrderOrItsBuyerAsync(db, o => o.Id == id, command.Token, scope.Actor, ct);
    }

    public void Check(CancelOrder command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200, required: command.Token is null);

    public async Task<Outcome> HandleAsync(CancelOrder command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderId(command.OrderId);
        await db.Storage.LockRowAsync(db, "market_order", "id", command.OrderId, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        var byBuyer = command.Token is not null;
        if (!(order.IsOfRun ? await MayLeaveRunAsync(order, byBuyer, ct) : MayCancel(order, byBuyer)))
            return Outcome.No(byBuyer ? "CANCEL_TOO_LATE" : "ORDER_MOVED_ON");
        order.State = OrderState.Cancelled;
        order.Version++;
        await commissions.MovedAsync(order.ContactId, scope, ct);
        if (!order.IsOfRun)
            await stock.ReleaseAsync(id, scope, ct);
        db.Add(OrderStory.Row(id, "cancelled", byBuyer ? "buyer" : "seller", scope, ShopRules.Clean(command.Reason)));
        return new Outcome.Done
        {
            Subject = command.OrderId,
            Version = order.Version,
            Number = order.Code,
        };
    }

    private static bool MayCancel(Order order, bool byBuyer) =>
        byBuyer
            ? order.State == OrderState.Placed
            : order.State is OrderState.Placed or OrderState.Accepted or OrderState.Ready;

    // What is frozen stays frozen: from closing on the seller alone may, and what was bought for it is left over.
    private async Task<bool> MayLeaveRunAsync(Order order, bool byBuyer, CancellationToken ct)
    {
        if (order.State == OrderState.Draft)
            return true;
        if (order.State != OrderState.Placed || order.RunId is not { } run)
            return false;
        await db.Storage.LockRowAsync(db, Run.Table, "id", run.Value, ct);
        var stage = await db.Set<Run>().Where(r => r.Id == run).Select(r => r.Stage).SingleAsync(ct);
        return stage == RunStage.Open || (!byBuyer && stage == RunStage.Closed);
    }
}
