namespace Jisr.People.Matching;

/// <summary>How near two spellings are, letter by letter.</summary>
internal static class Spelling
{
    /// <summary>Jaro–Winkler: 1 for equal, 0 for nothing in common.</summary>
    public static double Likeness(string a, string b)
    {
        if (a == b)
            return 1;
        if (a.Length == 0 || b.Length == 0)
            return 0;
        var jaro = Jaro(a, b);
        var start = 0;
        while (start < Math.Min(4, Math.Min(a.Length, b.Length)) && a[start] == b[start])
            start++;
        return jaro + start * 0.1 * (1 - jaro);
    }

    /// <summary>True when one insert, drop, change or swap of neighbours turns one into the other.</summary>
    public static bool IsOneEdit(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
            return false;
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
            start++;
        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        var (left, right) = (a[start..(a.Length - end)], b[start..(b.Length - end)]);
        return left.Length <= 1 && right.Length <= 1
            || left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0];
    }

    private static double Jaro(string a, string b)
    {
        var reach = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        Span<bool> usedA = stackalloc bool[Math.Min(a.Length, 256)];
        Span<bool> usedB = stackalloc bool[Math.Min(b.Length, 256)];
        var common = 0;
        for (var i = 0; i < usedA.Length; i++)
        for (var j = Math.Max(0, i - reach); j < Math.Min(usedB.Length, i + reach + 1); j++)
            if (!usedB[j] && a[i] == b[j])
            {
                usedA[i] = usedB[j] = true;
                common++;
                break;
            }
        if (common == 0)
            return 0;
        var swaps = 0;
        for (int i = 0, j = 0; i < usedA.Length; i++)
        {
            if (!usedA[i])
                continue;
            while (!usedB[j])
                j++;
            swaps += a[i] == b[j++] ? 0 : 1;
        }
        return ((double)common / a.Length + (double)common / b.Length + (common - swaps / 2.0) / common) / 3;
    }
}
