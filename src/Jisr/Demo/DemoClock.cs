namespace Jisr.Demo;

/// <summary>The program's clock. Only the demo world sets it, before the doors open, so that its weeks lie in the past.</summary>
internal sealed class DemoClock : TimeProvider
{
    private DateTimeOffset? at;

    public override DateTimeOffset GetUtcNow() => at ?? System.GetUtcNow();

    /// <summary>Stands still at an instant.</summary>
    public void Stand(DateTimeOffset instant) => at = instant;

    /// <summary>A little later.</summary>
    public void Step(TimeSpan by) => at = GetUtcNow() + by;

    /// <summary>The real time again.</summary>
    public void Run() => at = null;
}
