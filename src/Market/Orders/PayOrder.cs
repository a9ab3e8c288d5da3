using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Cash was handed over, in the order's currency. What is too much is the buyer's credit.</summary>
internal sealed record PayOrder(Guid OrderId, long Minor) : ICommand
{
    public static string Kind => "order.pay";
}

internal sealed class PayOrderHandler(JisrDb db, ILedger ledger) : IHandle<PayOrder>
{
    public Task<Reach> ReachAsync(PayOrder command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public void Check(PayOrder command, Problems problems, CommandScope scope)
    {
        if (command.Minor is <= 0 or > 10_000_000_000_000)
            problems.Add("amount", "AMOUNT_RANGE");
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
        var receivable = OrderMoney.Receivable(order);
        var owed = (await ledger.BalancesAsync([receivable], ct)).GetValueOrDefault(receivable);
        var settles = Math.Clamp(owed, 0, command.Minor);
        var problem = await ledger.PostAsync(
            new Posting(
                BookId.Platform,
                "credit.pay",
                OrderMoney.Legs(
                    Leg.Debit(OrderMoney.Purse(shop, order.Currency), command.Minor),
                    Leg.Credit(receivable, settles),
                    Leg.Credit(OrderMoney.Payable(order), command.Minor - settles)
                )
            )
            {
                Id = scope.Id.Value,
                SourceKind = "order",
                SourceId = order.Id.Value,
                Earner = shop.PartyId,
            },
            scope,
            ct
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        db.Add(
            new Payment
            {
                Id = new PaymentId(scope.Id.Value),
                OrderId = id,
                Minor = command.Minor,
                Currency = order.Currency,
                At = scope.Now,
            }
        );
        order.Version++;
        db.Add(
            OrderStory.Row(
                id,
                "paid",
                "seller",
                scope,
                new Money(command.Minor, Currency.Parse(order.Currency)) + " " + order.Currency
            )
        );
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

internal sealed class UndoPaymentHandler(JisrDb db, ILedger ledger) : IHandle<UndoPayment>
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
        db.Add(OrderStory.Row(payment.OrderId, "unpaid", "seller", scope, ShopRules.Clean(command.Reason)));
        return new Outcome.Done { Subject = payment.OrderId.Value };
    }
}
