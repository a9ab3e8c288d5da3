using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A stall on its owner's list, and what the last buy there was.</summary>
internal sealed record StallRow(Stall Stall, int Buys, DateTimeOffset? LastAt);

/// <summary>Reads a seller's own stalls.</summary>
internal sealed class SellerStalls(JisrDb db, Sealer sealer)
{
    /// <summary>In the order she walks; those she left last.</summary>
    public async Task<IReadOnlyList<StallRow>> ListAsync(PartyId party, CancellationToken ct)
    {
        var rows = await db.Set<Stall>()
            .AsNoTracking()
            .Where(s => s.PartyId == party)
            .OrderBy(s => s.ClosedAt != null)
            .ThenBy(s => s.WalkingOrder)
            .ThenBy(s => s.Id)
            .Select(s => new
            {
                Stall = s,
                Buys = db.Set<BuyEntry>().Count(e => e.StallId == s.Id && e.ReversesId == null),
                LastAt = db.Set<BuyEntry>().Where(e => e.StallId == s.Id).Max(e => (DateTimeOffset?)e.At),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new StallRow(r.Stall, r.Buys, r.LastAt));
    }

    /// <summary>One of hers; null when it is not.</summary>
    public Task<Stall?> FindAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var stall = new StallId(id);
        return db.Set<Stall>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == stall && s.PartyId == party, ct);
    }

    /// <summary>The telephone of a stall of hers; null where none is kept.</summary>
    public string? PhoneOf(Stall stall) =>
        stall.PhoneSealed is { } text ? sealer.Open(text, "market_stall", "phone_sealed", stall.Id.Value) : null;
}
