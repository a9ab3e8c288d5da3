using System.Globalization;
using System.Text.RegularExpressions;
using Jisr.Contracts.Ledger;

namespace Jisr.Ledger.Journal;

/// <summary>Whether a unit belongs to its account: a currency key for money, a goods unit for goods.</summary>
internal static partial class Units
{
    public static bool Fit(AccountRef account) =>
        Purpose.IsGoods(account.Purpose) ? account.Unit.Length is > 0 and <= 20 : CurrencyKey().IsMatch(account.Unit);

    /// <summary>Minor units as an invariant number: 19500 TRY is 195.00.</summary>
    public static string Show(long minor, string unit)
    {
        var scale = Scale(unit);
        return (minor / (decimal)Math.Pow(10, scale)).ToString("F" + scale, CultureInfo.InvariantCulture);
    }

    private static int Scale(string unit) =>
        unit switch
        {
            "JOD" => 3,
            "SYP-1" => 0,
            _ => CurrencyKey().IsMatch(unit) ? 2 : 0,
        };

    [GeneratedRegex("^[A-Z]{3}(-[1-9])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CurrencyKey();
}
