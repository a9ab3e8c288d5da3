using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Links;
using Jisr.Market.Shops;

namespace Jisr.Market.Orders;

/// <summary>Cash of a buyer, taken into a purse or a bag: it settles what she owes, and what is too much is her credit.
/// Cash of another currency settles at the rate of her order, else at the one in force.</summary>
internal sealed class OrderCash(JisrDb db, ILedger ledger, IRates rates, Commissions commissions)
{
    /// <summary>Null and the payment, or the problem; the caller holds the buyer's row.</summary>
    /// <param name="into">The custodian who takes the cash.</param>
    public async Task<(Payment? Payment, Problem? Problem)> TakeAsync(
        Order order,
        Shop shop,
        Guid into,
        Money handed,
        Guid posting,
        CommandScope scope,
        CancellationToken ct,
        StopId? stop = null
    )
    {
        var currency = order.Total.Currency;
        var rate = handed.Currency == currency ? null : await RateAsync(order, handed.Currency, ct);
        if (handed.Currency != currency && rate is null)
            return (null, new Problem("RATE_MISSING", "currency"));
        var settles = rate?.Convert(handed) ?? handed;
        if (settles.Minor <= 0)
            return (null, new Problem("AMOUNT_RANGE", "amount"));
        var receivable = OrderMoney.Receivable(order);
        var owed = (await ledger.BalancesAsync([receivable], ct)).GetValueOrDefault(receivable);
        var off = Math.Clamp(owed, 0, settles.Minor);
        var legs = new List<Leg> { Leg.Debit(AccountRef.Cash(into, handed.Currency.Key), handed.Minor) };
        if (rate is not null)
        {
            legs.Add(Leg.Credit(AccountRef.Fx(rate.Base, rate.Quote, rate.Base), handed.Minor));
            legs.Add(Leg.Debit(AccountRef.Fx(rate.Base, rate.Quote, rate.Quote), settles.Minor));
        }
        legs.Add(Leg.Credit(receivable, off));
        legs.Add(Leg.Credit(OrderMoney.Payable(order), settles.Minor - off));
        var problem = await ledger.PostAsync(
            new Posting(BookId.Platform, "credit.pay", OrderMoney.Legs(legs))
            {
                Id = posting,
                SourceKind = "order",
                SourceId = order.Id.Value,
                RateId = rate?.Id,
                Earner = shop.PartyId,
            },
            scope,
            ct
        );
        if (problem is not null)
            return (null, problem);
        var payment = new Payment
        {
            Id = new PaymentId(posting),
            OrderId = order.Id,
            StopId = stop,
            Minor = settles.Minor,
            Currency = order.Currency,
            HandedMinor = rate is null ? null : handed.Minor,
            HandedCurrency = rate is null ? null : handed.Currency.Key,
            RateId = rate?.Id,
            At = scope.Now,
        };
        db.Add(payment);
        await commissions.MovedAsync(order.ContactId, scope, ct);
        db.Add(OrderStory.Row(order.Id, "paid", "seller", scope, handed + " " + handed.Currency.Key));
        return (payment, null);
    }

    private async Task<RateInfo?> RateAsync(Order order, Currency handed, CancellationToken ct)
    {
        if (
            order.RateId is { } frozen
            && await rates.FindAsync(frozen, ct) is { } hers
            && hers.Base == handed.Key
            && hers.Quote == order.Currency
        )
            return hers;
        return await rates.InForceAsync(handed.Key, order.Currency, ct);
    }
}
