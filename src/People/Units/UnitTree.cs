using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Units;

/// <summary>Units in memory, for rights and local days. Read anew when a unit changes, and every few seconds for
/// changes made by another node.</summary>
internal sealed class UnitTree(IServiceScopeFactory scopes, TimeProvider clock) : IUnitTree, IStalePages
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>What a command that changes units names stale.</summary>
    public const string Tag = "units";

    private readonly Lock gate = new();
    private Snapshot? current;

    public bool IsAtOrBelow(UnitId unit, UnitId ancestor)
    {
        var parents = Read().Parents;
        for (UnitId? at = unit; at is { } id; at = parents.TryGetValue(id, out var parent) ? parent : null)
            if (id == ancestor)
                return true;
        return ancestor == UnitId.Root && Read().Units.ContainsKey(unit);
    }

    public DateOnly Today(UnitId unit) =>
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Find(unit)?.Zone ?? TimeZoneInfo.Utc).DateTime
        );

    public UnitFacts? Find(UnitId unit) => Read().Units.GetValueOrDefault(unit);

    /// <summary>The unit above today; null for the topmost and for units that are not known.</summary>
    public UnitId? ParentOf(UnitId unit) => Read().Parents.TryGetValue(unit, out var parent) ? parent : null;

    /// <summary>Forgets what is in memory, once a change of units is committed.</summary>
    public Task DropAsync(IReadOnlyCollection<string> tags, CancellationToken ct)
    {
        if (tags.Contains(Tag))
            current = null;
        return Task.CompletedTask;
    }

    private Snapshot Read()
    {
        var now = clock.GetTimestamp();
        if (current is { } known && clock.GetElapsedTime(known.ReadAt, now) < Fresh)
            return known;
        lock (gate)
        {
            if (current is { } read && clock.GetElapsedTime(read.ReadAt, now) < Fresh)
                return read;
            return current = Load(now);
        }
    }

    private Snapshot Load(long now)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var units = db.Set<OrgUnit>().AsNoTracking().ToList();
        var places = db.Set<OrgUnitPlace>()
            .AsNoTracking()
            .Where(p => p.From <= today && (p.To == null || p.To >= today))
            .ToDictionary(p => p.UnitId, p => p.PlaceCode);
        var links = db.Set<UnitLink>()
            .AsNoTracking()
            .Where(l => l.From <= today && (l.To == null || l.To >= today))
            .ToList();
        return new Snapshot(
            now,
            units.ToDictionary(u => u.Id, u => FactsOf(u, places.GetValueOrDefault(u.Id))),
            links.GroupBy(l => l.UnitId).ToDictionary(g => g.Key, g => g.First().ParentId)
        );
    }

    private static UnitFacts FactsOf(OrgUnit unit, string? place) =>
        new(
            unit.Id,
            unit.Code,
            place is { Length: >= 2 } ? place[..2] : "SY",
            place,
            TimeZoneInfo.TryFindSystemTimeZoneById(unit.Zone, out var zone) ? zone : TimeZoneInfo.Utc
        );

    private sealed record Snapshot(
        long ReadAt,
        IReadOnlyDictionary<UnitId, UnitFacts> Units,
        IReadOnlyDictionary<UnitId, UnitId> Parents
    );
}
