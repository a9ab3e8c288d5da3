using System.Globalization;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Values;

namespace Jisr.Ledger.Journal;

/// <summary>Whether a unit belongs to its account: a currency with its series for money, a goods unit for goods.</summary>
internal static class Units
{
    public static bool Fit(AccountRef account) =>
        Purpose.IsGoods(account.Purpose)
            ? account.Unit.Length is > 0 and <= 20 && Money(account.Unit) is null
            : Money(account.Unit) is not null;

    /// <summary>Minor units as an invariant number: 19500 TRY is 195.00.</summary>
    public static string Show(long minor, string unit) =>
        Money(unit) is { } currency
            ? new Money(minor, currency).ToString()
            : minor.ToString(CultureInfo.InvariantCulture);

    // A key names its series, so that an old pound is never taken for a new one.
    private static Currency? Money(string unit) => Currency.OfKey(unit);
}
