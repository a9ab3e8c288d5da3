using System.Globalization;
using System.Text.RegularExpressions;

namespace Jisr.Kernel.Values;

/// <summary>Typed hours of 24: 18:00, ١٨:٠٠, 18h15, 9. EMPTY, NOT_A_TIME.</summary>
public static partial class TimeBinder
{
    public static Reading<TimeOnly> Read(string? typed)
    {
        var text = TypedNumber.Clean(typed ?? "");
        if (text.Length == 0)
            return Reading<TimeOnly>.No("EMPTY");
        var match = Shape().Match(text);
        if (!match.Success)
            return Reading<TimeOnly>.No("NOT_A_TIME");
        var (hour, minute) = (Number(match.Groups["h"].Value), Number(match.Groups["m"].Value));
        return hour > 23 || minute > 59
            ? Reading<TimeOnly>.No("NOT_A_TIME")
            : Reading<TimeOnly>.Of(new TimeOnly(hour, minute));
    }

    private static int Number(string digits) =>
        digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<h>[0-9]{1,2})(?:\\s?[:.hH]\\s?(?<m>[0-9]{2})?)?$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Shape();
}
