namespace Jisr.People.Import;

/// <summary>The row of column names: usually the first; sometimes below a title, sometimes written twice, in codes and
/// in words.</summary>
internal sealed record Heading(IReadOnlyList<string> Columns, int FirstRow, int Skipped)
{
    private const int MostTitles = 5;

    public static Heading Find(IReadOnlyList<IReadOnlyList<string>> raw)
    {
        var best = Enumerable
            .Range(0, Math.Min(raw.Count, MostTitles + 1))
            .Select(i => (Row: i, Known: KnownIn(raw[i])))
            .Where(r => r.Known > 0)
            .OrderByDescending(r => r.Known)
            .ThenBy(r => r.Row)
            .Select(r => (int?)r.Row)
            .FirstOrDefault();
        if (best is not { } head)
            throw new UnreadableFileException("COLUMNS_UNKNOWN", ("columns", PeopleColumns.Expected));
        string[] columns = [.. raw[head].Select(c => PeopleColumns.NameOf(c) ?? c.Trim())];
        if (
            columns
                .Where(c => c.Length > 0)
                .GroupBy(c => c, StringComparer.Ordinal)
                .FirstOrDefault(g => g.Count() > 1) is
            { } twice
        )
            throw new UnreadableFileException("COLUMNS_TWICE", ("column", twice.Key));
        if (!columns.Any(PeopleColumns.Names.Contains))
            throw new UnreadableFileException("COLUMNS_NO_NAME", ("columns", PeopleColumns.Expected));
        var first = head + 1;
        while (first < raw.Count && IsHead(raw[first]))
            first++;
        return new Heading(columns, first, first - 1);
    }

    private static int KnownIn(IReadOnlyList<string> row) => row.Count(c => PeopleColumns.NameOf(c) is not null);

    // More than half of what is written there names a column.
    private static bool IsHead(IReadOnlyList<string> row) =>
        row.Count(c => c.Length > 0) is > 0 and var filled && KnownIn(row) * 2 > filled;
}
