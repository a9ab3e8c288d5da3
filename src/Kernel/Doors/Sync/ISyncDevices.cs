using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>Devices that work without a line, and who writes on them; answered by Access.</summary>
public interface ISyncDevices
{
    /// <summary>The device of a token, also when it was revoked; null when nobody knows it.</summary>
    Task<SyncDevice?> ByTokenAsync(string token, CancellationToken ct);

    Task<SyncDevice?> ByIdAsync(Guid id, CancellationToken ct);

    /// <summary>It sent something; <paramref name="notKept"/> of it could not be read.</summary>
    Task SeenAsync(Guid device, int notKept, CancellationToken ct);

    /// <summary>The account of a ticket with all roles it ever had; null when there is none.</summary>
    Task<Writer?> WriterAsync(AccountId account, CancellationToken ct);

    /// <summary>The thing is over: the devices that were made ready for it alone send nothing new. Part of the caller's
    /// transaction.</summary>
    Task EndAsync(Guid thing, DateTimeOffset now, CancellationToken ct);

    /// <summary>When somebody took a thing along on a device, the first time first.</summary>
    Task<IReadOnlyList<TakenAlong>> AlongAsync(Guid device, AccountId account, AlongThing thing, CancellationToken ct);
}

/// <summary>A device as the door sees it. <paramref name="EndedAt"/>: revoked or lost from that moment on.</summary>
public sealed record SyncDevice(Guid Id, UnitId UnitId, DateTimeOffset? EndedAt)
{
    /// <summary>Whose own phone it is; null for a device of the unit.</summary>
    public AccountId? OwnerId { get; init; }

    /// <summary>The one thing for which it was made ready by a secret: nobody signs in on it.</summary>
    public Guid? ThingId { get; init; }
}

/// <summary>A role that somebody has or had.</summary>
public sealed record HeldGrant(Grant Grant, DateTimeOffset? EndedAt);

/// <summary>Who wrote a record: as she is now, and as she was.</summary>
public sealed record Writer(AccountId Id, PartyId? PartyId, bool IsClosed, IReadOnlyList<HeldGrant> Held)
{
    /// <summary>Who writes without an account, by the secret of one thing: the secret stands in each command.</summary>
    public static readonly Writer Nobody = new(default, null, IsClosed: false, []);

    /// <summary>Null for nobody.</summary>
    public AccountId? Account => Id == default ? null : Id;

    /// <summary>With the roles she has now.</summary>
    public Actor Now => ActorWith(IsClosed ? [] : Held.Where(h => h.EndedAt is null).Select(h => h.Grant));

    /// <summary>With every role she ever had, as if none had ended.</summary>
    public Actor Ever => ActorWith(Held.Select(h => h.Grant with { From = DateOnly.MinValue, To = DateOnly.MaxValue }));

    /// <summary>With the roles she had at that moment.</summary>
    public Actor At(DateTimeOffset instant, IUnitTree units) =>
        ActorWith(
            Held.Where(h => h.EndedAt is null || h.EndedAt > instant)
                .Where(h => Day(instant, h.Grant.UnitId, units) is var day && h.Grant.From <= day && day <= h.Grant.To)
                .Select(h => h.Grant with { From = DateOnly.MinValue, To = DateOnly.MaxValue })
        );

    private Actor ActorWith(IEnumerable<Grant> grants) =>
        new()
        {
            AccountId = Account,
            PartyId = PartyId,
            Grants = [.. grants],
        };

    private static DateOnly Day(DateTimeOffset instant, UnitId unit, IUnitTree units) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, units.Find(unit)?.Zone ?? TimeZoneInfo.Utc).DateTime);
}
