using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Market.Claims;
using Jisr.Market.Orders;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>Counted facts of a shop over 180 days (market.md §10), before any opinion.</summary>
/// <param name="Lines">Lines that were asked, of orders that were delivered.</param>
/// <param name="InFull">Those of them that were given in full.</param>
/// <param name="Substituted">Lines that were given in place of others.</param>
/// <param name="RunsClosed">Market runs that were closed, and whose promised day has come.</param>
/// <param name="RunsKept">Those of them that were held on the day first promised.</param>
/// <param name="Upheld">Complaints about these orders in which the buyer was found right.</param>
/// <param name="DaysToSettle">In the middle, so many days passed until a complaint was settled, begun days whole; null where
/// there was none.</param>
internal sealed record ShopFacts(
    int Orders,
    int Buyers,
    int Lines,
    int InFull,
    int Substituted,
    int RunsClosed,
    int RunsKept,
    int Upheld,
    int? DaysToSettle
)
{
    /// <summary>Too few to say anything.</summary>
    public bool IsNew => Orders < 5 || Buyers < 3;
}

/// <summary>Counts what a shop did; nothing of it is typed.</summary>
internal sealed class CountedFacts(JisrDb db, SellerFacts sellers, TimeProvider clock)
{
    private static readonly TimeSpan Counted = TimeSpan.FromDays(180);

    public async Task<ShopFacts> OfAsync(ShopId shop, CancellationToken ct)
    {
        var since = Clock.Now(clock) - Counted;
        var orders = db.Set<Order>()
            .Where(o => o.ShopId == shop && o.State == OrderState.Done && o.DeliveredAt >= since);
        var lines = orders.Join(db.Set<OrderLine>(), o => o.Id, l => l.OrderId, (_, l) => l);
        var (closed, kept) = await RunsAsync(shop, since, ct);
        return new ShopFacts(
            await orders.CountAsync(ct),
            await orders.Select(o => o.ContactId).Distinct().CountAsync(ct),
            await lines.CountAsync(l => l.ParentLineId == null, ct),
            await lines.CountAsync(l => l.ParentLineId == null && l.Given >= l.Asked, ct),
            await lines.CountAsync(l => l.ParentLineId != null && l.Given > 0, ct),
            closed,
            kept,
            await db.Set<Claim>()
                .CountAsync(
                    c => c.Decision != null && c.Decision != Remedy.None && orders.Any(o => o.Id == c.OrderId),
                    ct
                ),
            await DaysAsync(shop, since, ct)
        );
    }

    // A run keeps its word where she bought for it on the day that was promised first; one that was closed and then
    // cancelled has not kept it.
    private async Task<(int Closed, int Kept)> RunsAsync(ShopId shop, DateTimeOffset since, CancellationToken ct)
    {
        var of = await db.Set<Shop>()
            .Where(s => s.Id == shop)
            .Select(s => new { s.PartyId, s.Country })
            .SingleAsync(ct);
        var zone = await sellers.ZoneOfAsync(of.PartyId, of.Country, ct);
        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var (first, today) = (DayOf(since), DayOf(Clock.Now(clock)));
        var runs = await db.Set<Run>()
            .AsNoTracking()
            .Where(r => r.ShopId == shop && r.MarketDay >= first)
            .Select(r => new
            {
                r.Code,
                r.Stage,
                r.SharedAt,
                IsFrozen = db.Set<BuyLine>().Any(l => l.RunId == r.Id),
                Bought = db.Set<BuyEntry>()
                    .Where(e => db.Set<BuyLine>().Any(l => l.Id == e.BuyLineId && l.RunId == r.Id))
                    .Min(e => (DateTimeOffset?)e.At),
            })
            .ToListAsync(ct);
        var closed = runs.Select(r => new
            {
                Run = r,
                // Its code is the day that was promised first.
                Promised = DateOnly.ParseExact(r.Code[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            })
            .Where(r =>
                r.Run.Stage is RunStage.Buying or RunStage.Sharing or RunStage.Delivering or RunStage.Settled
                || (r.Run.IsFrozen && r.Promised < today)
            )
            .ToList();
        return (closed.Count, closed.Count(r => (r.Run.Bought ?? r.Run.SharedAt) is { } at && DayOf(at) == r.Promised));
    }

    private async Task<int?> DaysAsync(ShopId shop, DateTimeOffset since, CancellationToken ct)
    {
        var rows = await db.Set<Claim>()
            .Where(c =>
                c.OpenedAt >= since
                && db.Set<Order>().Any(o => o.Id == c.OrderId && o.ShopId == shop)
                && (c.SettledAt != null || (c.Decision == Remedy.None && c.State == ClaimState.Decided))
            )
            .Select(c => new { c.OpenedAt, Settled = c.SettledAt ?? c.DecidedAt })
            .ToListAsync(ct);
        if (rows.Count == 0)
            return null;
        var days = rows.Select(r => (int)Math.Ceiling((r.Settled!.Value - r.OpenedAt).TotalDays)).Order().ToList();
        return Math.Max(1, days[days.Count / 2]);
    }
}
