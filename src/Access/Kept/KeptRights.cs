using Jisr.Access.Outbox;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Kept;

/// <summary>Who works off what could not be done.</summary>
internal static class KeptRights
{
    /// <summary>The list of a unit; safeguarding sees what it was told of.</summary>
    public const string See = "worklist.see";
}

/// <summary>The units at which somebody holds a right.</summary>
internal sealed class KeptUnits(ICurrentActor current, AccessGate gate, IUnitDirectory directory)
{
    private IReadOnlyList<UnitInfo>? all;

    public async Task<IReadOnlyList<UnitInfo>> WithAsync(string permission, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        all ??= await directory.AllAsync(ct);
        return [.. all.Where(u => gate.May(actor, permission, Reach.Unit(u.Id)))];
    }

    public async Task<bool> MayAsync(string permission, UnitId unit, CancellationToken ct) =>
        gate.May(await current.GetAsync(ct), permission, Reach.Unit(unit));

    public async Task<string> NameOfAsync(UnitId unit, CancellationToken ct)
    {
        all ??= await directory.AllAsync(ct);
        return all.FirstOrDefault(u => u.Id == unit)?.Name(Kernel.Language.Words.Language) ?? "Jisr";
    }
}

/// <summary>Whose a kept command is: the unit's of the device, or hers whose own phone it came from.</summary>
internal static class KeptReach
{
    public static async Task<Reach> OfAsync(JisrDb db, Guid item, Actor actor, CancellationToken ct)
    {
        var found = await db.Set<WorklistItem>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == item, ct);
        if (found is null)
            return Reach.Missing;
        var owner = await db.Set<OutboxDevice>()
            .Where(d => d.Id == found.DeviceId)
            .Select(d => d.OwnerId)
            .SingleOrDefaultAsync(ct);
        return owner is { } hers ? Reach.Held(hers == actor.AccountId) : Reach.Unit(found.UnitId);
    }

    /// <summary>Without those of phones of somebody's own.</summary>
    public static IQueryable<WorklistItem> OfUnits(JisrDb db) =>
        db.Set<WorklistItem>()
            .AsNoTracking()
            .Where(i => !db.Set<OutboxDevice>().Any(d => d.Id == i.DeviceId && d.OwnerId != null));

    /// <summary>What waits for her, from her own phones.</summary>
    public static IQueryable<WorklistItem> OfHer(JisrDb db, AccountId owner) =>
        db.Set<WorklistItem>()
            .AsNoTracking()
            .Where(i => db.Set<OutboxDevice>().Any(d => d.Id == i.DeviceId && d.OwnerId == owner));
}
