using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.Market.Orders;

/// <summary>Which quantities of a variant can be ordered: whole steps between least and most (market.md §11).</summary>
internal static class Portions
{
    /// <summary>QTY_MIN, QTY_MAX or QTY_STEP with the first three that can be had.</summary>
    public static void Check(Quantity asked, long step, long min, long max, string field, Problems problems)
    {
        var (one, by) = (new Quantity(min), new Quantity(step));
        if (asked.Thousandths < min)
            problems.Add(field, "QTY_MIN", ("min", one));
        else if (asked.Thousandths > max)
            problems.Add(field, "QTY_MAX", ("max", new Quantity(max)));
        else if (asked.Thousandths % step != 0)
            problems.Add(field, "QTY_STEP", ("one", one), ("two", one + by), ("three", one + by + by));
    }
}
