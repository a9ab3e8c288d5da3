using Jisr.Contracts.People;
using Jisr.Insight.Facts;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Figures;

/// <summary>The permissions of figures (the column of doors.md §7).</summary>
internal static class FigureRights
{
    /// <summary>Opens the pages; how much they show is said by the others.</summary>
    public const string See = "figures.see";

    /// <summary>Figures of her own unit or programme, as they are.</summary>
    public const string Own = "figures.own";

    /// <summary>All figures, small cells hidden as for partners.</summary>
    public const string All = "figures.all";

    /// <summary>Money only.</summary>
    public const string Money = "figures.money";

    /// <summary>Half-years that are over, small cells hidden.</summary>
    public const string Partner = "figures.partner";
}

/// <summary>What one reader may see at one unit.</summary>
/// <param name="Units">The only units that count; null for everything there is.</param>
/// <param name="Threshold">Fewer people than this are not shown; 0 shows all.</param>
internal sealed record FigureScope(
    UnitId At,
    string? UnitCode,
    IReadOnlyList<UnitId>? Units,
    ProgrammeInfo? Programme,
    IReadOnlyList<ProgrammeInfo> Programmes,
    bool EveryProgramme,
    int Threshold,
    bool IsPartner,
    bool MoneyOnly,
    DateOnly Today
)
{
    /// <summary>A question within this scope.</summary>
    public Question Ask(Indicator indicator, Period period, string? country) =>
        new(indicator, period)
        {
            Programme = Programme?.Id,
            Country = country,
            Units = Units,
            ForReport = Threshold > 0,
        };

    /// <summary>Partners are offered planned stretches only: half-years that are over.</summary>
    public bool Offers(Period period) => !IsPartner || (period.Length == PeriodLength.HalfYear && period.To < Today);
}

/// <summary>Reads what the reader may see. Null: it is not there for her.</summary>
internal sealed class ReadScope(JisrDb db, AccessGate gate, IUnitTree tree, IUnitDirectory units)
{
    public async Task<FigureScope?> OfAsync(Actor actor, string? unitCode, string? programmeCode, CancellationToken ct)
    {
        var programmes = await units.ProgrammesAsync(ct);
        ProgrammeInfo? programme = null;
        if (!string.IsNullOrEmpty(programmeCode))
        {
            programme = programmes.FirstOrDefault(p => p.Code == programmeCode);
            if (programme is null)
                return null;
        }
        var at = string.IsNullOrEmpty(unitCode) ? Home(actor) : await units.ByCodeAsync(unitCode, ct);
        if (at is not { } unit || tree.Find(unit) is not { } facts)
            return null;
        var every = gate.May(actor, FigureRights.See, Reach.Unit(unit));
        var hers = programmes.Where(p => gate.May(actor, FigureRights.See, Reach.Unit(unit, p.Id))).ToList();
        // A grant for one programme opens that one; without a wish it is the first of hers.
        if (programme is null && !every)
            programme = hers.FirstOrDefault();
        var reach = Reach.Unit(unit, programme?.Id);
        if (!gate.May(actor, FigureRights.See, reach) || (programme is null && !every))
            return null;
        var own = gate.May(actor, FigureRights.Own, reach);
        var all = gate.May(actor, FigureRights.All, reach);
        var partner = gate.May(actor, FigureRights.Partner, reach);
        return new FigureScope(
            unit,
            unit == UnitId.Root ? null : facts.Code,
            unit == UnitId.Root ? null : await BelowAsync(unit, ct),
            programme,
            hers,
            every,
            own ? 0 : SmallCells.Partners,
            IsPartner: !own && !all && partner,
            MoneyOnly: !own && !all && !partner,
            tree.Today(unit)
        );
    }

    /// <summary>The units at which she may open figures, for her choice.</summary>
    public async Task<IReadOnlyList<UnitInfo>> UnitsOfAsync(Actor actor, CancellationToken ct)
    {
        var roots = gate.UnitsWith(actor, FigureRights.See);
        return
        [
            .. (await units.AllAsync(ct)).Where(u =>
                u.Id != UnitId.Root && roots.Any(r => r.Unit == u.Id || (r.Below && tree.IsAtOrBelow(u.Id, r.Unit)))
            ),
        ];
    }

    private UnitId? Home(Actor actor)
    {
        var held = gate.UnitsWith(actor, FigureRights.See);
        return held.Count == 0 ? null
            : held.Any(h => h.Unit == UnitId.Root) ? UnitId.Root
            : held[0].Unit;
    }

    // From what was counted, so that a unit that has closed since still belongs to the one above it.
    private async Task<IReadOnlyList<UnitId>> BelowAsync(UnitId unit, CancellationToken ct)
    {
        var counted = await db.Set<DaySum>().AsNoTracking().Select(s => s.UnitId).Distinct().ToListAsync(ct);
        return
        [
            .. counted
                .Where(id => id != Guid.Empty)
                .Select(id => new UnitId(id))
                .Where(id => tree.IsAtOrBelow(id, unit))
                .Append(unit)
                .Distinct(),
        ];
    }
}
