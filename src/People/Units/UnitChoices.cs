using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Places;
using Jisr.Ui.Forms;

namespace Jisr.People.Units;

/// <summary>Lists to choose from on the pages of units, programmes and imports.</summary>
internal sealed class UnitChoices(
    UnitsAsAt history,
    UnitTree tree,
    PlaceBook places,
    ICurrentActor current,
    AccessGate gate,
    Words words
)
{
    /// <summary>Open units at which the reader's roles hold a permission.</summary>
    public async Task<IReadOnlyList<UnitOn>> WithAsync(string permission, CancellationToken ct)
    {
        var held = gate.UnitsWith(await current.GetAsync(ct), permission);
        var open = await history.OnAsync(tree.Today(UnitId.Root), ct);
        return [.. open.Where(u => held.Any(h => h.Unit == u.Id || (h.Below && tree.IsAtOrBelow(u.Id, h.Unit))))];
    }

    /// <summary>An open unit at which the reader may do something; null for all others, which look as if they were not
    /// there. One that was closed today still counts today, but nothing of it is changed any more: it is asked for as of
    /// tomorrow.</summary>
    public async Task<UnitOn?> FindAsync(string code, string permission, CancellationToken ct) =>
        (await history.OnAsync(tree.Today(UnitId.Root).AddDays(1), ct)).FirstOrDefault(u => u.Code == code) is { } unit
        && gate.May(await current.GetAsync(ct), permission, Reach.Unit(unit.Id))
            ? unit
            : null;

    /// <summary>True when the reader holds the permission for the whole platform.</summary>
    public async Task<bool> MayEverywhereAsync(string permission, CancellationToken ct) =>
        gate.May(await current.GetAsync(ct), permission, Reach.Unit(UnitId.Root));

    /// <summary>Units as options, by name.</summary>
    public static IReadOnlyList<Option> Of(IEnumerable<UnitOn> units, Func<UnitOn, string> value) =>
        [
            .. units
                .OrderBy(u => u.Name(Words.Language), StringComparer.Ordinal)
                .Select(u => new Option(value(u), $"{u.Name(Words.Language)} ({u.Code})")),
        ];

    /// <summary>Governorates, regions and districts of the three countries, each below its own.</summary>
    public IReadOnlyList<Option> Places() =>
        [
            .. from country in PlaceFinder.Countries
            from upper in places.At(country, 1)
            from place in places.Below(upper.Code).Prepend(upper)
            select new Option(
                place.Code,
                place.Name(Words.Language),
                Group: Country(country) + " · " + upper.Name(Words.Language)
            ),
        ];

    /// <summary>The name of a country.</summary>
    public string Country(string code) =>
        code switch
        {
            "SY" => words["Syria"],
            "JO" => words["Jordan"],
            _ => words["Morocco"],
        };

    /// <summary>A place and those above it, the finest first.</summary>
    public string PlacePath(string? code)
    {
        var parts = new List<string>();
        for (var at = code is null ? null : places.Find(code); at is not null; )
        {
            parts.Add(at.Name(Words.Language));
            at = at.ParentCode is { } parent ? places.Find(parent) : null;
        }
        return parts.Count == 0 ? "–" : string.Join(Words.Language == "ar" ? "، " : ", ", parts);
    }

    /// <summary>Kinds of units in words.</summary>
    public string Kind(string kind) =>
        kind switch
        {
            "space" => words["Women’s space"],
            "rural-centre" => words["Rural centre"],
            "rural-unit" => words["Rural unit"],
            "association" => words["Association"],
            "agency" => words["Agency"],
            "market" => words["Market place"],
            _ => words["Platform"],
        };
}
