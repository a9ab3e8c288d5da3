using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>Finds what a round can bring, and what is due at each door.</summary>
internal sealed class RoundOrders(JisrDb db, ILedger ledger)
{
    /// <summary>A round's doors that one courier can do in a day, and then some.</summary>
    public const int MostStops = 60;

    /// <summary>Orders that can go out: bags of a run that was shared out, or direct orders that were accepted; none that
    /// is on its way already.</summary>
    public IQueryable<Order> Ready(ShopId shop, RunId? run) =>
        db.Set<Order>()
            .Where(o =>
                o.ShopId == shop
                && (
                    run == null
                        ? !o.IsOfRun && (o.State == OrderState.Accepted || o.State == OrderState.Ready)
                        : o.RunId == run
                            && o.State == OrderState.Placed
                            && db.Set<Run>().Any(r => r.Id == run && r.Stage == RunStage.Delivering)
                            && db.Set<OrderLine>().Any(l => l.OrderId == o.Id && l.Given > l.Delivered + l.WrittenOff)
                )
                && !db.Set<Stop>().Any(s => s.OrderId == o.Id && s.Result == StopResult.Waiting)
            );

    /// <summary>What is due at each stop, in the order's currency: her whole balance, once for each buyer.</summary>
    public async Task<IReadOnlyDictionary<OrderId, long>> DueAsync(IReadOnlyList<Order> orders, CancellationToken ct)
    {
        var balances = await ledger.BalancesAsync(
            [.. orders.SelectMany(o => new[] { OrderMoney.Receivable(o), OrderMoney.Payable(o) }).Distinct()],
            ct
        );
        var due = new Dictionary<OrderId, long>();
        var counted = new HashSet<(ContactId, string)>();
        foreach (var order in orders)
            due[order.Id] = Math.Max(
                0,
                counted.Add((order.ContactId, order.Currency)) ? OrderMoney.Net(order, balances)
                    : order.OwedTxId is null ? order.TotalMinor
                    : 0
            );
        return due;
    }
}
