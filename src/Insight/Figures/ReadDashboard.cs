using Jisr.Contracts.People;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Insight.Targets;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Figures;

/// <summary>Reads the dashboard of a scope: a number of questions that does not grow with what there is to count.</summary>
internal sealed class ReadDashboard(JisrDb db, ShownFigures shown, CountFigures count, IPlaces places, IUnitTree tree)
{
    /// <summary>The period is none, or not one that this reader is offered.</summary>
    public sealed class NotOffered(string code) : Exception(code);

    /// <summary>The programme of the newest target of places: where a coordinator most likely wants to look.</summary>
    public async Task<string?> LikelyProgrammeAsync(IReadOnlyList<ProgrammeInfo> programmes, CancellationToken ct)
    {
        var newest = await db.Set<Target>()
            .AsNoTracking()
            .Where(t => t.InForce && t.UnitId == null && t.Value != null)
            .OrderByDescending(t => t.SetAt)
            .ThenByDescending(t => t.Id)
            .Select(t => t.ProgrammeId)
            .FirstOrDefaultAsync(ct);
        return programmes.FirstOrDefault(p => p.Id == newest)?.Code;
    }

    public async Task<Dashboard> ReadAsync(FigureScope scope, Wish wish, CancellationToken ct)
    {
        var indicators = await db.Set<Indicator>().AsNoTracking().OrderBy(i => i.Order).ToListAsync(ct);
        if (scope.MoneyOnly)
            indicators.RemoveAll(i => i.Measure != Measure.Money);
        var headline =
            indicators.Find(i => i.Code == wish.Indicator && i.Measure != Measure.Money)
            ?? await LikelyAsync(scope, indicators, ct)
            ?? indicators.Find(i => i.Code == IndicatorList.People)
            ?? indicators[0];
        var wanted = await WantedAsync(scope, headline, ct);
        var periods = PeriodOffer.For(scope, wanted.All.Select(t => Period.Range(t.From, t.To)));
        var period = Choose(scope, wish.Period, periods);
        var country = CountryOf(scope, wish.Country, wanted, period);
        var question = scope.Ask(headline, period, country);
        wanted = new WantedValues([.. wanted.All.Where(t => t.From == period.From && t.To == period.To)]);
        var line = await shown.LineAsync(question, country is null ? Split.Country : Split.Area, scope.Threshold, ct);
        var rows = Rows(line, country, wanted);
        var byDay = period.To.DayNumber - period.From.DayNumber < 62;
        var cards = new List<Card>();
        foreach (var indicator in indicators.Where(i => i != headline))
            cards.Add(
                new Card(
                    indicator,
                    await shown.LineAsync(
                        question with
                        {
                            Indicator = indicator,
                        },
                        indicator.SplitBy.Length > 0 ? Split.Detail : Split.None,
                        scope.Threshold,
                        ct
                    )
                )
            );
        var sum = scope.Units is not null ? wanted.OfUnit : SumOf(rows);
        return new Dashboard(
            scope,
            period,
            periods,
            country,
            headline,
            indicators,
            rows,
            new AreaRow("", line.Total ?? new ShownCell("", "", 0, 0, false), sum),
            scope.Units is null && country is not null ? wanted.Of(country) : null,
            byDay,
            await TimeAsync(question, byDay, scope.Threshold, ct),
            cards
        );
    }

    /// <summary>The figure of the newest target here: what is worked for.</summary>
    private async Task<Indicator?> LikelyAsync(FigureScope scope, List<Indicator> indicators, CancellationToken ct)
    {
        var programme = scope.Programme?.Id;
        UnitId? unit = scope.Units is null ? null : scope.At;
        var newest = await db.Set<Target>()
            .AsNoTracking()
            .Where(t => t.InForce && t.Value != null && t.ProgrammeId == programme && t.UnitId == unit)
            .OrderByDescending(t => t.SetAt)
            .ThenByDescending(t => t.Id)
            .Select(t => t.Indicator)
            .FirstOrDefaultAsync(ct);
        return indicators.Find(i => i.Code == newest);
    }

