using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Retention;

/// <summary>Reads the rules and what the last runs did; runs that found nothing due are left out.</summary>
internal sealed class RetentionReport(JisrDb db)
{
    public async Task<(IReadOnlyList<RetentionRule> Rules, IReadOnlyList<RetentionLine> Lines)> ReadAsync(
        CancellationToken ct
    ) =>
        (
            await db.Set<RetentionRule>().AsNoTracking().OrderBy(r => r.DataClass).ToListAsync(ct),
            await db.Set<RetentionLine>()
                .AsNoTracking()
                .Where(l => l.Count > 0)
                .OrderByDescending(l => l.At)
                .ThenBy(l => l.DataClass)
                .Take(100)
                .ToListAsync(ct)
        );

    /// <summary>One rule and how it was changed, the newest change first.</summary>
    public async Task<(RetentionRule? Rule, IReadOnlyList<RetentionChange> Changes)> OneAsync(
        string dataClass,
        CancellationToken ct
    ) =>
        (
            await db.Set<RetentionRule>().AsNoTracking().SingleOrDefaultAsync(r => r.DataClass == dataClass, ct),
            await db.Set<RetentionChange>()
                .AsNoTracking()
                .Where(c => c.DataClass == dataClass)
                .OrderByDescending(c => c.At)
                .Take(50)
                .ToListAsync(ct)
        );
}
