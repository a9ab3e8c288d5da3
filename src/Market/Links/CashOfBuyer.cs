using Jisr.Market.Orders;

namespace Jisr.Market.Links;

/// <summary>An order of a buyer, and what was handed over for it less what she was given back in cash.</summary>
internal sealed record PaidFor(Order Order, long Cash)
{
    public long Costs => Order.HasEnded ? 0 : Order.TotalMinor;
}

/// <summary>Which orders of a buyer her cash has paid. It pays the order it was handed over for, up to what that costs in
/// the end; what is too much pays the others, the oldest first, as her one balance does (market.md §6.7).</summary>
internal static class CashOfBuyer
{
    /// <param name="orders">All orders of one buyer in one currency.</param>
    public static IReadOnlyDictionary<OrderId, long> Spread(IReadOnlyList<PaidFor> orders)
    {
        var paid = orders.ToDictionary(o => o.Order.Id, o => Math.Clamp(o.Cash, 0, o.Costs));
        var rest = orders.Sum(o => o.Cash - paid[o.Order.Id]);
        // Only what is owed in the books is paid by what was handed over for another.
        foreach (
            var one in orders
                .Where(o => o.Order.OwedTxId is not null)
                .OrderBy(o => o.Order.PlacedAt)
                .ThenBy(o => o.Order.Id.Value)
        )
        {
            var more = Math.Clamp(rest, 0, one.Costs - paid[one.Order.Id]);
            paid[one.Order.Id] += more;
            rest -= more;
        }
        return paid;
    }

    /// <summary>What is due by then: the percentage of the goods in the cash so far, rounded once, half away from zero.
    /// Fees are not in it, and parts never drift, because each is the difference to what was created before (ledger.md
    /// M-6).</summary>
    /// <param name="cash">What was paid of the order, at most <paramref name="total"/>.</param>
    /// <param name="fees">What of the total is no goods.</param>
    public static long Commission(int bps, long cash, long total, long fees)
    {
        var goods = Math.Max(0, total - fees);
        if (total <= 0 || goods == 0 || cash <= 0)
            return 0;
        var (share, whole) = ((Int128)bps * goods * cash, (Int128)total * 10_000);
        return (long)((2 * share + whole) / (2 * whole));
    }
}
