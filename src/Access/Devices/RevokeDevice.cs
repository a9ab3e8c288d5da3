using Jisr.Access.Sessions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Devices;

/// <summary>A phone is known no more: her PIN alone does not open her account on it.</summary>
internal sealed record RevokeDevice(AccountId AccountId, Guid DeviceId) : ICommand
{
    public static string Kind => "device.revoke";
}

internal sealed class RevokeDeviceHandler(JisrDb db) : IHandle<RevokeDevice>
{
    public async Task<Reach> ReachAsync(RevokeDevice command, CommandScope scope, CancellationToken ct) =>
        scope.Actor.AccountId == command.AccountId
        && await db.Set<SignInDevice>().AnyAsync(d => d.Id == command.DeviceId && d.AccountId == command.AccountId, ct)
            ? Reach.Held(true)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(RevokeDevice command, CommandScope scope, CancellationToken ct)
    {
        await db.Set<SignInDevice>()
            .Where(d => d.Id == command.DeviceId && d.RevokedAt == null)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.RevokedAt, scope.Now), ct);
        return new Outcome.Done { Subject = command.DeviceId };
    }
}
