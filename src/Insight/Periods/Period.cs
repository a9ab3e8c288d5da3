using System.Globalization;

namespace Jisr.Insight.Periods;

/// <summary>How long a period is.</summary>
internal enum PeriodLength
{
    Day,
    Week,
    Month,
    TwoMonths,
    Quarter,
    HalfYear,
    Year,

    /// <summary>Any two days, as targets have.</summary>
    Range,
}

/// <summary>A stretch of days with the code that DHIS2 writes for it (insight.md §4): 2022S1, 2026Q4, 202611.</summary>
internal sealed record Period(string Code, PeriodLength Length, DateOnly From, DateOnly To)
{
    /// <summary>Days still to come on <paramref name="today"/>, that day with them; 0 when it is over.</summary>
    public int DaysLeft(DateOnly today) => today > To ? 0 : To.DayNumber - (today < From ? From : today).DayNumber + 1;

    public bool Holds(DateOnly day) => From <= day && day <= To;

    /// <summary>The ADX form: <c>2022-01-01/P6M</c>. Null for a free range, which has none.</summary>
    public string? Adx =>
        Length switch
        {
            PeriodLength.Day => Start + "/P1D",
            PeriodLength.Week => Start + "/P7D",
            PeriodLength.Month => Start + "/P1M",
            PeriodLength.TwoMonths => Start + "/P2M",
            PeriodLength.Quarter => Start + "/P3M",
            PeriodLength.HalfYear => Start + "/P6M",
            PeriodLength.Year => Start + "/P1Y",
            _ => null,
        };

    /// <summary>The months it touches, in order.</summary>
    public IReadOnlyList<Period> Months()
    {
        var months = new List<Period>();
        for (var at = new DateOnly(From.Year, From.Month, 1); at <= To; at = at.AddMonths(1))
            months.Add(Month(at.Year, at.Month));
        return months;
    }

    public static Period Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new Period(
            first.ToString("yyyyMM", CultureInfo.InvariantCulture),
            PeriodLength.Month,
            first,
            first.AddMonths(1).AddDays(-1)
        );
    }

    public static Period HalfYear(int year, int half) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{year:0000}S{half}"),
            PeriodLength.HalfYear,
            new DateOnly(year, half == 1 ? 1 : 7, 1),
            half == 1 ? new DateOnly(year, 6, 30) : new DateOnly(year, 12, 31)
        );

    public static Period Quarter(int year, int quarter)
    {
        var first = new DateOnly(year, 3 * quarter - 2, 1);
        return new Period(
            string.Create(CultureInfo.InvariantCulture, $"{year:0000}Q{quarter}"),
            PeriodLength.Quarter,
            first,
            first.AddMonths(3).AddDays(-1)
        );
    }

    public static Period Year(int year) =>
        new(
            year.ToString("0000", CultureInfo.InvariantCulture),
            PeriodLength.Year,
            new DateOnly(year, 1, 1),
            new DateOnly(year, 12, 31)
        );

    /// <summary>Two days, written <c>20220101-20261231</c>. DHIS2 has no such code.</summary>
    public static Period Range(DateOnly from, DateOnly to) =>
        new(
            from.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
                + "-"
                + to.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            PeriodLength.Range,
            from,
            to
        );

    /// <summary>The half-year of a day.</summary>
    public static Period HalfYearOf(DateOnly day) => HalfYear(day.Year, day.Month <= 6 ? 1 : 2);

    private string Start => From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
