using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Claims;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Slips;

/// <summary>Reads what stands on the slips of orders: some questions for all of them, however many they are.</summary>
internal sealed class OrderSlips(JisrDb db, ILedger ledger, IRates rates)
{
    /// <summary>Slips of a run's bags, in the order of their numbers; null when it is not hers, or not shared out yet.</summary>
    public async Task<IReadOnlyList<Slip>?> OfRunAsync(PartyId party, Guid run, CancellationToken ct)
    {
        var runId = new RunId(run);
        var isHers = await (
            from r in db.Set<Run>()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where r.Id == runId && s.PartyId == party && (r.Stage == RunStage.Delivering || r.Stage == RunStage.Settled)
            select r.Id
        ).AnyAsync(ct);
        return isHers ? await ReadAsync(RunStory.OrdersOf(db, runId).OrderBy(o => o.RunNo), ct) : null;
    }

    /// <summary>The slip of one order; null when it is not hers.</summary>
    public async Task<Slip?> OfOrderAsync(PartyId party, Guid order, CancellationToken ct)
    {
        var id = new OrderId(order);
        var orders = db.Set<Order>()
            .Where(o => o.Id == id && db.Set<Shop>().Any(s => s.Id == o.ShopId && s.PartyId == party));
        return await ReadAsync(orders, ct) is [var slip] ? slip : null;
    }

    /// <summary>The slip of an order whose secret its reader has shown.</summary>
    public async Task<Slip?> OfOrderAsync(OrderId order, CancellationToken ct) =>
        await ReadAsync(db.Set<Order>().Where(o => o.Id == order), ct) is [var slip] ? slip : null;

    private async Task<IReadOnlyList<Slip>> ReadAsync(IQueryable<Order> which, CancellationToken ct)
    {
        var orders = await which.AsNoTracking().ToListAsync(ct);
        if (orders.Count == 0)
            return [];
        var ids = orders.ConvertAll(o => o.Id);
        var shopId = orders[0].ShopId;
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        var lines = await LinesAsync(ids, ct);
        var payments = (
            await db.Set<Payment>()
                .AsNoTracking()
                .Where(p => ids.Contains(p.OrderId))
                .OrderBy(p => p.At)
                .ToListAsync(ct)
        ).ToLookup(p => p.OrderId);
        var balances = await ledger.BalancesAsync(
            [.. orders.SelectMany(o => new[] { OrderMoney.Receivable(o), OrderMoney.Payable(o) }).Distinct()],
            ct
        );
        var madeGood = await db.Set<Claim>()
            .Where(c => ids.Contains(c.OrderId) && c.CreditMinor > 0)
            .GroupBy(c => c.OrderId)
            .Select(g => new { g.Key, Sum = g.Sum(c => c.CreditMinor) })
            .ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        var known = new Dictionary<Guid, RateInfo?>();
        foreach (var id in orders.Select(o => o.RateId).OfType<Guid>().Distinct())
            known[id] = await rates.FindAsync(id, ct);
        return orders.ConvertAll(o =>
        {
            Money Of(long minor) => new(minor, o.Total.Currency);
            var net = OrderMoney.Net(o, balances);
            var paid = payments[o.Id].Where(p => p.UndoneAt is null).Sum(p => p.Minor);
            return new Slip(
                o,
                Words.Pick(o.Language, shop.Name, shop.NameFr, shop.NameEn),
                shop.Country,
                [.. lines[o.Id]],
                Of(o.FeesMinor),
                [.. payments[o.Id]],
                Of(net - o.TotalMinor + paid),
                Of(net),
                o.RateId is { } rate ? known[rate] : null,
                Of(madeGood.GetValueOrDefault(o.Id))
            );
        });
    }

    private async Task<ILookup<OrderId, SlipLine>> LinesAsync(List<OrderId> orders, CancellationToken ct)
    {
        var rows = await (
            from l in db.Set<OrderLine>().AsNoTracking()
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            where orders.Contains(l.OrderId)
            orderby l.Position
            select new { Line = l, v.Unit }
        ).ToListAsync(ct);
        // A question that she has not said yes to has changed nothing.
        var changes = (
            await (
                from c in db.Set<LineChange>().AsNoTracking()
                join l in db.Set<OrderLine>() on c.LineId equals l.Id
                where orders.Contains(l.OrderId) && (c.Answer == BuyerAnswer.NotAsked || c.Answer == BuyerAnswer.Yes)
                orderby c.At
                select c
            ).ToListAsync(ct)
        ).ToLookup(c => c.LineId);
        var replaced = rows.Select(r => r.Line.ParentLineId).OfType<OrderLineId>().ToHashSet();
        return rows.ToLookup(
            r => r.Line.OrderId,
            r => new SlipLine(r.Line, r.Unit, replaced.Contains(r.Line.Id), [.. changes[r.Line.Id]])
        );
    }
}
