using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The time of a draft is over.</summary>
internal sealed record DraftOver(Guid OrderId) : IMessage
{
    public static string Name => "market.draft-over";
}

/// <summary>Nobody took a draft in its time. The program's own, or the seller's who will not take it.</summary>
internal sealed record ExpireDraft(Guid OrderId) : ICommand
{
    public static string Kind => "draft.expire";
}

internal sealed class ExpireDraftHandler(JisrDb db) : IHandle<ExpireDraft>
{
    public Task<Reach> ReachAsync(ExpireDraft command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(ExpireDraft command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "market_order", "id", command.OrderId, ct);
        var id = new OrderId(command.OrderId);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        // Placed, cancelled or joined meanwhile: nothing to do.
        if (order.State == OrderState.Draft)
        {
            order.State = OrderState.Expired;
            order.Version++;
            db.Add(OrderStory.Row(id, "expired", "seller", scope));
        }
        return RunOrders.Done(order, order.Code);
    }
}

internal sealed class ExpireDrafts(CommandPipeline pipeline) : IReact<DraftOver>
{
    public Task ReactAsync(DraftOver message, Guid messageId, CancellationToken ct) =>
        pipeline.SendAsync(
            new Envelope<ExpireDraft>(new CommandId(messageId), new ExpireDraft(message.OrderId)),
            Actor.System,
            Door.System,
            ct
        );
}
