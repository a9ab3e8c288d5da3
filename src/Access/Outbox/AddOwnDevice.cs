using Jisr.Access.Accounts;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Outbox;

/// <summary>A member makes her own phone ready for work without a line. It writes as she does and as nobody else;
/// what could not be written waits for her, not for a centre.</summary>
internal sealed record AddOwnDevice(PartyId PartyId, string Name) : ICommand
{
    public static string Kind => "own-device.add";
}

/// <summary>Her own phone is lost, or no longer used: nothing new is taken from it.</summary>
internal sealed record EndOwnDevice(Guid DeviceId) : ICommand
{
    public static string Kind => "own-device.end";
}

internal sealed class OwnDeviceHandler(JisrDb db, IPartyDirectory parties, Sealer sealer)
    : IHandle<AddOwnDevice>,
        IHandle<EndOwnDevice>
{
    private const int Most = 5;

    public Task<Reach> ReachAsync(AddOwnDevice command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Self(command.PartyId));

    public async Task<Reach> ReachAsync(EndOwnDevice command, CommandScope scope, CancellationToken ct) =>
        await db.Set<OutboxDevice>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == command.DeviceId, ct)
            is { } device
            ? Reach.Held(device.OwnerId is { } owner && owner == scope.Actor.AccountId)
            : Reach.Missing;

    public void Check(AddOwnDevice command, Problems problems, CommandScope scope) =>
        problems.Text("name", command.Name, 60);

    public async Task<Outcome> HandleAsync(AddOwnDevice command, CommandScope scope, CancellationToken ct)
    {
        if (scope.Actor.AccountId is not { } owner)
            return Outcome.No("SIGN_IN_FIRST");
        if (
            await db.Set<OutboxDevice>()
                .CountAsync(d => d.OwnerId == owner && d.ThingId == null && d.EndedAt == null, ct) >= Most
        )
            return Outcome.No("TOO_MANY_DEVICES");
        db.Add(
            new OutboxDevice
            {
                Id = scope.Id.Value,
                Name = command.Name.Trim(),
                UnitId = await parties.HomeUnitAsync(command.PartyId, ct) ?? UnitId.Root,
                TokenHash = MadeSecret.Hash(AddOutboxDevice.TokenOf(sealer, scope.Id)),
                CreatedAt = scope.Now,
                CreatedBy = owner,
                OwnerId = owner,
                State = "active",
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    public async Task<Outcome> HandleAsync(EndOwnDevice command, CommandScope scope, CancellationToken ct)
    {
        var device = await db.Set<OutboxDevice>().SingleAsync(d => d.Id == command.DeviceId, ct);
        device.End("lost", scope.Now, scope.Actor.AccountId);
        return new Outcome.Done { Subject = device.Id };
    }
}
