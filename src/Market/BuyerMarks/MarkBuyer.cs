using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Market.Orders;
using Jisr.Market.Rounds;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.BuyerMarks;

/// <summary>The time of a mark is over.</summary>
internal sealed record MarkOver(Guid MarkId) : IMessage
{
    public static string Name => "market.buyer-mark-over";
}

/// <summary>The seller notes that an order was not accepted at the door, or is not paid. It is seen in her shop alone.</summary>
internal sealed record MarkBuyer(Guid OrderId, MarkKind What) : ICommand
{
    public static string Kind => "buyer.mark";
}

/// <summary>She takes the note back.</summary>
internal sealed record UnmarkBuyer(Guid MarkId) : ICommand
{
    public static string Kind => "buyer.unmark";
}

internal sealed class MarkBuyerHandler(JisrDb db, MarkGrounds grounds) : IHandle<MarkBuyer>, IHandle<UnmarkBuyer>
{
    public Task<Reach> ReachAsync(MarkBuyer command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public async Task<Reach> ReachAsync(UnmarkBuyer command, CommandScope scope, CancellationToken ct)
    {
        var id = new BuyerMarkId(command.MarkId);
        return
            await db.Set<BuyerMark>().Where(m => m.Id == id).Select(m => (ShopId?)m.ShopId).SingleOrDefaultAsync(ct)
                is { } shop
            ? await ShopReach.OfShopAsync(db, shop, scope.Actor, ct)
            : Reach.Missing;
    }

    public async Task<Outcome> HandleAsync(MarkBuyer command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "market_order", "id", command.OrderId, ct);
        var id = new OrderId(command.OrderId);
        var order = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == id, ct);
        if (!(await grounds.OfAsync(order, ct)).Contains(command.What))
            return Outcome.No(command.What == MarkKind.DidNotPay ? "MARK_NOTHING_OWED" : "MARK_NO_FAILED_STOP");
        if (await db.Set<BuyerMark>().AnyAsync(m => m.OrderId == id && m.Kind == command.What, ct))
            return Outcome.No("MARKED_ALREADY");
        var mark = new BuyerMark
        {
            Id = new BuyerMarkId(scope.Id.Value),
            ShopId = order.ShopId,
            ContactId = order.ContactId,
            OrderId = id,
            Kind = command.What,
            At = scope.Now,
            EndsAt = scope.Now.AddDays(BuyerMark.Days),
        };
        db.Add(mark);
        db.Add(OrderStory.Row(id, "marked", "seller", scope));
        scope.Later(new MarkOver(mark.Id.Value), mark.EndsAt);
        return new Outcome.Done { Subject = scope.Id.Value, Number = order.Code };
    }

    public async Task<Outcome> HandleAsync(UnmarkBuyer command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, BuyerMark.Table, "id", command.MarkId, ct);
        var id = new BuyerMarkId(command.MarkId);
        var mark = await db.Set<BuyerMark>().SingleAsync(m => m.Id == id, ct);
        if (mark.LiftedAt is null)
        {
            mark.LiftedAt = scope.Now;
            db.Add(OrderStory.Row(mark.OrderId, "unmarked", "seller", scope));
        }
        return new Outcome.Done { Subject = command.MarkId };
    }
}

/// <summary>What an order gives ground to note: nothing else may be (market.md §10).</summary>
internal sealed class MarkGrounds(JisrDb db, ILedger ledger)
{
    // A closed road or a danger is nobody's fault, and who asked for another day has not refused.
    private static readonly FailReason[] OfTheBuyer =
    [
        FailReason.NotHome,
        FailReason.NoAnswer,
        FailReason.RefusedPrice,
        FailReason.RefusedItem,
        FailReason.WrongAddress,
    ];

    public async Task<IReadOnlyList<MarkKind>> OfAsync(Order order, CancellationToken ct)
    {
        var found = new List<MarkKind>();
        if (
            await db.Set<Stop>()
                .AnyAsync(
                    s =>
                        s.OrderId == order.Id
                        && s.Result == StopResult.Failed
                        && s.Reason != null
                        && OfTheBuyer.Contains(s.Reason.Value),
                    ct
                )
        )
            found.Add(MarkKind.DidNotAccept);
        if (order.OwedTxId is not null && order.DeliveredAt is not null)
        {
            var paid = await db.Set<Payment>()
                .Where(p => p.OrderId == order.Id && p.UndoneAt == null)
                .SumAsync(p => p.Minor, ct);
            var receivable = OrderMoney.Receivable(order);
            var owed = (await ledger.BalancesAsync([receivable], ct)).GetValueOrDefault(receivable);
            if (OrderStages.Owed(order, paid, owed, 0) > 0)
                found.Add(MarkKind.DidNotPay);
        }
        return found;
    }
}

/// <summary>After its time a mark is gone, and what was said against it.</summary>
internal sealed class EndMarks(JisrDb db) : IReact<MarkOver>
{
    public Task ReactAsync(MarkOver message, Guid messageId, CancellationToken ct)
    {
        var id = new BuyerMarkId(message.MarkId);
        return db.Set<BuyerMark>().Where(m => m.Id == id).ExecuteDeleteAsync(ct);
    }
}
