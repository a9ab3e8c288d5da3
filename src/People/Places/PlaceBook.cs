using System.Collections.Concurrent;
using System.Collections.Frozen;
using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Places;

/// <summary>All places in memory, with today's names and parents; read anew after an import.</summary>
internal sealed class PlaceBook(IServiceScopeFactory scopes) : IPlaces
{
    private const int MostAsked = 20_000;

    private readonly Lock gate = new();
    private volatile Pages? current;

    public PlaceInfo? Find(string code) => Read().ByCode.GetValueOrDefault(code);

    public IReadOnlyList<PlaceInfo> At(string country, int level) =>
        Read().ByLevel.GetValueOrDefault((country, level), []);

    public IReadOnlyList<PlaceInfo> Below(string parentCode) => Read().ByParent.GetValueOrDefault(parentCode, []);

    /// <summary>The place and all below it.</summary>
    public IEnumerable<string> WithAllBelow(string code) =>
        Below(code).SelectMany(p => WithAllBelow(p.Code)).Prepend(code);

    public PlaceInfo? Ancestor(string code, int level)
    {
        var at = Find(code);
        while (at is not null && at.Level > level)
            at = at.ParentCode is null ? null : Find(at.ParentCode);
        return at?.Level == level ? at : null;
    }

    /// <summary>Places of a country and level by a folded name or alias; several where one name stands twice.</summary>
    public IReadOnlyList<PlaceInfo> Named(string country, int level, string folded) =>
        Read().ByName.GetValueOrDefault((country, level, folded), []);

    /// <summary>All folded names of a country at a level, with the place each belongs to.</summary>
    public IReadOnlyList<(string Folded, PlaceInfo Place)> NamesAt(string country, int level) =>
        Read().Names.GetValueOrDefault((country, level), []);

    /// <summary>Two places by what was typed, found once: the rows of a file name the same few again and again. Only what
    /// was found is kept, until an import of places.</summary>
    public (PlaceFound Upper, PlaceFound Lower) Once(
        (string, string, string) asked,
        Func<(string, string, string), (PlaceFound Upper, PlaceFound Lower)> find
    )
    {
        var kept = Read().Asked;
        if (kept.TryGetValue(asked, out var known))
            return known;
        var found = find(asked);
        if (found is { Upper.Place: not null, Lower.Place: not null } && kept.Count < MostAsked)
            kept[asked] = found;
        return found;
    }

    public void Forget() => current = null;

    private Pages Read()
    {
        if (current is { } known)
            return known;
        lock (gate)
            return current ??= Load();
    }

    private Pages Load()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var parents = db.Set<PlaceLink>()
            .AsNoTracking()
            .Where(l => l.To == null)
            .ToDictionary(l => l.PlaceCode, l => l.ParentCode);
        var rows = (
            from place in db.Set<Place>().AsNoTracking()
            join name in db.Set<PlaceName>() on place.Code equals name.PlaceCode
            where name.To == null
            select new { place, name }
        ).ToList();
        var infos = rows.Select(r => new
            {
                r.place.Aliases,
                Info = new PlaceInfo(
                    r.place.Code,
                    r.place.Country,
                    r.place.Level,
                    parents.GetValueOrDefault(r.place.Code),
                    r.name.Ar,
                    r.name.Fr,
                    r.name.En
                ),
            })
            .OrderBy(r => r.Info.Code, StringComparer.Ordinal)
            .ToList();
        var names = infos
            .SelectMany(i => SpellingsOf(i.Info, i.Aliases), (i, spelling) => (Folded: spelling, Place: i.Info))
            .Where(n => n.Folded.Length > 0)
            .ToList();
        return new Pages(
            infos.ToFrozenDictionary(i => i.Info.Code, i => i.Info, StringComparer.Ordinal),
            infos
                .Select(i => i.Info)
                .GroupBy(i => (i.Country, i.Level))
                .ToFrozenDictionary(g => g.Key, g => g.ToArray()),
            infos
                .Select(i => i.Info)
                .Where(i => i.ParentCode is not null)
                .GroupBy(i => i.ParentCode!)
                .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal),
            names
                .GroupBy(n => (n.Place.Country, n.Place.Level, n.Folded))
                .ToFrozenDictionary(g => g.Key, g => g.Select(n => n.Place).Distinct().ToArray()),
            names.GroupBy(n => (n.Place.Country, n.Place.Level)).ToFrozenDictionary(g => g.Key, g => g.ToArray())
        );
    }

    private static IEnumerable<string> SpellingsOf(PlaceInfo place, string aliases) =>
        aliases
            .Split('|')
            .Concat([place.NameAr, place.NameFr, place.NameEn])
            .Select(ArabicText.Fold)
            .SelectMany(f => (string[])[f, PlaceFinder.Strip(f)])
            .SelectMany(f => (string[])[f, PlaceFinder.Closed(f)])
            .Distinct(StringComparer.Ordinal);

    private sealed record Pages(
        FrozenDictionary<string, PlaceInfo> ByCode,
        FrozenDictionary<(string, int), PlaceInfo[]> ByLevel,
        FrozenDictionary<string, PlaceInfo[]> ByParent,
        FrozenDictionary<(string, int, string), PlaceInfo[]> ByName,
        FrozenDictionary<(string, int), (string, PlaceInfo)[]> Names
    )
    {
        public ConcurrentDictionary<(string, string, string), (PlaceFound Upper, PlaceFound Lower)> Asked { get; } =
            new();
    }
}
