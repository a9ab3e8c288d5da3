using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Outbox;

/// <summary>A device is taken out of use, or was lost: nothing new is taken from it. What it made before waits for the unit
/// lead (doors.md §6.2).</summary>
internal sealed record EndOutboxDevice(Guid DeviceId, string Why) : ICommand
{
    public static string Kind => "outbox-device.end";
}

internal sealed class EndOutboxDeviceHandler(JisrDb db) : IHandle<EndOutboxDevice>
{
    public async Task<Reach> ReachAsync(EndOutboxDevice command, CommandScope scope, CancellationToken ct) =>
        await db.Set<OutboxDevice>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == command.DeviceId, ct)
            is { } device
            ? device.OwnerId is null
                ? Reach.Unit(device.UnitId)
                : Reach.Missing
            : Reach.Missing;

    public void Check(EndOutboxDevice command, Problems problems, CommandScope scope)
    {
        if (command.Why is not ("revoked" or "lost"))
            problems.Add("why", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(EndOutboxDevice command, CommandScope scope, CancellationToken ct)
    {
        var device = await db.Set<OutboxDevice>().SingleAsync(d => d.Id == command.DeviceId, ct);
        device.End(command.Why, scope.Now, scope.Actor.AccountId);
        return new Outcome.Done { Subject = device.Id };
    }
}
