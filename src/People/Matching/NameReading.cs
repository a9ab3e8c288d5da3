namespace Jisr.People.Matching;

/// <summary>A name in its four slots. One record may have several readings: Arabic, Latin, and family first.</summary>
internal sealed record NameReading(NamePart? Given, NamePart? Father, NamePart? Grandfather, NamePart? Family)
{
    /// <summary>The first reading first; the second one (family first, usual on Moroccan papers) after it.</summary>
    public static IReadOnlyList<NameReading> Of(
        string? given,
        string? father,
        string? grandfather,
        string? family,
        string? latin,
        string? full = null
    )
    {
        var readings = new List<NameReading>();
        if (full is not null && family is null)
            AddWhole(readings, full);
        else if (IsEmpty(father) && IsEmpty(grandfather) && (IsEmpty(given) || IsEmpty(family)))
            AddWhole(readings, IsEmpty(given) ? family : given);
        else
        {
            var first = NameParts.Of(full ?? given);
            readings.Add(
                new NameReading(
                    full is null ? NameParts.Whole(given, false) : first.FirstOrDefault(),
                    NameParts.Whole(father, false) ?? (full is null ? null : first.ElementAtOrDefault(1)),
                    NameParts.Whole(grandfather, false),
                    NameParts.Whole(family, true)
                )
            );
        }
        AddWhole(readings, latin);
        return readings;
    }

    /// <summary>Hashes of {given key, family key} in any order: two records of one woman share one.</summary>
    public static IReadOnlySet<long> KeysOf(IEnumerable<NameReading> readings)
    {
        var keys = new HashSet<long>();
        foreach (var reading in readings)
            if (reading is { Given: { } given, Family: { } family })
                foreach (var g in given.Keys)
                foreach (var f in family.Keys)
                    keys.Add(Hash(g, f));
        return keys;
    }

    // Whole name in one field: given, father, grandfather, family; then family, given, father.
    private static void AddWhole(List<NameReading> readings, string? field)
    {
        var parts = NameParts.Of(field);
        switch (parts.Count)
        {
            case 0:
                return;
            case 1:
                readings.Add(new NameReading(parts[0], null, null, null));
                return;
            default:
                readings.Add(
                    new NameReading(
                        parts[0],
                        parts.Count > 2 ? parts[1] : null,
                        parts.Count > 3 ? parts[2] : null,
                        parts[^1]
                    )
                );
                readings.Add(new NameReading(parts[1], parts.Count > 2 ? parts[2] : null, null, parts[0]));
                return;
        }
    }

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(text);

    // FNV-1a over the two keys in order of letters: small, stable, the same on every machine.
    private static long Hash(string a, string b)
    {
        if (string.CompareOrdinal(a, b) > 0)
            (a, b) = (b, a);
        var hash = 14695981039346656037UL;
        foreach (var c in a)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        hash = unchecked((hash ^ '|') * 1099511628211UL);
        foreach (var c in b)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return unchecked((long)hash);
    }
}
