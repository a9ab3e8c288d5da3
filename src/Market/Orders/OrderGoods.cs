using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Links;
using Jisr.Market.Lots;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Goods reach a buyer, wholly or without what she refused; or they are taken back into stock. A direct order is
/// owed now; one of a run was owed at the share-out, and what is not taken is taken off what she owes.</summary>
internal sealed class OrderGoods(
    JisrDb db,
    ILedger ledger,
    OrderStock stock,
    SellerFacts facts,
    LotBook lots,
    Commissions commissions
)
{
    /// <summary>Hands over all that is still to be handed over, less what she refused.</summary>
    /// <param name="refused">Thousandths by line; empty where she takes all.</param>
    public async Task<Problem?> GiveAsync(
        Order order,
        Shop shop,
        IReadOnlyDictionary<Guid, long> refused,
        PostingIds ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var lines = await LinesAsync(order, ct);
        if (
            refused.Any(r => lines.Find(l => l.Id.Value == r.Key) is not { } l || r.Value <= 0 || r.Value > l.Remaining)
        )
            return new Problem("REFUSED_RANGE", "refused");
        var before = lines.ToDictionary(l => l.Id, l => l.Remaining);
        foreach (var line in lines)
        {
            var back = refused.GetValueOrDefault(line.Id.Value);
            line.Delivered += line.Remaining - back;
            line.WrittenOff += back;
            if (back > 0)
                db.Add(Refusal(line, before[line.Id] - back, scope));
        }
        var taken = lines.Where(l => l.Delivered > 0 && before[l.Id] > 0).ToList();
        if (!order.IsOfRun)
            await lots.HoldAsync(shop.Id, ct);
        if (await WorthAsync(order, shop, lines, ids, scope, ct) is { } problem)
            return problem;
        await stock.MoveAsync(order, lines, l => before[l.Id], l => l.WrittenOff, scope, ct);
        // Goods that were left with the seller are sold first; what is bought for a run is nobody's lot.
        foreach (var line in order.IsOfRun ? [] : taken)
        {
            var sale = new LotSale(WorthOf(line, order.Total.Currency)) { Order = order.Id };
            if (await lots.SellAsync(shop, line.VariantId, line.Delivered, sale, ids, scope, ct) is { } no)
                return no;
        }
        return await EndAsync(order, shop, lines, taken, scope, ct);
    }

    /// <summary>What is still to be handed over is not: it goes back into the seller's stock, and nothing is owed for it.</summary>
    public async Task<Problem?> TakeBackAsync(
        Order order,
        Shop shop,
        PostingIds ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var lines = await LinesAsync(order, ct);
        var before = lines.ToDictionary(l => l.Id, l => l.Remaining);
        foreach (var line in lines.Where(l => l.Remaining > 0))
        {
            db.Add(Refusal(line, line.Delivered, scope));
            line.WrittenOff += line.Remaining;
        }
        if (await WorthAsync(order, shop, lines, ids, scope, ct) is { } problem)
            return problem;
        await stock.MoveAsync(order, lines, l => before[l.Id], l => before[l.Id], scope, ct);
        return await EndAsync(order, shop, lines, [], scope, ct);
    }

    /// <summary>What a line costs in the end, in minor units: the part of it that was not written off. Where all that was
    /// given costs its unit price, so does the part; where a gap was shared out, the part bears its share of it.</summary>
    public static long WorthOf(OrderLine line, Currency currency)
    {
        var whole = new Money(line.FinalTotalMinor ?? line.TotalMinor, currency);
        if (line.WrittenOff == 0)
            return whole.Minor;
        var unit = new Money(line.FinalUnitMinor ?? line.UnitMinor, currency);
        var kept = line.Given - line.WrittenOff;
        return unit.Times(new Quantity(line.Given)) == whole
            ? unit.Times(new Quantity(kept)).Minor
            : whole.Split([kept, line.WrittenOff])[0].Minor;
    }

    private Task<List<OrderLine>> LinesAsync(Order order, CancellationToken ct) =>
        db.Set<OrderLine>().Where(l => l.OrderId == order.Id).OrderBy(l => l.Position).ToListAsync(ct);

    private static LineChange Refusal(OrderLine line, long to, CommandScope scope) =>
        new()
        {
            Id = NewId.Of<LineChangeId>(),
            LineId = line.Id,
            Field = LineChange.Taken,
            From = line.Given,
            To = to,
            Reason = ChangeReason.Refused,
            By = scope.Actor.AccountId?.Value,
            At = scope.Now,
        };

    // What she owes for it in the end: of each line the part that was not written off.
    private async Task<Problem?> WorthAsync(
        Order order,
        Shop shop,
        List<OrderLine> lines,
        PostingIds ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var currency = order.Total.Currency;
        var worth = lines.Sum(l => WorthOf(l, currency));
        var nothing = lines.All(l => l.Given == l.WrittenOff);
        if (nothing)
            // Who is given nothing owes no fee.
            order.FeesMinor = 0;
        var (was, now) = (order.TotalMinor, worth + order.FeesMinor);
        order.TotalMinor = now;
        if (order.OwedTxId is not null)
            return now == was ? null : await TakeOffAsync(order, shop, was - now, ids.Next(), scope, ct);
        if (now == 0)
            return null;
        order.OwedTxId = ids.Next();
        return await OweAsync(order, shop, now, order.OwedTxId.Value, scope, ct);
    }

    /// <summary>She owes so much more: from her credit as far as it goes, the rest in her notebook.</summary>
    public async Task<Problem?> OweAsync(
        Order order,
        Shop shop,
        long minor,
        Guid posting,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var payable = OrderMoney.Payable(order);
        var credit = (await ledger.BalancesAsync([payable], ct)).GetValueOrDefault(payable);
        var fromCredit = Math.Clamp(credit, 0, minor);
        return await PostAsync(
            order,
            "credit.give",
            [
                Leg.Debit(payable, fromCredit),
                Leg.Debit(OrderMoney.Receivable(order), minor - fromCredit),
                Leg.Credit(OrderMoney.Income(shop, order.Currency), minor),
            ],
            posting,
            scope,
            ct
        );
    }

    /// <summary>She owes so much less: what she has paid of it already is her credit.</summary>
    public async Task<Problem?> TakeOffAsync(
        Order order,
        Shop shop,
        long minor,
        Guid posting,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var receivable = OrderMoney.Receivable(order);
        var owed = (await ledger.BalancesAsync([receivable], ct)).GetValueOrDefault(receivable);
        var off = Math.Clamp(owed, 0, minor);
        return await PostAsync(
            order,
            "market.credit",
            [
                Leg.Debit(OrderMoney.Income(shop, order.Currency), minor),
                Leg.Credit(receivable, off),
                Leg.Credit(OrderMoney.Payable(order), minor - off),
            ],
            posting,
            scope,
            ct
        );
    }

    private async Task<Problem?> PostAsync(
        Order order,
        string kind,
        IReadOnlyList<Leg> legs,
        Guid posting,
        CommandScope scope,
        CancellationToken ct
    )
    {
        await commissions.MovedAsync(order.ContactId, scope, ct);
        return await ledger.PostAsync(
            new Posting(BookId.Platform, kind, OrderMoney.Legs(legs))
            {
                Id = posting,
                SourceKind = "order",
                SourceId = order.Id.Value,
            },
            scope,
            ct
        );
    }

    private async Task<Problem?> EndAsync(
        Order order,
        Shop shop,
        List<OrderLine> lines,
        IReadOnlyList<OrderLine> taken,
        CommandScope scope,
        CancellationToken ct
    )
    {
        order.State = OrderState.Done;
        order.Version++;
        db.Add(OrderStory.Row(order.Id, taken.Count > 0 ? "done" : "taken-back", "seller", scope));
        if (taken.Count == 0)
            return null;
        order.DeliveredAt = scope.Now;
        var (unit, today) = await facts.OfAsync(shop.PartyId, ct);
        foreach (var what in DeliveryEvents.Of(order, taken, shop, unit, today, takesBack: false))
            scope.Publish(what);
        return null;
    }
}
