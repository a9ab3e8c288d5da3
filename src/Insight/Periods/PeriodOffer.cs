using Jisr.Insight.Figures;

namespace Jisr.Insight.Periods;

/// <summary>The periods that a reader is offered, the likeliest first.</summary>
internal static class PeriodOffer
{
    public static IReadOnlyList<Period> For(FigureScope scope, IEnumerable<Period> wanted)
    {
        var today = scope.Today;
        var half = Period.HalfYearOf(today);
        if (scope.IsPartner)
            return [.. Enumerable.Range(0, 6).Select(_ => half = Period.HalfYearOf(half.From.AddDays(-1)))];
        var month = Period.Month(today.Year, today.Month);
        var quarter = Period.Quarter(today.Year, (today.Month + 2) / 3);
        return
        [
            .. wanted
                .OrderByDescending(p => p.Holds(today))
                .ThenByDescending(p => p.To)
                .Append(Period.Year(today.Year))
                .Append(half)
                .Append(quarter)
                .Append(month)
                .Append(Before(month))
                .Append(QuarterBefore(quarter))
                .Append(Period.HalfYearOf(half.From.AddDays(-1)))
                .Concat(Enumerable.Range(1, 5).Select(n => Period.Year(today.Year - n)))
                .DistinctBy(p => p.Code)
                .Take(20),
        ];
    }

    /// <summary>What the refusal of a period names: the codes that are offered.</summary>
    public static IReadOnlyDictionary<string, string> Args(FigureScope scope) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["offered"] = string.Join(", ", For(scope, []).Select(p => p.Code)),
        };

    private static Period Before(Period month)
    {
        var day = month.From.AddDays(-1);
        return Period.Month(day.Year, day.Month);
    }

    private static Period QuarterBefore(Period quarter)
    {
        var day = quarter.From.AddDays(-1);
        return Period.Quarter(day.Year, (day.Month + 2) / 3);
    }
}
