using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.Ledger.Journal;

/// <summary>Amounts that a person may type: above 0, in a known currency.</summary>
internal static class MoneyRange
{
    /// <summary>More than anybody hands over, in minor units.</summary>
    public const long Most = 10_000_000_000_000;

    public static void Check(Problems problems, string currency, long minor, string field = "amount")
    {
        // A key names its series, so that an old pound is never taken for a new one.
        if (Currency.All.All(c => c.Key != currency))
            problems.Add("currency", "CURRENCY_UNKNOWN");
        if (minor <= 0)
            problems.Add(field, "AMOUNT_NOT_POSITIVE");
        else if (minor > Most)
            problems.Add(field, "AMOUNT_RANGE");
    }
}
