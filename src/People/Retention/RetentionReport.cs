using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Retention;

/// <summary>Reads the rules and what the last runs did; runs that found nothing due are left out.</summary>
internal sealed class RetentionReport(JisrDb db)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyList<RetentionRule>> RulesAsync(CancellationToken ct) =>
        await db.Set<RetentionRule>().AsNoTracking().OrderBy(r => r.DataClass).ToListAsync(ct);

    /// <summary>What was done, the newest run first, and after which line the next page starts.</summary>
    public async Task<(IReadOnlyList<RetentionLine> Lines, Guid? Next)> LinesAsync(Guid? after, CancellationToken ct)
    {
        var all = db.Set<RetentionLine>().AsNoTracking().Where(l => l.Count > 0);
        if (after is { } last && await all.SingleOrDefaultAsync(l => l.Id == last, ct) is { } from)
            all = all.Where(l => l.At < from.At || (l.At == from.At && l.Id > from.Id));
        var rows = await all.OrderByDescending(l => l.At).ThenBy(l => l.Id).Take(PageSize + 1).ToListAsync(ct);
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }

    public Task<RetentionRule?> RuleAsync(string dataClass, CancellationToken ct) =>
        db.Set<RetentionRule>().AsNoTracking().SingleOrDefaultAsync(r => r.DataClass == dataClass, ct);

    /// <summary>How one rule was changed, the newest change first, and after which the next page starts.</summary>
    public async Task<(IReadOnlyList<RetentionChange> Changes, Guid? Next)> ChangesAsync(
        string dataClass,
        Guid? after,
        CancellationToken ct
    )
    {
        var all = db.Set<RetentionChange>().AsNoTracking().Where(c => c.DataClass == dataClass);
        if (after is { } last && await all.SingleOrDefaultAsync(c => c.Id == last, ct) is { } from)
            all = all.Where(c => c.At < from.At || (c.At == from.At && c.Id < from.Id));
        var rows = await all.OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }
}
