namespace Jisr.People.Matching;

/// <summary>A name in its four slots.</summary>
internal sealed record NameReading(NamePart? Given, NamePart? Father, NamePart? Grandfather, NamePart? Family);

/// <summary>All readings of a record's name (matching.md §3): of its fields and of its Latin name; and the second ones,
/// family first, which are looked at only where the first give no alike given name.</summary>
internal sealed record NameReadings(IReadOnlyList<NameReading> First, IReadOnlyList<NameReading> Second)
{
    public static NameReadings Of(
        string? given,
        string? father,
        string? grandfather,
        string? family,
        string? latin,
        string? full = null
    )
    {
        var (first, second) = (new List<NameReading>(2), new List<NameReading>(2));
        if (full is not null && family is null)
            AddWhole(first, second, full);
        else if (IsEmpty(father) && IsEmpty(grandfather) && (IsEmpty(given) || IsEmpty(family)))
            AddWhole(first, second, IsEmpty(given) ? family : given);
        else
        {
            var whole = NameParts.Of(full ?? given);
            first.Add(
                new NameReading(
                    full is null ? NameParts.Whole(given) : whole.FirstOrDefault(),
                    NameParts.Whole(father) ?? (full is null ? null : whole.ElementAtOrDefault(1)),
                    NameParts.Whole(grandfather),
                    NameParts.Whole(family, family: true)
                )
            );
        }
        AddWhole(first, second, latin);
        return new NameReadings(first, second);
    }

    public string Write() => Write(First) + MatchForm.Item + MatchForm.Item + Write(Second);

    private static string Write(IReadOnlyList<NameReading> readings) =>
        string.Join(
            MatchForm.Item,
            readings.Select(r =>
                string.Join(
                    MatchForm.Sub,
                    MatchForm.Text(r.Given),
                    MatchForm.Text(r.Father),
                    MatchForm.Text(r.Grandfather),
                    MatchForm.Text(r.Family)
                )
            )
        );

    // Whole name in one field: given, father, grandfather, family; then family, given, father.
    private static void AddWhole(List<NameReading> first, List<NameReading> second, string? field)
    {
        var parts = NameParts.Of(field);
        switch (parts.Count)
        {
            case 0:
                return;
            case 1:
                first.Add(new NameReading(parts[0], null, null, null));
                return;
            default:
                first.Add(
                    new NameReading(
                        parts[0],
                        parts.Count > 2 ? parts[1] : null,
                        parts.Count > 3 ? parts[2] : null,
                        parts[^1]
                    )
                );
                second.Add(
                    new NameReading(
                        parts[1],
                        parts.Count > 2 ? parts[2] : null,
                        parts.Count > 3 ? parts[3] : null,
                        parts[0]
                    )
                );
                return;
        }
    }

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(text);
}
