using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Status;

/// <summary>How the system stands, in numbers that tell of nobody.</summary>
internal sealed record SystemStatus(
    bool IsDiskEncrypted,
    bool IsEmbedded,
    int Waiting,
    DateTimeOffset? OldestWaiting,
    int GivenUp,
    int ToMend,
    int Parked,
    DateOnly? SealedOn
);

/// <summary>Reads it.</summary>
internal sealed class ReadStatus(JisrDb db, JisrSettings settings, ReadLogDays days, TimeProvider clock)
{
    /// <summary>Who may see it.</summary>
    public const string See = "system.see";

    public async Task<SystemStatus> NowAsync(CancellationToken ct)
    {
        var now = Clock.Now(clock);
        var due = db.Set<OutboxRow>().AsNoTracking().Where(r => r.ParkedAt == null && r.DueAt <= now);
        var waiting = await due.CountAsync(ct);
        return new SystemStatus(
            settings.DiskEncrypted,
            settings.DatabaseOrDefault.StartsWith("sqlite:", StringComparison.Ordinal),
            waiting,
            waiting == 0 ? null : await due.MinAsync(r => (DateTimeOffset?)r.DueAt, ct),
            await db.Set<OutboxRow>().CountAsync(r => r.ParkedAt != null, ct),
            await db.Set<WorklistItem>().CountAsync(i => i.State == WorklistStates.Open, ct),
            await db.Set<WorklistItem>().CountAsync(i => i.State == WorklistStates.Parked, ct),
            days.Read() is [.., var last] ? last.Day : null
        );
    }
}
