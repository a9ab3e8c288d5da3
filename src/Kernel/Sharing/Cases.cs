namespace Jisr.Kernel.Sharing;

/// <summary>What becomes of a case that the buyers do not fill.</summary>
public enum CaseRule
{
    /// <summary>It is not bought; some get less.</summary>
    Down,

    /// <summary>It is bought; what nobody asked for is left over.</summary>
    Up,

    /// <summary>The run does not close before it is full.</summary>
    Exact,
}

/// <summary>Goods that are sold by the case (market.md §6.1). All quantities in the same smallest unit.</summary>
public static class Cases
{
    /// <summary>How many cases to buy. A case is opened by what is asked, never by tolerance alone.</summary>
    public static long Count(long size, long asked, long tolerance, CaseRule rule)
    {
        Check(size, asked, tolerance);
        var (full, rest) = Math.DivRem(asked, size);
        return rest > 0 && (tolerance >= size - rest || rule == CaseRule.Up) ? full + 1 : full;
    }

    /// <summary>How much more somebody must ask for until the case that is begun is full; 0 when none is begun, or when
    /// tolerance fills it.</summary>
    public static long Missing(long size, long asked, long tolerance)
    {
        Check(size, asked, tolerance);
        var rest = asked % size;
        return rest == 0 ? 0 : Math.Max(0, size - rest - tolerance);
    }

    /// <summary>False where the rule is <see cref="CaseRule.Exact"/> and a case is begun and not full.</summary>
    public static bool MayClose(long size, long asked, CaseRule rule)
    {
        Check(size, asked, 0);
        return rule != CaseRule.Exact || asked % size == 0;
    }

    private static void Check(long size, long asked, long tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(asked);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
    }
}
