namespace Jisr.Kernel.Commands;

/// <summary>How work is shared out that is made ready while something else is written.</summary>
public static class Beside
{
    /// <summary>One processor is left to the thread that writes: it is the one that all others wait for.</summary>
    public static ParallelOptions Writing { get; } =
        new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1) };
}
