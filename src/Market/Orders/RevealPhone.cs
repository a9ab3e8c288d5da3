using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>The seller asks for her buyer's number: only of an order she accepted, for 14 days, and the buyer sees it.</summary>
internal sealed record RevealPhone(Guid OrderId) : ICommand
{
    public static string Kind => "order.reveal";
}

internal sealed class RevealPhoneHandler(JisrDb db) : IHandle<RevealPhone>
{
    public Task<Reach> ReachAsync(RevealPhone command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(RevealPhone command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderId(command.OrderId);
        var order = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == id, ct);
        if (!order.IsTaken)
            return Outcome.No("ACCEPT_FIRST");
        db.Add(
            new Reveal
            {
                Id = scope.Id.Value,
                OrderId = id,
                ViewerId = scope.Actor.AccountId?.Value,
                OwnerId = order.ContactId,
                Field = ContactIdentity.Phone,
                At = scope.Now,
                ExpiresAt = scope.Now + Reveal.Lasts,
            }
        );
        db.Add(OrderStory.Row(id, "revealed", "seller", scope));
        return new Outcome.Done { Subject = command.OrderId, Number = order.Code };
    }
}
