using Jisr.Kernel.Access;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>A kind of thing whose work goes on without a line, such as a counter or a market run (decision 39).</summary>
public interface ITakeAlong
{
    /// <summary>Its name, as in <see cref="Commands.AlongThing"/>.</summary>
    string What { get; }

    /// <summary>Whose it is: who may take it along.</summary>
    Task<Reach> ReachAsync(Guid thing, Actor actor, CancellationToken ct);

    /// <summary>What the device keeps of it to work with. No person stands in it: neither name, nor number, nor
    /// place.</summary>
    Task<object> ListAsync(Guid thing, CancellationToken ct);
}

/// <summary>A thing was taken along by somebody on a device, from one moment to another.</summary>
public sealed record TakenAlong(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>How long one may write for it before it is taken along anew.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);
}
