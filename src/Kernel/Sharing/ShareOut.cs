namespace Jisr.Kernel.Sharing;

/// <summary>Who gets how much of what was really bought (market.md §6.2). The order of the lines given in does not matter.</summary>
public static class ShareOut
{
    /// <summary>Shares whole steps; the answer names each line by its key. What nobody gets is left over.</summary>
    public static IReadOnlyDictionary<string, long> Of(
        long there,
        IReadOnlyCollection<AskingLine> lines,
        ShareRule rule
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(there);
        var row = lines.OrderBy(l => l.Since).ThenBy(l => l.Key, StringComparer.Ordinal).ToList();
        var given = Asked(there, row, rule);
        var left = there - given.Sum();
        // More than asked goes to those who would take it only when nobody lacks what she asked.
        if (left > 0 && row.Select((l, i) => given[i] == l.Asked).All(met => met))
        {
            var more = Share(left, row, p => p.Tolerance, rule);
            for (var i = 0; i < given.Length; i++)
                given[i] += more[i];
        }
        return row.Select((l, i) => (l.Key, given[i])).ToDictionary(StringComparer.Ordinal);
    }

    // A line that takes all or nothing and would get a part gets nothing, the latest first; what it had is shared anew.
    private static long[] Asked(long there, List<AskingLine> row, ShareRule rule)
    {
        var asking = row.ToArray();
        while (true)
        {
            var given = Share(there, asking, p => p.Asked, rule);
            var latest = given.Length - 1;
            while (latest >= 0 && (asking[latest].PartOk || given[latest] == asking[latest].Asked))
                latest--;
            if (latest < 0)
                return given;
            asking[latest] = asking[latest] with { Parts = [] };
        }
    }

    private static long[] Share(long there, IReadOnlyList<AskingLine> row, Func<AskedPart, long> wish, ShareRule rule)
    {
        var wishes = row.Select(l => l.Parts.Sum(wish)).ToArray();
        return wishes.Sum() <= there
            ? wishes
            : rule switch
            {
                ShareRule.Equal => InTurn(there, wishes),
                ShareRule.Proportional => InProportion(there, wishes),
                ShareRule.PaidFirst => InTime(there, row, wish, l => !l.HasPaid),
                _ => InTime(there, row, wish, _ => false),
            };
    }

    private static long[] InTime(
        long there,
        IReadOnlyList<AskingLine> row,
        Func<AskedPart, long> wish,
        Func<AskingLine, bool> waits
    )
    {
        var given = new long[row.Count];
        var parts =
            from line in row.Select((l, i) => (Line: l, Index: i))
            from part in line.Line.Parts
            orderby waits(line.Line), part.At, line.Index
            select (line.Index, Wish: wish(part));
        foreach (var (index, wanted) in parts)
        {
            var gets = Math.Min(wanted, there);
            given[index] += gets;
            there -= gets;
        }
        return given;
    }

    // One step each in turn comes to this: all get up to one level, and the first of those who want more one step above.
    private static long[] InTurn(long there, long[] wishes)
    {
        long level = 0;
        var above = wishes.Max();
        while (level < above)
        {
            var middle = level + (above - level + 1) / 2;
            if (wishes.Aggregate((Int128)0, (sum, w) => sum + Math.Min(w, middle)) <= there)
                level = middle;
            else
                above = middle - 1;
        }
        var given = wishes.Select(w => Math.Min(w, level)).ToArray();
        var left = there - given.Sum();
        for (var i = 0; i < given.Length && left > 0; i++)
            if (wishes[i] > level)
            {
                given[i]++;
                left--;
            }
        return given;
    }

    private static long[] InProportion(long there, long[] wishes)
    {
        var total = wishes.Aggregate((Int128)0, (sum, w) => sum + w);
        var given = wishes.Select(w => (long)((Int128)w * there / total)).ToArray();
        var left = (int)(there - given.Sum());
        foreach (
            var i in Enumerable
                .Range(0, wishes.Length)
                .OrderByDescending(i => (Int128)wishes[i] * there % total)
                .ThenBy(i => i)
                .Take(left)
        )
            given[i]++;
        return given;
    }
}
