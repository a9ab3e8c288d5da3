using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sharing;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The same run once more: its offers at the prices of today, its stalls and fees, none of its orders. It waits
/// until she opens it.</summary>
internal sealed record CloneRun(
    Guid RunId,
    DateOnly MarketDay,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    DateOnly? DeliveryDay = null
) : ICommand
{
    public static string Kind => "run.clone";
}

internal sealed class CloneRunHandler(JisrDb db, RunCodes codes) : IHandle<CloneRun>
{
    public Task<Reach> ReachAsync(CloneRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public void Check(CloneRun command, Problems problems, CommandScope scope) =>
        RunRules.CheckDates(command.MarketDay, command.OpensAt, command.ClosesAt, command.DeliveryDay, problems, scope);

    public async Task<Outcome> HandleAsync(CloneRun command, CommandScope scope, CancellationToken ct)
    {
        var oldId = new RunId(command.RunId);
        var old = await db.Set<Run>().AsNoTracking().SingleAsync(r => r.Id == oldId, ct);
        await db.Storage.LockRowAsync(db, "market_shop", "id", old.ShopId.Value, ct);
        var run = new Run
        {
            Id = new RunId(scope.Id.Value),
            ShopId = old.ShopId,
            Code = await codes.NextAsync(old.ShopId, command.MarketDay, ct),
            Name = old.Name,
            MarketPlace = old.MarketPlace,
            MarketDay = command.MarketDay,
            OpensAt = command.OpensAt,
            ClosesAt = command.ClosesAt,
            DeliveryDay = command.DeliveryDay,
            Currency = old.Currency,
            ShareRule = old.ShareRule,
            LimitOrders = old.LimitOrders,
            LimitTotalMinor = old.LimitTotalMinor,
            OpensByItself = false,
            IsJoint = old.IsJoint,
            ClonedFromId = oldId,
            CreatedAt = scope.Now,
        };
        db.Add(run);
        foreach (var maker in await db.Set<RunMaker>().AsNoTracking().Where(m => m.RunId == oldId).ToListAsync(ct))
            db.Add(
                new RunMaker
                {
                    RunId = run.Id,
                    ShopId = maker.ShopId,
                    InvitedAt = scope.Now,
                }
            );
        await CopyOffersAsync(oldId, run, ct);
        foreach (var fee in await db.Set<RunFee>().AsNoTracking().Where(f => f.RunId == oldId).ToListAsync(ct))
            db.Add(RunFee.Of(run.Id, new FeeWish(fee.Kind, fee.Basis, fee.Amount)));
        RunClock.Wind(run, scope);
        return RunStory.Done(run);
    }

    private async Task CopyOffersAsync(RunId oldId, Run run, CancellationToken ct)
    {
        var offers = await (
            from o in db.Set<Offer>().AsNoTracking()
            join v in db.Set<Variant>() on o.VariantId equals v.Id
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
            where
                o.RunId == oldId
                && p.State == ProductState.Shown
                && (price.Currency == run.Currency || o.PriceRule == PriceRule.Fixed)
            select new { Offer = o, Price = price }
        ).ToListAsync(ct);
        foreach (var (old, price) in offers.Select(o => (o.Offer, o.Price)))
            db.Add(
                new Offer
                {
                    Id = NewId.Of<OfferId>(),
                    RunId = run.Id,
                    VariantId = old.VariantId,
                    PriceId = price.Id,
                    PriceRule = old.PriceRule,
                    // A price that has risen above its old ceiling takes the ceiling along.
                    CeilingMinor =
                        old.PriceRule == PriceRule.UpTo ? Math.Max(old.CeilingMinor ?? 0, price.Minor) : null,
                    PlusMinor = old.PlusMinor,
                    PlusPercent = old.PlusPercent,
                    CaseRule = old.CaseRule,
                    MaxTotal = old.MaxTotal,
                    StallId = old.StallId,
                }
            );
    }
}
