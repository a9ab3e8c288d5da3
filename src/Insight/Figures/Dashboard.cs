using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Insight.Targets;

namespace Jisr.Insight.Figures;

/// <summary>A region, governorate or country: what was reached of what was wanted.</summary>
internal sealed record AreaRow(string Key, ShownCell Cell, long? Target)
{
    /// <summary>Reached ÷ wanted; nothing where either may not be shown or is not there. Over 1 is shown as it is.</summary>
    public decimal? Share => Target is > 0 and var target && !Cell.Hidden ? (decimal)Cell.Value / target : null;

    /// <summary>Still missing; nothing once the target is reached.</summary>
    public long? Missing => Target is { } target && !Cell.Hidden ? Math.Max(0, target - Cell.Value) : null;
}

/// <summary>One point of the line: a month, or a day of a short period.</summary>
internal sealed record TimePoint(DateOnly From, long Value, bool Hidden);

/// <summary>A figure beside the others, with its parts where it has some.</summary>
internal sealed record Card(Indicator Indicator, ShownLine Line);

/// <summary>What the page shows, counted and guarded.</summary>
internal sealed record Dashboard(
    FigureScope Scope,
    Period Period,
    IReadOnlyList<Period> Periods,
    string? Country,
    Indicator Headline,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<AreaRow> Rows,
    AreaRow Total,
    long? TypedTarget,
    bool IsByDay,
    IReadOnlyList<TimePoint> Time,
    IReadOnlyList<Card> Cards
)
{
    /// <summary>A parent's target that somebody typed and that is not the sum of the children's: how far it is off.</summary>
    public long? Difference => TypedTarget is { } typed && Total.Target is { } sum && typed != sum ? sum - typed : null;

    public bool IsByCountry => Country is null;
}

/// <summary>What a reader chose; what she left open is chosen for her.</summary>
internal sealed record Wish(string? Indicator, string? Period, string? Country);

/// <summary>Targets that stand, for a scope.</summary>
internal sealed record WantedValues(IReadOnlyList<Target> All)
{
    /// <summary>The target of a place, by its code or a country's letters.</summary>
    public long? Of(string place) => All.FirstOrDefault(t => t.UnitId is null && t.Place == place)?.Value;

    /// <summary>The sum over the regions of a country; null where there is none.</summary>
    public long? SumBelow(string country)
    {
        var values = All.Where(t =>
                t.UnitId is null && t.Place.Length > 2 && t.Place.StartsWith(country, StringComparison.Ordinal)
            )
            .Select(t => t.Value)
            .OfType<long>()
            .ToList();
        return values.Count == 0 ? null : values.Sum();
    }

    public long? OfUnit => All.FirstOrDefault(t => t.UnitId is not null)?.Value;
}
