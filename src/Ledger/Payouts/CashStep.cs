using Jisr.Kernel.Values;

namespace Jisr.Ledger.Payouts;

/// <summary>Amounts that can be handed over in notes and coins (M-7, market.md §6.6).</summary>
internal static class CashStep
{
    public const string Down = "down";
    public const string Up = "up";

    /// <summary>The next amount below or above; null where the amount can be handed over as it is, or nothing is left.</summary>
    /// <param name="minor">Above 0.</param>
    public static long? Of(long minor, string unit, string way)
    {
        if (Currency.Find(unit) is not { } currency || minor % currency.CashStep == 0)
            return null;
        var down = minor - minor % currency.CashStep;
        return way == Up ? down + currency.CashStep
            : down > 0 ? down
            : null;
    }
}
