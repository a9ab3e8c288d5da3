namespace Jisr.Demo;

/// <summary>A clock that the demo world sets, so that its days lie where the reports have them.</summary>
public interface IDemoClock
{
    DateTimeOffset GetUtcNow();

    /// <summary>Stands still at an instant.</summary>
    void Stand(DateTimeOffset instant);

    /// <summary>A little later.</summary>
    void Step(TimeSpan by) => Stand(GetUtcNow() + by);
}

/// <summary>The program's clock. Only the demo world sets it, before the doors open.</summary>
internal sealed class DemoClock : TimeProvider, IDemoClock
{
    private DateTimeOffset? at;

    public override DateTimeOffset GetUtcNow() => at ?? System.GetUtcNow();

    public void Stand(DateTimeOffset instant) => at = instant;

    /// <summary>The real time again.</summary>
    public void Run() => at = null;
}
