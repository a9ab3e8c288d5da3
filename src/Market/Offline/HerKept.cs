using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Offline;

/// <summary>What a seller's own phone sent and could not be written, for the page that puts it right.</summary>
internal sealed class HerKept(JisrDb db, Worklist worklist, ISyncDevices devices, ICurrentActor current)
{
    /// <summary>The command as she wrote it, and its id; null when it is not hers or does not wait any more.</summary>
    public async Task<(CommandId Id, T Command)?> FindAsync<T>(Guid item, CancellationToken ct)
        where T : class, ICommand
    {
        if ((await current.GetAsync(ct)).AccountId is not { } account)
            return null;
        var kind = T.Kind;
        var found = await db.Set<WorklistItem>()
            .AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == item && i.ActorId == account && i.Kind == kind, ct);
        return Read<T>(found);
    }

    /// <summary>A command that was written by the secret of one of her things, on the device that was made ready for
    /// it.</summary>
    public async Task<(CommandId Id, T Command)?> OfDeviceAsync<T>(Guid item, CancellationToken ct)
        where T : class, ICommand
    {
        if ((await current.GetAsync(ct)).AccountId is not { } account)
            return null;
        var kind = T.Kind;
        var found = await db.Set<WorklistItem>()
            .AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == item && i.ActorId == null && i.Kind == kind, ct);
        return
            found?.DeviceId is { } id
            && await devices.ByIdAsync(id, ct) is { ThingId: not null } device
            && device.OwnerId == account
            ? Read<T>(found)
            : null;
    }

    private (CommandId Id, T Command)? Read<T>(WorklistItem? found)
        where T : class, ICommand
    {
        if (found is not { State: WorklistStates.Open or WorklistStates.Mended })
            return null;
        return worklist.Open(found).Payload.Deserialize<T>(CanonicalJson.Options) is { } command
            ? (found.CommandId, command)
            : null;
    }
}
