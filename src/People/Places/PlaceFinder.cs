using Jisr.Contracts.People;
using Jisr.Kernel.Text;
using Jisr.People.Matching;

namespace Jisr.People.Places;

/// <summary>What a typed place turned out to be: one place, one that lies elsewhere, or the nearest names.</summary>
internal sealed record PlaceFound(PlaceInfo? Place, PlaceInfo? Elsewhere, IReadOnlyList<PlaceInfo> Near);

/// <summary>Finds a place by what people type (matching.md §8): country first, then level, parent known. An unknown
/// name is answered with the three nearest; it is never guessed.</summary>
internal sealed class PlaceFinder(PlaceBook book)
{
    /// <summary>The countries Jisr knows, in the order of trying.</summary>
    public static readonly IReadOnlyList<string> Countries = ["SY", "JO", "MA"];

    private static readonly HashSet<string> Titles = new(
        new[] { "محافظة", "ناحية", "منطقة", "مركز", "لواء", "قصبة", "قضاء", "إقليم", "عمالة", "جهة" }.Select(
            ArabicText.Fold
        ),
        StringComparer.Ordinal
    );

    /// <summary>Level of what a form calls the governorate: in Morocco the province.</summary>
    public static int UpperLevel(string country) => country == "MA" ? 2 : 1;

    /// <summary>Level of what a form calls the district: sub-district, commune, liwa.</summary>
    public static int LowerLevel(string country) => country == "JO" ? 2 : 3;

    /// <summary>A folded name without محافظة, ناحية and the like before it.</summary>
    public static string Strip(string folded)
    {
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.SkipWhile(Titles.Contains).ToArray();
        return kept.Length == 0 ? folded : string.Join(' ', kept);
    }

    /// <summary>A folded name without its spaces: «أكادير إداوتنان» and «أكادير-إدا وتنان» are the same letters.</summary>
    public static string Closed(string folded) => folded.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The governorate or province of that name; the unit's country is tried first.</summary>
    public PlaceFound Upper(string typed, string country)
    {
        if (book.Find(typed.Trim()) is { } byCode)
            return new PlaceFound(byCode, null, []);
        foreach (var (code, folded) in Tries(typed, country))
            if (book.Named(code, UpperLevel(code), folded) is [var one, ..])
                return new PlaceFound(one, null, []);
        return new PlaceFound(null, null, Near(typed, book.NamesAt(country, UpperLevel(country))));
    }

    /// <summary>The governorate and the district inside it. One name may stand in two countries (القنيطرة), or twice in
    /// one: then the district says which is meant.</summary>
    public (PlaceFound Upper, PlaceFound Lower) Both(string upper, string lower, string country) =>
        book.Once((upper, lower, country), FindBoth);

    private (PlaceFound Upper, PlaceFound Lower) FindBoth((string Upper, string Lower, string Country) asked)
    {
        var (upper, lower, country) = asked;
        var first = Upper(upper, country);
        if (first.Place is null)
            return (first, new PlaceFound(null, null, []));
        var inFirst = Lower(lower, first.Place);
        if (inFirst.Place is not null)
            return (first, inFirst);
        foreach (
            var other in Tries(upper, country).SelectMany(t => book.Named(t.Country, UpperLevel(t.Country), t.Folded))
        )
            if (other.Code != first.Place.Code && Lower(lower, other) is { Place: not null } inOther)
                return (new PlaceFound(other, null, []), inOther);
        return (first, inFirst);
    }

    /// <summary>The district of that name inside its governorate.</summary>
    public PlaceFound Lower(string typed, PlaceInfo upper)
    {
        if (book.Find(typed.Trim()) is { } byCode)
            return IsInside(byCode, upper) ? new PlaceFound(byCode, null, []) : new PlaceFound(null, byCode, []);
        var elsewhere = (PlaceInfo?)null;
        foreach (var level in (int[])[LowerLevel(upper.Country), 3, 2])
        foreach (var (_, folded) in Tries(typed, upper.Country).Where(t => t.Country == upper.Country))
        {
            var named = book.Named(upper.Country, level, folded);
            if (named.FirstOrDefault(p => IsInside(p, upper)) is { } one)
                return new PlaceFound(one, null, []);
            elsewhere ??= named.Count > 0 ? named[0] : null;
        }
        if (elsewhere is not null)
            return new PlaceFound(null, elsewhere, []);
        var inside = book.NamesAt(upper.Country, LowerLevel(upper.Country)).Where(n => IsInside(n.Place, upper));
        return new PlaceFound(null, null, Near(typed, [.. inside]));
    }

    /// <summary>Any place of that name, the highest level first; for displaced from, and for asking.</summary>
    public PlaceFound Any(string typed, string country)
    {
        if (Upper(typed, country) is { Place: not null } upper)
            return upper;
        foreach (var level in (int[])[1, 2, 3])
        foreach (var (code, folded) in Tries(typed, country))
            if (book.Named(code, level, folded) is [var one, ..])
                return new PlaceFound(one, null, []);
        return new PlaceFound(
            null,
            null,
            Near(typed, [.. ((int[])[1, 2, 3]).SelectMany(level => book.NamesAt(country, level))])
        );
    }

    private bool IsInside(PlaceInfo place, PlaceInfo upper) =>
        book.Ancestor(place.Code, upper.Level)?.Code == upper.Code;

    private static IEnumerable<(string Country, string Folded)> Tries(string typed, string country)
    {
        var folded = ArabicText.Fold(typed);
        var bare = Strip(folded);
        string[] forms = [.. new[] { folded, bare, Closed(bare) }.Distinct(StringComparer.Ordinal)];
        foreach (var code in Countries.Prepend(country).Distinct(StringComparer.Ordinal))
        foreach (var form in forms)
            yield return (code, form);
    }

    private static List<PlaceInfo> Near(string typed, IReadOnlyList<(string Folded, PlaceInfo Place)> names)
    {
        var folded = Strip(ArabicText.Fold(typed));
        return
        [
            .. names
                .Select(n => (n.Place, Likeness: Spelling.Likeness(folded, n.Folded)))
                .OrderByDescending(n => n.Likeness)
                .Select(n => n.Place)
                .DistinctBy(p => p.Code)
                .Take(3),
        ];
    }
}
