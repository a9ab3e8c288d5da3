using Jisr.Insight.Indicators;

namespace Jisr.Insight.Figures;

/// <summary>A cell as a reader may see it.</summary>
/// <param name="Facts">How many facts; 0 where the value is hidden.</param>
internal sealed record ShownCell(string Key, string Currency, long Value, long Facts, bool Hidden);

/// <summary>Cells and their total; one total for each currency. The total of people is counted, not added up.</summary>
internal sealed record ShownLine(IReadOnlyList<ShownCell> Parts, IReadOnlyList<ShownCell> Totals)
{
    public ShownCell? Total => Totals.Count > 0 ? Totals[0] : null;

    /// <summary>A part; nothing there is 0.</summary>
    public ShownCell Part(string key) => Parts.FirstOrDefault(p => p.Key == key) ?? new ShownCell(key, "", 0, 0, false);
}

/// <summary>The one way from counted cells to what is shown (safety.md S-32): page, chart, file, API and verb.</summary>
internal sealed class ShownFigures(CountFigures count)
{
    public async Task<ShownLine> LineAsync(Question question, Split split, int threshold, CancellationToken ct)
    {
        var guards = threshold > 0 && question.Indicator.AboutPeople;
        var parts = split == Split.None ? [] : await count.AskAsync(question, split, guards, ct);
        // What adds up needs no second question; people never do.
        var adds = split != Split.None && !guards && question.Indicator.Measure != Measure.People;
        var whole = adds ? Added(parts) : await count.AskAsync(question, Split.None, guards, ct);
        return guards ? Guarded(parts, whole, threshold) : new ShownLine(Open(parts), Open(whole));
    }

    private static ShownLine Guarded(IReadOnlyList<Cell> parts, IReadOnlyList<Cell> whole, int threshold)
    {
        var shown = new List<ShownCell>(parts.Count);
        var totals = new List<ShownCell>(whole.Count);
        foreach (var currency in parts.Concat(whole).Select(c => c.Currency).Distinct(StringComparer.Ordinal))
        {
            var line = parts.Where(p => p.Currency == currency).ToList();
            var total = whole.FirstOrDefault(w => w.Currency == currency);
            // Without parts there is no line to reckon back along.
            var (hidden, totalHidden) =
                line.Count == 0
                    ? ([], total is { } only && only.People > 0 && only.People < threshold)
                    : SmallCells.Hide([.. line.Select(c => c.People)], total?.People ?? 0, threshold);
            shown.AddRange(line.Select((c, i) => Show(c, hidden[i])));
            if (total is not null)
                totals.Add(Show(total, totalHidden));
        }
        return new ShownLine(
            [.. shown.OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Currency, StringComparer.Ordinal)],
            totals
        );
    }

    private static IReadOnlyList<Cell> Added(IReadOnlyList<Cell> parts) =>
        [
            .. parts
                .GroupBy(p => p.Currency, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Cell("", g.Key, g.Sum(c => c.Value), g.Sum(c => c.People), g.Sum(c => c.Facts))),
        ];

    private static IReadOnlyList<ShownCell> Open(IReadOnlyList<Cell> cells) => [.. cells.Select(c => Show(c, false))];

    private static ShownCell Show(Cell cell, bool hidden) =>
        hidden
            ? new ShownCell(cell.Key, cell.Currency, 0, 0, true)
            : new ShownCell(cell.Key, cell.Currency, cell.Value, cell.Facts, false);
}
