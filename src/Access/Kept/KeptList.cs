using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Kept;

/// <summary>Lists of kept commands, by unit and by key.</summary>
internal sealed class KeptList(JisrDb db, KeptUnits units, ICurrentActor current, AccessGate gate)
{
    public const int PageSize = 25;

    /// <summary>What waits in a state; safeguarding has only what it was told of.</summary>
    public async Task<IReadOnlyList<WorklistItem>> ReadAsync(string state, Guid? after, CancellationToken ct)
    {
        UnitId[] mends = [.. (await units.WithAsync(Worklist.Mend, ct)).Select(u => u.Id)];
        UnitId[] sees = [.. (await units.WithAsync(KeptRights.See, ct)).Select(u => u.Id)];
        var from = after ?? Guid.Empty;
        return await KeptReach
            .OfUnits(db)
            .Where(i =>
                i.State == state && i.Id > from && (mends.Contains(i.UnitId) || (i.Told && sees.Contains(i.UnitId)))
            )
            .OrderBy(i => i.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
    }

    /// <summary>How many wait for another record.</summary>
    public async Task<int> ParkedAsync(CancellationToken ct)
    {
        UnitId[] mends = [.. (await units.WithAsync(Worklist.Mend, ct)).Select(u => u.Id)];
        return await KeptReach
            .OfUnits(db)
            .CountAsync(i => i.State == WorklistStates.Parked && mends.Contains(i.UnitId), ct);
    }

    /// <summary>One that she may see.</summary>
    public async Task<WorklistItem?> OneAsync(Guid id, CancellationToken ct)
    {
        var item = await KeptReach.OfUnits(db).SingleOrDefaultAsync(i => i.Id == id, ct);
        if (item is null)
            return null;
        var actor = await current.GetAsync(ct);
        return
            gate.May(actor, Worklist.Mend, Reach.Unit(item.UnitId))
            || (item.Told && gate.May(actor, KeptRights.See, Reach.Unit(item.UnitId)))
            ? item
            : null;
    }
}