    private async Task<WantedValues> WantedAsync(FigureScope scope, Indicator headline, CancellationToken ct)
    {
        var programme = scope.Programme?.Id;
        var all = db.Set<Target>()
            .AsNoTracking()
            .Where(t => t.InForce && t.Value != null && t.Indicator == headline.Code && t.ProgrammeId == programme);
        UnitId? unit = scope.Units is null ? null : scope.At;
        return new WantedValues(await all.Where(t => t.UnitId == unit).OrderByDescending(t => t.SetAt).ToListAsync(ct));
    }

    private static Period Choose(FigureScope scope, string? code, IReadOnlyList<Period> offered)
    {
        if (string.IsNullOrEmpty(code))
            return offered[0];
        var period = PeriodCode.Read(code) ?? throw new NotOffered("PERIOD_UNKNOWN");
        return scope.Offers(period) ? period : throw new NotOffered("RANGE_NOT_OFFERED");
    }

    private string? CountryOf(FigureScope scope, string? wish, WantedValues wanted, Period period)
    {
        if (wish == "all")
            return null;
        if (wish is not null && Screen.Countries.Contains(wish))
            return wish;
        if (scope.Units is not null)
            return tree.Find(scope.At)?.Country;
        return wanted.All.FirstOrDefault(t => t.From == period.From && t.To == period.To)?.Place[..2]
            ?? Screen.Countries[0];
    }

    /// <summary>Every region has its row, with nothing in it too; what has no place keeps a row of its own.</summary>
    private List<AreaRow> Rows(ShownLine line, string? country, WantedValues wanted)
    {
        IEnumerable<string> keys = country is null ? Screen.Countries : places.At(country, 1).Select(p => p.Code);
        var known = keys.ToList();
        var others = line.Parts.Select(p => p.Key).Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. known.Select(k => new AreaRow(
                k,
                line.Part(k),
                country is null ? wanted.SumBelow(k) ?? wanted.Of(k) : wanted.Of(k)
            )),
            .. others.Select(k => new AreaRow(k, line.Part(k), k.Length > 2 ? wanted.Of(k) : null)),
        ];
    }

    private static long? SumOf(IEnumerable<AreaRow> rows)
    {
        var values = rows.Select(r => r.Target).OfType<long>().ToList();
        return values.Count == 0 ? null : values.Sum();
    }

    /// <summary>What was recorded month by month; day by day in a short period. It adds up, so it comes from the sums.</summary>
    private async Task<IReadOnlyList<TimePoint>> TimeAsync(
        Question question,
        bool byDay,
        int threshold,
        CancellationToken ct
    )
    {
        if (question.Indicator.TimeRule == TimeRule.AsAt || question.Indicator.Measure == Measure.Money)
            return [];
        var days = await count.DaysAsync(question, ct);
        var period = question.Period;
        IReadOnlyList<DateOnly> starts = byDay
            ?
            [
                .. Enumerable
                    .Range(period.From.DayNumber, period.To.DayNumber - period.From.DayNumber + 1)
                    .Select(DateOnly.FromDayNumber),
            ]
            : [.. period.Months().Select(m => m.From)];
        var sums = days.GroupBy(d => byDay ? d.On : new DateOnly(d.On.Year, d.On.Month, 1))
            .ToDictionary(g => g.Key, g => g.Sum(d => d.Value));
        IReadOnlyList<long> values = [.. starts.Select(s => sums.GetValueOrDefault(s))];
        var (hidden, _) = SmallCells.Hide(values, values.Sum(), question.Indicator.AboutPeople ? threshold : 0);
        return [.. starts.Select((s, i) => new TimePoint(s, hidden[i] ? 0 : values[i], hidden[i]))];
    }
}
