using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Rates;

/// <summary>Reads the rates that people entered.</summary>
internal sealed class RateBook(JisrDb db, TimeProvider clock)
{
    public const int PageSize = 30;

    /// <summary>Those that may still be used, newest first.</summary>
    public async Task<IReadOnlyList<Rate>> InForceAsync(CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return await db.Set<Rate>()
            .AsNoTracking()
            .Where(r => r.ValidUntil > now && !KnownRates.FixedIds.Contains(r.Id))
            .OrderByDescending(r => r.At)
            .ThenBy(r => r.Base)
            .Take(PageSize)
            .ToListAsync(ct);
    }

    /// <summary>Earlier ones, newest first.</summary>
    public async Task<IReadOnlyList<Rate>> OverAsync(CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return await db.Set<Rate>()
            .AsNoTracking()
            .Where(r => r.ValidUntil <= now)
            .OrderByDescending(r => r.At)
            .Take(PageSize)
            .ToListAsync(ct);
    }
}
