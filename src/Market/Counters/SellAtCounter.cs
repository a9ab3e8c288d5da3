using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Lots;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Counters;

/// <summary>Sold and paid at once at a counter, with a line or without one. Goods that were left with her are sold first.</summary>
/// <param name="Qty">Thousandths.</param>
/// <param name="Paid">What was paid in all, in minor units: at a stand the price is agreed there.</param>
internal sealed record SellAtCounter(Guid CounterId, string Sku, long Qty, long Paid) : IOfflineMoney
{
    public static string Kind => "counter.sell";

    AlongThing IOfflineMoney.Along => CounterAlong.Of(CounterId);
}

/// <summary>A wrong tap: the sale is turned round, once.</summary>
internal sealed record UndoCounterSale(Guid CounterId, Guid SaleId) : IOfflineMoney
{
    public static string Kind => "counter.undo";

    AlongThing IOfflineMoney.Along => CounterAlong.Of(CounterId);
}

internal sealed class SellAtCounterHandler(JisrDb db, CounterMoney money, LotBook lots)
    : IHandle<SellAtCounter>,
        IHandle<UndoCounterSale>
{
    public Task<Reach> ReachAsync(SellAtCounter command, CommandScope scope, CancellationToken ct) =>
        CounterStory.ReachAsync(db, command.CounterId, scope.Actor, ct);

    public async Task<Reach> ReachAsync(UndoCounterSale command, CommandScope scope, CancellationToken ct)
    {
        var (sale, counter) = (new CounterSaleId(command.SaleId), new CounterId(command.CounterId));
        return await db.Set<CounterSale>().AnyAsync(s => s.Id == sale && s.CounterId == counter, ct)
            ? await CounterStory.ReachAsync(db, command.CounterId, scope.Actor, ct)
            : Reach.Missing;
    }

    public void Check(SellAtCounter command, Problems problems, CommandScope scope)
    {
        ProductRules.CheckQty(command.Qty, problems);
        problems.Text("sku", command.Sku, Variant.MostSku);
        if (command.Paid is <= 0 or > PriceVersion.Most)
            problems.Add("paid", "AMOUNT_RANGE");
    }

    public async Task<Outcome> HandleAsync(SellAtCounter command, CommandScope scope, CancellationToken ct)
    {
        var (counter, shop) = await CounterStory.LockAsync(db, command.CounterId, ct);
        if (counter.ClosedAt is not null)
            return Outcome.No("COUNTER_CLOSED");
        await lots.HoldAsync(shop.Id, ct);
        var variant = await db.Set<Variant>()
            .AsNoTracking()
            .SingleOrDefaultAsync(v => v.ShopId == shop.Id && v.Sku == command.Sku, ct);
        if (variant is null)
            return Outcome.No("NOT_FOUND", "sku");
        if (command.Qty % variant.Step != 0)
            return LotRules.Step(variant);
        if (variant.Kind == SaleKind.Stock && !await lots.MoveStockAsync(variant.Id, -command.Qty, scope, ct))
            return Outcome.No("SOLD_OUT", "qty");
        var ids = new PostingIds(scope);
        var problem = await money.PostAsync(
            counter,
            "sale.cash",
            ids.Next(),
            "",
            scope,
            ct,
            Leg.Debit(CounterMoney.Till(counter), command.Paid),
            Leg.Credit(OrderMoney.Income(shop, counter.Currency), command.Paid)
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        var id = new CounterSaleId(scope.Id.Value);
        db.Add(Row(id, counter.Id, variant.Id, command.Qty, command.Paid, null, scope));
        var sale = new LotSale(command.Paid) { CounterSale = id };
        return await lots.SellAsync(shop, variant.Id, command.Qty, sale, ids, scope, ct) is { } no
            ? new Outcome.Refused([no])
            : new Outcome.Done { Subject = scope.Id.Value };
    }

    public async Task<Outcome> HandleAsync(UndoCounterSale command, CommandScope scope, CancellationToken ct)
    {
        var (counter, shop) = await CounterStory.LockAsync(db, command.CounterId, ct);
        if (counter.ClosedAt is not null)
            return Outcome.No("COUNTER_CLOSED");
        await lots.HoldAsync(shop.Id, ct);
        var id = new CounterSaleId(command.SaleId);
        var old = await db.Set<CounterSale>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
        if (old.ReversesId is not null || await db.Set<CounterSale>().AnyAsync(s => s.ReversesId == id, ct))
            return Outcome.No("ALREADY_REVERSED");
        if (await money.ReverseAsync(old.Id.Value, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        db.Add(Row(new CounterSaleId(scope.Id.Value), counter.Id, old.VariantId, -old.Qty, -old.Minor, id, scope));
        // Goods made to order were never on hand: they move nothing.
        await lots.MoveStockAsync(old.VariantId, old.Qty, scope, ct);
        return await lots.UndoAsync(e => e.CounterSaleId == id, shop, scope, ct) is { } no
            ? new Outcome.Refused([no])
            : new Outcome.Done { Subject = scope.Id.Value };
    }

    private static CounterSale Row(
        CounterSaleId id,
        CounterId counter,
        VariantId variant,
        long qty,
        long minor,
        CounterSaleId? reverses,
        CommandScope scope
    ) =>
        new()
        {
            Id = id,
            CounterId = counter,
            VariantId = variant,
            Qty = qty,
            Minor = minor,
            At = scope.OccurredAt,
            RecordedAt = scope.Now,
            By = scope.Actor.AccountId?.Value,
            DeviceId = scope.DeviceId,
            ReversesId = reverses,
        };
}
