using System.Globalization;
using System.Text.RegularExpressions;

namespace Jisr.Insight.Periods;

/// <summary>Reads period codes as DHIS2 writes them. A code that is none is refused with PERIOD_UNKNOWN; nothing is
/// rounded to the nearest period, as DHIS2 itself does in silence.</summary>
internal static partial class PeriodCode
{
    /// <summary>What a refused code is called.</summary>
    public const string Unknown = "PERIOD_UNKNOWN";

    private const int FirstYear = 1900;

    private static readonly Dictionary<string, DayOfWeek> WeekStarts = new(StringComparer.Ordinal)
    {
        ["W"] = DayOfWeek.Monday,
        ["WedW"] = DayOfWeek.Wednesday,
        ["ThuW"] = DayOfWeek.Thursday,
        ["FriW"] = DayOfWeek.Friday,
        ["SatW"] = DayOfWeek.Saturday,
        ["SunW"] = DayOfWeek.Sunday,
    };

    // Financial years and their halves, by the month in which they begin; those of November begin a year earlier.
    private static readonly Dictionary<string, int> YearStarts = new(StringComparer.Ordinal)
    {
        ["Feb"] = 2,
        ["April"] = 4,
        ["July"] = 7,
        ["Aug"] = 8,
        ["Sep"] = 9,
        ["Oct"] = 10,
        ["Nov"] = 11,
    };

    /// <summary>The period of a code, or null when it is none.</summary>
    public static Period? Read(string? code)
    {
        if (code is null || Shape().Match(code.Trim()) is not { Success: true } match)
            return null;
        code = match.Value;
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year < FirstYear)
            return null;
        var rest = match.Groups["rest"].Value;
        if (rest.Length == 0)
            return Period.Year(year);
        if (char.IsAsciiDigit(rest[0]))
            return Dated(code, year, rest);
        return Quarter(year, rest) ?? Half(code, year, rest) ?? Week(code, year, rest) ?? Financial(code, year, rest);
    }

    private static Period? Dated(string code, int year, string rest)
    {
        if (rest.Contains('-', StringComparison.Ordinal))
            return Day(code[..8]) is { } from && Day(code[9..]) is { } to && from <= to ? Period.Range(from, to) : null;
        if (rest.EndsWith('B'))
            return Number(rest[..^1], 2) is >= 1 and <= 6 and var pair
                ? new Period(
                    code,
                    PeriodLength.TwoMonths,
                    new DateOnly(year, 2 * pair - 1, 1),
                    new DateOnly(year, 2 * pair - 1, 1).AddMonths(2).AddDays(-1)
                )
                : null;
        if (rest.Length == 2)
            return Number(rest, 2) is >= 1 and <= 12 and var month ? Period.Month(year, month) : null;
        return rest.Length == 4 && Day(code) is { } day ? new Period(code, PeriodLength.Day, day, day) : null;
    }

    private static Period? Quarter(int year, string rest) =>
        rest is ['Q', >= '1' and <= '4' and var n] ? Period.Quarter(year, n - '0') : null;

    private static Period? Half(string code, int year, string rest)
    {
        if (rest is not [.., 'S', '1' or '2'])
            return null;
        var half = rest[^1] - '0';
        return rest[..^2] switch
        {
            "" => Period.HalfYear(year, half),
            "April" => From(code, PeriodLength.HalfYear, year, 4 + 6 * (half - 1), 6),
            "Nov" => From(code, PeriodLength.HalfYear, year - 1, 11 + 6 * (half - 1), 6),
            _ => null,
        };
    }

    private static Period? Week(string code, int year, string rest)
    {
        var mark = rest.IndexOf('W', StringComparison.Ordinal);
        if (rest.StartsWith("Wed", StringComparison.Ordinal))
            mark = 3;
        if (mark < 0 || mark >= rest.Length || !WeekStarts.TryGetValue(rest[..(mark + 1)], out var start))
            return null;
        if (rest[(mark + 1)..] is not [>= '1' and <= '9', ..] || Number(rest[(mark + 1)..]) is not (<= 53 and var week))
            return null;
        // The first week holds at least four days of the year, so it is the one of 4 January.
        var fourth = new DateOnly(year, 1, 4);
        var first = fourth.AddDays(-(((int)fourth.DayOfWeek - (int)start + 7) % 7)).AddDays(7 * (week - 1));
        // A year has a week 53 only when most of its days are in it.
        return first.AddDays(3).Year == year ? new Period(code, PeriodLength.Week, first, first.AddDays(6)) : null;
    }

    private static Period? Financial(string code, int year, string rest) =>
        YearStarts.TryGetValue(rest, out var month)
            ? From(code, PeriodLength.Year, month == 11 ? year - 1 : year, month, 12)
            : null;

    private static Period From(string code, PeriodLength length, int year, int month, int months)
    {
        var first = new DateOnly(year, 1, 1).AddMonths(month - 1);
        return new Period(code, length, first, first.AddMonths(months).AddDays(-1));
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static int? Number(string text, int length = 0) =>
        (length == 0 || text.Length == length) && text.Length is > 0 and <= 2 && text.All(char.IsAsciiDigit)
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(
        "^(?<year>[0-9]{4})(?<rest>[0-9]{2}B|[0-9]{2}|[0-9]{4}(-[0-9]{8})?|[A-Z][A-Za-z]*[0-9]{0,2})?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Shape();
}
