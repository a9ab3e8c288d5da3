namespace Jisr.Kernel.Data;

/// <summary>Reads the clock as Jisr stores time: UTC, whole milliseconds, alike on both databases.</summary>
public static class Clock
{
    public static DateTimeOffset Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
