namespace Jisr.People.Matching;

/// <summary>Links join records to groups, the strongest first; a link that would put two different women into one
/// group goes to review (matching.md §9.6).</summary>
internal static class MatchGroups
{
    public static IReadOnlyList<ScoredPair> Settle(List<ScoredPair> pairs, Compared[] records, Compare compare)
    {
        var group = new Dictionary<int, List<int>>();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Band != Band.Link)
                continue;
            var (a, b) = (pairs[i].A, pairs[i].B);
            var left = group.GetValueOrDefault(a) ?? [a];
            var right = group.GetValueOrDefault(b) ?? [b];
            if (ReferenceEquals(left, right))
                continue;
            if (Clash(left, right, a, b, records, compare))
            {
                pairs[i] = pairs[i] with { Band = Band.Review };
                continue;
            }
            List<int> joined = [.. left, .. right];
            foreach (var member in joined)
                group[member] = joined;
        }
        return pairs;
    }

    // The pair itself has been judged; what counts is whom it would bring together besides.
    private static bool Clash(List<int> left, List<int> right, int a, int b, Compared[] records, Compare compare)
    {
        foreach (var x in left)
        foreach (var y in right)
            if ((x != a || y != b) && IsTwoWomen(compare.Of(records[x], records[y])))
                return true;
        return false;
    }

    /// <summary>Two different papers of one kind, two different full dates, or given names of two women.</summary>
    public static bool IsTwoWomen(Levels levels) =>
        levels.Of(MatchField.Paper) == 3 || levels.Of(MatchField.Birth) == 6 || levels.Of(MatchField.Given) == 5;
}
