using System.Globalization;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.Ledger.Rates;

/// <summary>A typed rate: any digits, one decimal mark of any kind, at most 8 decimals. A mark before exactly three
/// digits could part thousands: it is asked back, never guessed.</summary>
internal static class RateBinder
{
    public static Reading<decimal> Read(string? typed)
    {
        var text = ArabicText.AsciiDigits(ArabicText.StripInvisible(typed ?? "")).Trim();
        if (text.Length == 0)
            return Reading<decimal>.No("REQUIRED");
        if (text.Length > 24 || text.Any(c => !char.IsAsciiDigit(c) && c is not ('.' or ',' or '٫')))
            return Reading<decimal>.No("RATE_VALUE");
        var marks = text.Count(c => !char.IsAsciiDigit(c));
        var parts = text.Split('.', ',', '٫');
        if (marks > 1 || parts.Any(p => p.Length == 0))
            return Reading<decimal>.No("RATE_VALUE");
        var asks = parts is [[>= '1' and <= '9', ..] and { Length: <= 3 }, { Length: 3 }] && !text.Contains('٫');
        if (asks)
            return Reading<decimal>.No("RATE_AMBIGUOUS");
        return decimal.TryParse(
            string.Join('.', parts),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? Reading<decimal>.Of(value)
            : Reading<decimal>.No("RATE_VALUE");
    }

    /// <summary>A stored rate as text, without needless zeros.</summary>
    public static string Text(long valueE8) =>
        (valueE8 / 100_000_000m).ToString("0.########", CultureInfo.InvariantCulture);
}
