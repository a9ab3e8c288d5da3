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
}
