namespace Jisr.Kernel.Sharing;

/// <summary>How goods are shared that do not suffice for all (market.md §6.2).</summary>
public enum ShareRule
{
    /// <summary>Who asked earlier is served first.</summary>
    FirstCome,

    /// <summary>One step to each in turn until she has all she asked.</summary>
    Equal,

    /// <summary>Each the same part of what she asked.</summary>
    Proportional,

    /// <summary>Who paid in full first, then as first come.</summary>
    PaidFirst,
}

/// <summary>A part of what somebody asked for, and when. A rise is a later part.</summary>
public sealed record AskedPart(DateTimeOffset At, long Asked, long Tolerance = 0);

/// <summary>One buyer's line for the goods that are shared. Quantities in whole steps.</summary>
/// <param name="Key">Different for each line; of two who asked in the same moment the lower one comes first.</param>
/// <param name="PartOk">False: all or nothing.</param>
/// <param name="HasPaid">She paid in full.</param>
public sealed record AskingLine(string Key, IReadOnlyList<AskedPart> Parts, bool PartOk = true, bool HasPaid = false)
{
    public long Asked => Parts.Sum(p => p.Asked);

    public long Tolerance => Parts.Sum(p => p.Tolerance);

    /// <summary>Her place in the row of those who ask: a rise does not lose it.</summary>
    public DateTimeOffset Since => Parts.Count == 0 ? DateTimeOffset.MaxValue : Parts.Min(p => p.At);
}
