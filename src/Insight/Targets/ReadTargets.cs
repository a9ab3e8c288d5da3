using Jisr.Contracts.People;
using Jisr.Insight.Figures;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Targets;

/// <summary>One box of the sheet: a region, the country itself, or a unit.</summary>
internal sealed record TargetLine(string Field, string Name, string? Place, UnitId? Unit, long? Value);

/// <summary>A version that stood once, or stands.</summary>
internal sealed record OldTarget(
    string Name,
    long? Value,
    int Version,
    DateTimeOffset At,
    AccountId? By,
    string Reason,
    bool InForce
);

/// <summary>The sheet on which targets are set.</summary>
internal sealed record TargetSheet(
    Indicator Indicator,
    IReadOnlyList<Indicator> Indicators,
    Period Period,
    IReadOnlyList<Period> Periods,
    IReadOnlyList<TargetLine> Rows,
    IReadOnlyList<OldTarget> History
)
{
    /// <summary>What the regions add up to.</summary>
    public long? Sum
    {
        get
        {
            var values = Rows.Where(r => r.Place is { Length: > 2 }).Select(r => r.Value).OfType<long>().ToList();
            return values.Count == 0 ? null : values.Sum();
        }
    }
}

/// <summary>Reads the targets of one indicator and period, with their history.</summary>
internal sealed class ReadTargets(JisrDb db, IPlaces places, IUnitDirectory units, Words words)
{
    public async Task<TargetSheet> ReadAsync(
        FigureScope scope,
        string? code,
        Period? wish,
        string country,
        CancellationToken ct
    )
    {
        var indicators = await db.Set<Indicator>()
            .AsNoTracking()
            .Where(i => i.Measure != Measure.Money)
            .OrderBy(i => i.Order)
            .ToListAsync(ct);
        var indicator = indicators.Find(i => i.Code == code) ?? indicators[0];
        var programme = scope.Programme?.Id;
        UnitId? unit = scope.Units is null ? null : scope.At;
        var all = await db.Set<Target>()
            .AsNoTracking()
            .Where(t => t.Indicator == indicator.Code && t.ProgrammeId == programme && t.UnitId == unit)
            .OrderByDescending(t => t.SetAt)
            .ThenBy(t => t.Place)
            .ToListAsync(ct);
        var offered = PeriodOffer.For(scope, all.Where(t => t.InForce).Select(t => Period.Range(t.From, t.To)));
        var period = wish ?? offered[0];
        var here = all.Where(t => t.From == period.From && t.To == period.To)
            .Where(t => unit is not null || t.Place.StartsWith(country, StringComparison.Ordinal))
            .ToList();
        var rows = unit is { } at ? [await LineAsync(at, here, ct)] : Lines(country, here);
        var names = rows.ToDictionary(r => (r.Place ?? "", r.Unit), r => r.Name);
        return new TargetSheet(
            indicator,
            indicators,
            period,
            [.. offered.Append(period).DistinctBy(p => p.Code)],
            rows,
            [
                .. here.Select(t => new OldTarget(
                    names.GetValueOrDefault((t.Place, t.UnitId)) ?? t.Place,
                    t.Value,
                    t.Version,
                    t.SetAt,
                    t.SetBy,
                    t.Reason,
                    t.InForce
                )),
            ]
        );
    }

    private List<TargetLine> Lines(string country, List<Target> here)
    {
        long? Now(string place) => here.Find(t => t.InForce && t.Place == place)?.Value;
        return
        [
            .. places
                .At(country, 1)
                .Select(p => new TargetLine("t." + p.Code, p.Name(Words.Language), p.Code, null, Now(p.Code)))
                .Append(new TargetLine("t." + country, words["The whole country"], country, null, Now(country))),
        ];
    }

    private async Task<TargetLine> LineAsync(UnitId unit, List<Target> here, CancellationToken ct)
    {
        var info = (await units.AllAsync(ct)).FirstOrDefault(u => u.Id == unit);
        return new TargetLine(
            "t." + unit,
            info?.Name(Words.Language) ?? unit.ToString(),
            null,
            unit,
            here.Find(t => t.InForce)?.Value
        );
    }
}
