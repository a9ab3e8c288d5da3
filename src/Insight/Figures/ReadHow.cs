using Jisr.Contracts.People;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Figures;

/// <summary>How a figure came about.</summary>
/// <param name="IsOpen">The reader works there: she sees days and units, and what was left out.</param>
/// <param name="Facts">Null where the figure is hidden.</param>
internal sealed record How(Indicator Indicator, IReadOnlyList<ShownCell> Totals, bool IsOpen, long? Facts)
{
    public long TakenBack { get; init; }

    /// <summary>Facts of people who were counted already; null where people are not what is counted.</summary>
    public long? Repeats { get; init; }
    public long PlaceUnknown { get; init; }

    /// <summary>How many people said no to being counted in reports; null where none did or too few to say so.</summary>
    public long? LeftOut { get; init; }
    public IReadOnlyList<UnitRecords> Units { get; init; } = [];
    public IReadOnlyList<DayRecords> Days { get; init; } = [];

    /// <summary>Days before this one are on the next page.</summary>
    public DateOnly? NextDay { get; init; }
}

internal sealed record UnitRecords(string? Name, long Facts);

internal sealed record DayRecords(DateOnly On, long Facts);

/// <summary>Reads what stands behind one figure: the words, the number of facts, what was left out, days and units.</summary>
internal sealed class ReadHow(JisrDb db, ShownFigures shown, CountFigures count, IUnitDirectory units)
{
    private const int DaysAPage = 62;

    public async Task<How?> ReadAsync(
        FigureScope scope,
        string? code,
        Period period,
        string? country,
        DateOnly? before,
        CancellationToken ct
    )
    {
        var indicator = await db.Set<Indicator>().AsNoTracking().SingleOrDefaultAsync(i => i.Code == code, ct);
        if (indicator is null || (scope.MoneyOnly && indicator.Measure != Measure.Money))
            return null;
        var question = scope.Ask(indicator, period, country);
        var line = await shown.LineAsync(question, Split.None, scope.Threshold, ct);
        var facts = line.Totals.Any(t => t.Hidden) ? (long?)null : line.Totals.Sum(t => t.Facts);
        var how = new How(indicator, line.Totals, scope.Threshold == 0, facts)
        {
            LeftOut = question.ForReport ? await count.LeftOutAsync(question, scope.Threshold, ct) : null,
        };
        return how.IsOpen ? await OpenAsync(how, question, before, ct) : how;
    }

    private async Task<How> OpenAsync(How how, Question question, DateOnly? before, CancellationToken ct)
    {
        var sums = count.Sums(question, question.Indicator.Kind);
        var whole = await sums.GroupBy(s => 1)
            .Select(g => new
            {
                TakenBack = g.Sum(s => s.TakenBack),
                Facts = g.Sum(s => s.Facts),
                Unknown = g.Sum(s => s.Area.Length <= 2 ? s.Facts : 0),
            })
            .FirstOrDefaultAsync(ct);
        var byUnit = await sums.GroupBy(s => s.UnitId)
            .Select(g => new { Unit = g.Key, Facts = g.Sum(s => s.Facts) })
            .ToListAsync(ct);
        var pages = before is { } day ? sums.Where(s => s.On < day) : sums;
        var days = await pages
            .GroupBy(s => s.On)
            .Select(g => new { On = g.Key, Facts = g.Sum(s => s.Facts) })
            .Where(d => d.Facts != 0)
            .OrderByDescending(d => d.On)
            .Take(DaysAPage + 1)
            .ToListAsync(ct);
        var names = (await units.AllAsync(ct)).ToDictionary(u => u.Id, u => u.Name(Words.Language));
        return how with
        {
            TakenBack = whole?.TakenBack ?? 0,
            PlaceUnknown = whole?.Unknown ?? 0,
            Repeats =
                how.Indicator.Measure == Measure.People ? (whole?.Facts ?? 0) - how.Totals.Sum(t => t.Value) : null,
            Units =
            [
                .. byUnit
                    .Where(u => u.Facts != 0)
                    .OrderByDescending(u => u.Facts)
                    .ThenBy(u => u.Unit)
                    .Select(u => new UnitRecords(names.GetValueOrDefault(new UnitId(u.Unit)), u.Facts)),
            ],
            Days = [.. days.Take(DaysAPage).Select(d => new DayRecords(d.On, d.Facts))],
            NextDay = days.Count > DaysAPage ? days[DaysAPage - 1].On : null,
        };
    }
}
