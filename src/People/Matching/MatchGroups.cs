namespace Jisr.People.Matching;

/// <summary>Links join records to groups, the strongest first; a link that would put two different women into one
/// group goes to review (matching.md §9.6). What a group holds is one woman: its pairs that have no link of their own
/// are no question any more.</summary>
internal static class MatchGroups
{
    /// <param name="pairs">In the order of their scores; new ones come at the end.</param>
    /// <param name="isOpen">True where nobody has said anything of a pair.</param>
    /// <param name="judge">Scores a pair that was no candidate.</param>
    public static void Settle(
        List<ScoredPair> pairs,
        Compared[] records,
        Compare compare,
        Func<int, int, bool> isOpen,
        Func<int, int, ScoredPair> judge
    )
    {
        var groups = Join(pairs, records, compare);
        var met = new HashSet<(int, int)>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var pair = pairs[i];
            if (!groups.TryGetValue(pair.A, out var group) || !ReferenceEquals(group, groups.GetValueOrDefault(pair.B)))
                continue;
            met.Add((pair.A, pair.B));
            if (pair.Band == Band.Review && isOpen(pair.A, pair.B))
                pairs[i] = pair with { Band = Band.Link, Joined = true };
        }
        foreach (var group in groups.Values.Distinct().Where(g => g.Count > 2))
        foreach (var a in group)
        foreach (var b in group)
            if (a < b && !met.Contains((a, b)) && isOpen(a, b) && judge(a, b) is var pair && !SaysTwo(pair.Levels))
                pairs.Add(pair with { Band = Band.Link, Joined = true });
    }

    /// <summary>Two different papers of one kind, two different full dates, or given names of two women.</summary>
    public static bool IsTwoWomen(Levels levels) =>
        levels.Of(MatchField.Paper) == 3 || levels.Of(MatchField.Birth) == 6 || levels.Of(MatchField.Given) == 5;

    // Years too far apart do not tear a group apart, one of them is often wrong; and they are not taken for proof.
    private static bool SaysTwo(Levels levels) => IsTwoWomen(levels) || levels.Of(MatchField.Birth) == 7;

    // Each record of a group of two and more, with its group.
    private static Dictionary<int, List<int>> Join(List<ScoredPair> pairs, Compared[] records, Compare compare)
    {
        var groups = new Dictionary<int, List<int>>();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Band != Band.Link)
                continue;
            var (a, b) = (pairs[i].A, pairs[i].B);
            var left = groups.GetValueOrDefault(a) ?? [a];
            var right = groups.GetValueOrDefault(b) ?? [b];
            if (ReferenceEquals(left, right))
                continue;
            if (Clash(left, right, a, b, records, compare))
            {
                pairs[i] = pairs[i] with { Band = Band.Review };
                continue;
            }
            List<int> joined = [.. left, .. right];
            foreach (var member in joined)
                groups[member] = joined;
        }
        return groups;
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
}
