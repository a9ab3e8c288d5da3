using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

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

/// <summary>A kind of thing whose right is a secret and no account: a courier's round (decision 45). What its device keeps
/// names people, so the device must seal it under a key of its holder.</summary>
public interface ITakeBySecret
{
    /// <summary>Its name, as in <see cref="Commands.AlongThing"/>.</summary>
    string What { get; }

    /// <summary>The thing that this secret opens now; null where it opens none.</summary>
    Task<SecretThing?> OpenAsync(Guid thing, string secret, DateTimeOffset now, CancellationToken ct);

    /// <summary>What the device keeps of it. The look is logged here.</summary>
    Task<object> ListAsync(Guid thing, CancellationToken ct);
}

/// <summary>A thing that a secret opens: whose it is, what its device is called on her page, and how long it opens.</summary>
public sealed record SecretThing(PartyId Owner, string Name, DateTimeOffset Until);

/// <summary>A thing was taken along by somebody on a device, from one moment to another.</summary>
public sealed record TakenAlong(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>How long one may write for it before it is taken along anew.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);
}
