using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Jisr.Contracts.People;
using Jisr.Insight.External;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Insight.Figures;

/// <summary><c>indicators</c>: all indicators, computed now. Ends with 2 when the unit or the period is none.</summary>
internal static class IndicatorsVerb
{
    public static Verb Make(IVerbHost host)
    {
        var unit = new Option<string?>("--unit")
        {
            Description = "Code of a unit: it and those below it; all if left out",
        };
        var period = new Option<string?>("--period")
        {
            Description = "2026, 2026S1, 2026Q4, 202611, 20261124, 2026W48 or 20220101-20261231; this year if left out",
        };
        var programme = new Option<string?>("--programme") { Description = "Code of a programme; all if left out" };
        var json = new Option<bool>("--json") { Description = "As JSON, with how each was counted" };
        var command = new Command("indicators", "The indicators, counted now from the records")
        {
            unit,
            period,
            programme,
            json,
        };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        await using var scope = services.CreateAsyncScope();
                        return await RunAsync(
                            scope.ServiceProvider,
                            parsed.GetValue(unit),
                            parsed.GetValue(period),
                            parsed.GetValue(programme),
                            parsed.GetValue(json),
                            token
                        );
                    },
                    ct
                )
        );
        return new Verb(null, command);
    }

    private static async Task<int> RunAsync(
        IServiceProvider services,
        string? unitCode,
        string? periodCode,
        string? programmeCode,
        bool json,
        CancellationToken ct
    )
    {
        var today = services.GetRequiredService<IUnitTree>().Today(UnitId.Root);
        var period = periodCode is null ? Period.Year(today.Year) : PeriodCode.Read(periodCode);
        if (period is null)
            return await WrongAsync($"PERIOD_UNKNOWN: '{periodCode}' is no period. Such are 2026S1, 2026Q4, 202611.");
        var directory = services.GetRequiredService<IUnitDirectory>();
        ProgrammeId? programme = null;
        if (programmeCode is not null)
        {
            programme = await directory.ProgrammeByCodeAsync(programmeCode, ct);
            if (programme is null)
                return await WrongAsync($"There is no programme {programmeCode}.");
        }
        var seen = await services.GetRequiredService<ReadScope>().OfAsync(Actor.System, unitCode, programmeCode, ct);
        if (seen is null)
            return await WrongAsync($"There is no unit {unitCode}.");
        var shown = services.GetRequiredService<ShownFigures>();
        var db = services.GetRequiredService<JisrDb>();
        var lines = new List<(Indicator Indicator, ShownLine Areas, ShownLine Details)>();
        foreach (var indicator in await db.Set<Indicator>().AsNoTracking().OrderBy(i => i.Order).ToListAsync(ct))
        {
            var question = new Question(indicator, period) { Programme = programme, Units = seen.Units };
            var areas = await shown.LineAsync(question, Split.Area, 0, ct);
            var details =
                indicator.SplitBy.Length > 0
                    ? await shown.LineAsync(question, Split.Detail, 0, ct)
                    : new ShownLine([], []);
            lines.Add((indicator, areas, details));
        }
        var external = await services.GetRequiredService<ReadExternal>().ReadAsync(null, ct);
        await (json ? JsonAsync(period, seen, programmeCode, lines, external) : TextAsync(period, lines, external));
        return 0;
    }

    private static async Task<int> WrongAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 2;
    }

    private static async Task TextAsync(
        Period period,
        IEnumerable<(Indicator Indicator, ShownLine Areas, ShownLine Details)> lines,
        IReadOnlyList<ExternalLine> external
    )
    {
        await Console.Out.WriteLineAsync($"period {period.Code} ({Day(period.From)} to {Day(period.To)})");
        foreach (var (indicator, areas, details) in lines)
        {
            var totals = areas.Totals.Count == 0 ? "0" : string.Join("  ", areas.Totals.Select(Value));
            await Console.Out.WriteLineAsync($"{indicator.Code, -20} {totals, 14}  {indicator.NameEn}");
            foreach (var part in details.Parts)
                await Console.Out.WriteLineAsync(
                    $"  {indicator.SplitBy} {(part.Key.Length == 0 ? "–" : part.Key), -16} {Value(part)}"
                );
            foreach (var part in areas.Parts)
                await Console.Out.WriteLineAsync(
                    $"  {(part.Key.Length == 0 ? "unknown" : part.Key), -18} {Value(part)}"
                );
        }
        foreach (var line in external)
            await Console.Out.WriteLineAsync(
                $"from elsewhere: {line.Name} ({line.Place}, {Day(line.On)}), {line.Meaning} {line.Value} {line.Unit}; source: {line.Source}"
            );
    }

    private static Task JsonAsync(
        Period period,
        FigureScope scope,
        string? programme,
        IEnumerable<(Indicator Indicator, ShownLine Areas, ShownLine Details)> lines,
        IReadOnlyList<ExternalLine> external
    ) =>
        Console.Out.WriteLineAsync(
            JsonSerializer.Serialize(
                new
                {
                    Period = period.Code,
                    period.From,
                    period.To,
                    Unit = scope.UnitCode,
                    Programme = programme,
                    Indicators = lines.Select(l => new
                    {
                        l.Indicator.Code,
                        Name = l.Indicator.NameEn,
                        Measure = IndicatorsApi.MeasureOf(l.Indicator),
                        TimeRule = IndicatorsApi.TimeRuleOf(l.Indicator),
                        Counts = l.Indicator.Kind,
                        Only = l.Indicator.DetailList,
                        How = l.Indicator.WordsEn,
                        Total = l.Areas.Totals.Select(IndicatorsApi.Cell),
                        Areas = l.Areas.Parts.Select(IndicatorsApi.Cell),
                        Details = l.Details.Parts.Select(p => new
                        {
                            p.Key,
                            p.Value,
                            p.Facts,
                        }),
                    }),
                    External = external.Select(e => new
                    {
                        e.Name,
                        e.Place,
                        e.On,
                        Value = e.Value.Thousandths / 1000m,
                        e.Unit,
                        e.Meaning,
                        e.Source,
                    }),
                },
                CanonicalJson.Options
            )
        );

    private static string Value(ShownCell cell) =>
        cell.Currency.Length > 0
            ? new Money(cell.Value, Currency.Parse(cell.Currency)) + " " + cell.Currency
            : cell.Value.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
