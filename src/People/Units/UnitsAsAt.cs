using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>The tree of units as it was on a day: names, parents and places of that day. Four questions to the
/// database, however many units there are.</summary>
internal sealed class UnitsAsAt(JisrDb db) : IUnitHistory
{
    public Task<IReadOnlyList<UnitOn>> OnAsync(DateOnly day, CancellationToken ct) => OnAsync(day, planned: false, ct);

    /// <summary>The same, with those that are only planned where they are asked for.</summary>
    public async Task<IReadOnlyList<UnitOn>> OnAsync(DateOnly day, bool planned, CancellationToken ct)
    {
        var units = await db.Set<OrgUnit>()
            .AsNoTracking()
            .Where(u =>
                u.Id != UnitId.Root
                && (u.OpenedOn <= day || (u.OpenedOn == null && (planned || u.PlannedOpening == null)))
                && (u.ClosedOn == null || u.ClosedOn >= day)
            )
            .OrderBy(u => u.Code)
            .ToListAsync(ct);
        var names = await db.Set<OrgUnitName>()
            .AsNoTracking()
            .Where(n => n.From <= day && (n.To == null || n.To >= day))
            .ToDictionaryAsync(n => n.UnitId, ct);
        var parents = await db.Set<UnitLink>()
            .AsNoTracking()
            .Where(l => l.From <= day && (l.To == null || l.To >= day))
            .ToDictionaryAsync(l => l.UnitId, l => l.ParentId, ct);
        var places = await db.Set<OrgUnitPlace>()
            .AsNoTracking()
            .Where(p => p.From <= day && (p.To == null || p.To >= day))
            .ToDictionaryAsync(p => p.UnitId, p => p.PlaceCode, ct);
        return
        [
            .. units
                .Where(u => names.ContainsKey(u.Id))
                .Select(u => new UnitOn(
                    u.Id,
                    u.Code,
                    u.Kind,
                    parents.GetValueOrDefault(u.Id, UnitId.Root),
                    places.GetValueOrDefault(u.Id),
                    names[u.Id].Ar,
                    names[u.Id].Fr,
                    names[u.Id].En
                )),
        ];
    }

    /// <summary>Units that are planned and have not begun, the next one first.</summary>
    public async Task<IReadOnlyList<(UnitOn Unit, DateOnly For)>> PlannedAsync(DateOnly day, CancellationToken ct)
    {
        var days = await db.Set<OrgUnit>()
            .AsNoTracking()
            .Where(u => u.OpenedOn == null && u.PlannedOpening != null && u.ClosedOn == null)
            .ToDictionaryAsync(u => u.Id, u => u.PlannedOpening!.Value, ct);
        if (days.Count == 0)
            return [];
        var all = await OnAsync(day, planned: true, ct);
        return [.. all.Where(u => days.ContainsKey(u.Id)).Select(u => (u, days[u.Id])).OrderBy(u => u.Item2)];
    }

    /// <summary>Days on which something changed, newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysOfChangeAsync(int most, CancellationToken ct) =>
        await db.Set<UnitEvent>()
            .AsNoTracking()
            .Select(e => e.On)
            .Distinct()
            .OrderByDescending(d => d)
            .Take(most)
            .ToListAsync(ct);
}
