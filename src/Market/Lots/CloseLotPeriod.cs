using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>A shop reckons with an owner: what is still there is carried over into the next period, and the statement of
/// this one stands.</summary>
internal sealed record CloseLotPeriod(Guid PeriodId) : ICommand
{
    public static string Kind => "lot.close-period";
}

internal sealed class CloseLotPeriodHandler(JisrDb db, LotBook book) : IHandle<CloseLotPeriod>
{
    public async Task<Reach> ReachAsync(CloseLotPeriod command, CommandScope scope, CancellationToken ct) =>
        await db.Set<LotPeriod>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.PeriodId, ct) is { } period
            ? await ShopReach.OfShopAsync(db, period.ShopId, scope.Actor, ct)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(CloseLotPeriod command, CommandScope scope, CancellationToken ct)
    {
        var known = await db.Set<LotPeriod>().AsNoTracking().SingleAsync(p => p.Id == command.PeriodId, ct);
        await book.HoldAsync(known.ShopId, ct);
        var period = await db.Set<LotPeriod>().SingleAsync(p => p.Id == command.PeriodId, ct);
        if (period.ClosedAt is not null)
            return Outcome.No("LOT_PERIOD_CLOSED");
        period.ClosedAt = scope.Now;
        var lots = await db.Set<Lot>()
            .AsNoTracking()
            .Where(l => l.ShopId == period.ShopId && l.OwnerId == period.OwnerId)
            .OrderBy(l => l.CreatedAt)
            .ToListAsync(ct);
        foreach (var lot in lots)
            if (await book.LeftAsync(lot.Id, ct) is var left and > 0)
                db.Add(LotRules.Entry(NewId.Next(), lot, period, LotEntryKind.Carried, left, scope));
        return new Outcome.Done { Subject = period.Id };
    }
}
