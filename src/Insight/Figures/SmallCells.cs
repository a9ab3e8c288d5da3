namespace Jisr.Insight.Figures;

/// <summary>Hides small counts of people in a line of cells and their total (insight.md §6.1–3), for readers outside the
/// unit. Tables, charts, files and the API show what comes out of here.</summary>
internal static class SmallCells
{
    /// <summary>The one mark of every hidden cell.</summary>
    public const string Mark = "…";

    /// <summary>What partners, and the coordinator as a partner, may see at least.</summary>
    public const int Partners = 5;

    /// <summary>Which of the parts are hidden, and whether their total is.</summary>
    /// <param name="people">People behind each part.</param>
    /// <param name="threshold">0: nothing is hidden.</param>
    public static (IReadOnlyList<bool> Parts, bool Total) Hide(IReadOnlyList<long> people, long total, int threshold)
    {
        var hidden = new bool[people.Count];
        var totalHidden = false;
        if (threshold <= 0)
            return (hidden, totalHidden);
        for (var i = 0; i < people.Count; i++)
            hidden[i] = IsSmall(people[i], threshold);
        totalHidden = IsSmall(total, threshold);
        while (!IsSafe(people, hidden, total, totalHidden, threshold))
        {
            var next = Smallest(people, hidden);
            if (next >= 0)
                hidden[next] = true;
            else if (!totalHidden)
                totalHidden = true;
            else
                break;
        }
        return (hidden, totalHidden);
    }

    private static bool IsSmall(long people, int threshold) => people > 0 && people < threshold;

    // None or at least two, and what they share out leaves each of them room.
    private static bool IsSafe(IReadOnlyList<long> people, bool[] hidden, long total, bool totalHidden, int threshold)
    {
        long sum = totalHidden ? total : 0;
        var count = totalHidden ? 1 : 0;
        for (var i = 0; i < people.Count; i++)
            if (hidden[i])
            {
                sum += people[i];
                count++;
            }
        return count == 0 || (count >= 2 && sum - (count - 1) >= threshold);
    }

    private static int Smallest(IReadOnlyList<long> people, bool[] hidden)
    {
        var found = -1;
        for (var i = 0; i < people.Count; i++)
            if (!hidden[i] && people[i] > 0 && (found < 0 || people[i] < people[found]))
                found = i;
        return found;
    }
}
