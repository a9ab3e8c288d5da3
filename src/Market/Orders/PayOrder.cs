using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Links;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Cash was handed over. What is too much is the buyer's credit.</summary>
/// <param name="Minor">Smallest parts of what was handed over.</param>
/// <param name="Currency">Key of what was handed over; null for the order's own.</param>
internal sealed record PayOrder(Guid OrderId, long Minor, string? Currency = null) : ICommand
{
    public static string Kind => "order.pay";
}

internal sealed class PayOrderHandler(JisrDb db, OrderCash cash) : IHandle<PayOrder>
{
    public Task<Reach> ReachAsync(PayOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public void Check(PayOrder command, Problems problems, CommandScope scope)
    {
        if (command.Minor is <= 0 or > 10_000_000_000_000)
            problems.Add("amount", "AMOUNT_RANGE");
        if (command.Currency is { } key && Currency.OfKey(key) is null)
            problems.Add("currency", "CURRENCY_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(PayOrder command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderId(command.OrderId);
        await db.Storage.LockRowAsync(db, "market_order", "id", command.OrderId, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        if (order.HasEnded)
            return Outcome.No("ORDER_MOVED_ON");
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == order.ShopId, ct);
        await db.Storage.LockRowAsync(db, "market_contact", "id", order.ContactId.Value, ct);
        var handed = new Money(command.Minor, Currency.Parse(command.Currency ?? order.Currency));
        var purse = OrderMoney.PurseId(shop.PartyId);
        var (_, problem) = await cash.TakeAsync(order, shop, purse, handed, scope.Id.Value, scope, ct);
        if (problem is not null)
            return new Outcome.Refused([problem]);
        order.Version++;
        return new Outcome.Done
        {
            Subject = scope.Id.Value,
            Version = order.Version,
            Number = order.Code,
        };
    }
}

/// <summary>A payment was written by mistake: the ledger turns it round, and both stay to be read.</summary>
internal sealed record UndoPayment(Guid PaymentId, string Reason) : ICommand
{
    public static string Kind => "payment.undo";
}

internal sealed class UndoPaymentHandler(JisrDb db, ILedger ledger, Commissions commissions) : IHandle<UndoPayment>
{
    public async Task<Reach> ReachAsync(UndoPayment command, CommandScope scope, CancellationToken ct)
    {
        var id = new PaymentId(command.PaymentId);
        var order = await db.Set<Payment>()
            .Where(p => p.Id == id)
            .Select(p => (OrderId?)p.OrderId)
            .SingleOrDefaultAsync(ct);
        return order is { } known ? await ShopReach.OfOrderAsync(db, known, scope.Actor, ct) : Reach.Missing;
    }

    public void Check(UndoPayment command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(UndoPayment command, CommandScope scope, CancellationToken ct)
    {
        var id = new PaymentId(command.PaymentId);
        var payment = await db.Set<Payment>().SingleAsync(p => p.Id == id, ct);
        if (payment.UndoneAt is not null)
            return Outcome.No("ALREADY_REVERSED");
        var problem = await ledger.ReverseAsync(
            new JournalTxId(payment.Id.Value),
            scope.Id.Value,
            command.Reason,
            scope,
            ct
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        payment.UndoneAt = scope.Now;
        var buyer = await db.Set<Order>().Where(o => o.Id == payment.OrderId).Select(o => o.ContactId).SingleAsync(ct);
        await commissions.MovedAsync(buyer, scope, ct);
        db.Add(OrderStory.Row(payment.OrderId, "unpaid", "seller", scope, ShopRules.Clean(command.Reason)));
        return new Outcome.Done { Subject = payment.OrderId.Value };
    }
}
