using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.Ledger.Journal;

/// <summary>Amounts that a person may type, in a known currency.</summary>
internal static class MoneyRange
{
    /// <summary>More than anybody hands over, in minor units.</summary>
    public const long Most = 10_000_000_000_000;

    /// <summary>An amount above 0 and its currency.</summary>
    public static void Check(Problems problems, string currency, long minor)
    {
        Known(problems, currency);
        Above0(problems, minor);
    }

    public static void Known(Problems problems, string? currency, string field = "currency")
    {
        if (Currency.OfKey(currency) is null)
            problems.Add(field, "CURRENCY_UNKNOWN");
    }

    public static void Above0(Problems problems, long minor)
    {
        if (minor <= 0)
            problems.Add("amount", "AMOUNT_NOT_POSITIVE");
        else if (minor > Most)
            problems.Add("amount", "AMOUNT_RANGE");
    }

    public static void From0(Problems problems, long? minor, string field = "amount")
    {
        if (minor is < 0 or > Most)
            problems.Add(field, "AMOUNT_RANGE");
    }
}
