using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The seller takes a draft into a run: joined to the order its buyer has there, else as an order of its own. In a
/// run that is closed or being bought it is late, and what must be bought grows in sight.</summary>
internal sealed record PlaceDraft(Guid OrderId, Guid RunId) : ICommand
{
    public static string Kind => "draft.place";
}

internal sealed class PlaceDraftHandler(JisrDb db, RunJoining joining, RunOrders orders, LateGoods late)
    : IHandle<PlaceDraft>
{
    public async Task<Reach> ReachAsync(PlaceDraft command, CommandScope scope, CancellationToken ct)
    {
        var (orderId, runId) = (new OrderId(command.OrderId), new RunId(command.RunId));
        var isOfOneShop = await (
            from o in db.Set<Order>()
            join r in db.Set<Run>() on o.ShopId equals r.ShopId
            where o.Id == orderId && r.Id == runId
            select o.Id
        ).AnyAsync(ct);
        return isOfOneShop ? await ShopReach.OfRunAsync(db, runId, scope.Actor, ct) : Reach.Missing;
    }

    public async Task<Outcome> HandleAsync(PlaceDraft command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        var isLate = run.Stage is RunStage.Closed or RunStage.Buying;
        if (run.Stage != RunStage.Open && !isLate)
            return Outcome.No("RUN_NOT_OPEN", "run");
        await db.Storage.LockRowAsync(db, "market_order", "id", command.OrderId, ct);
        var id = new OrderId(command.OrderId);
        var draft = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        if (draft.State != OrderState.Draft)
            return Outcome.No("ORDER_MOVED_ON");
        var hers = await RunStory.OrdersOf(db, run.Id).SingleOrDefaultAsync(o => o.ContactId == draft.ContactId, ct);
        var goods = await joining.OffersAsync(run, hers, ct);
        var kept = await WishesAsync(id, ct);
        var wishes = kept.Where(w => goods.ContainsKey(w.Sku)).ToList();
        if (wishes.Count == 0)
            return Outcome.No("NOT_SOLD", "lines");
        var problems = await joining.CheckAsync(run.Id, wishes, goods, ct);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == run.ShopId, ct);
        if (hers is null)
        {
            await RenewAsync(draft, run, wishes, goods, ct);
            draft.IsLate = isLate;
            await orders.PlaceAsync(draft, run, shop, scope, ct);
            db.Add(OrderStory.Row(id, "in-run", "seller", scope));
        }
        else
        {
            await joining.AddAsync(hers, run, wishes, goods, isLate ? scope.Now : draft.PlacedAt, ct);
            hers.Version++;
            draft.State = OrderState.Merged;
            db.Add(OrderStory.Row(hers.Id, "added", "buyer", scope));
            db.Add(OrderStory.Row(id, "joined", "seller", scope));
            await db.Set<CodeRow>()
                .Where(c => c.TargetId == id.Value && c.Kind == CodeKind.Order)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.TargetId, hers.Id.Value), ct);
        }
        draft.Version++;
        if (isLate)
            await late.AddAsync(run, wishes, goods, scope, ct);
        return RunOrders.Done(
            hers ?? draft,
            draft.Code,
            kept.Count > wishes.Count ? [new Problem("NOT_ALL_SOLD")] : null
        );
    }

    private Task<List<RunWish>> WishesAsync(OrderId draft, CancellationToken ct) =>
        (
            from l in db.Set<OrderLine>().AsNoTracking()
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            where l.OrderId == draft
            orderby l.Position
            select new RunWish(v.Sku, l.Asked, l.Tolerance, l.PartOk, l.Substitute, l.SubstituteCeilingMinor)
        ).ToListAsync(ct);

    // The prices of the run it comes into are the ones that hold.
    private async Task RenewAsync(
        Order draft,
        Run run,
        List<RunWish> wishes,
        Dictionary<string, OfferedGoods> goods,
        CancellationToken ct
    )
    {
        var lines = await db.Set<OrderLine>().Where(l => l.OrderId == draft.Id).ToListAsync(ct);
        var offered = wishes.ToDictionary(w => goods[w.Sku].Variant.Id, w => goods[w.Sku]);
        foreach (var line in lines)
            if (offered.TryGetValue(line.VariantId, out var one))
            {
                (line.PriceId, line.UnitMinor) = (one.Price.Id, one.Unit!.Value.Minor);
                line.TotalMinor = one.Unit.Value.Times(new Quantity(line.Asked)).Minor;
                (line.PriceRule, line.CeilingMinor) = (one.Offer.PriceRule, one.Offer.CeilingMinor);
                (line.PlusMinor, line.PlusPercent) = (one.Offer.PlusMinor, one.Offer.PlusPercent);
            }
            else
                db.Remove(line);
        draft.TotalMinor = lines.Where(l => offered.ContainsKey(l.VariantId)).Sum(l => l.TotalMinor);
        (draft.RateId, draft.ValidUntil) = (null, null);
        OrderRates.Freeze(draft, offered.Values.Select(o => o.Rate), RunClock.EndOf(run.MarketDay));
    }
}

/// <summary>What comes late changes what must be bought, and how much of it came late is seen.</summary>
internal sealed class LateGoods(JisrDb db)
{
    public async Task AddAsync(
        Run run,
        IReadOnlyList<RunWish> wishes,
        Dictionary<string, OfferedGoods> goods,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var lines = await db.Set<BuyLine>().Where(l => l.RunId == run.Id).ToDictionaryAsync(l => l.VariantId, ct);
        foreach (var wish in wishes)
        {
            var (offer, variant) = (goods[wish.Sku].Offer, goods[wish.Sku].Variant);
            if (!lines.TryGetValue(variant.Id, out var line))
            {
                line = new BuyLine
                {
                    Id = Kernel.Ids.NewId.Of<BuyLineId>(),
                    RunId = run.Id,
                    VariantId = variant.Id,
                    Asked = 0,
                    Tolerance = 0,
                    ToBuy = 0,
                    FrozenAt = scope.Now,
                };
                db.Add(line);
            }
            line.Asked += wish.Qty;
            line.Tolerance += wish.Tolerance;
            line.Late += wish.Qty;
            var wanted = new Wanted(
                variant.Id,
                wish.Sku,
                variant.Step,
                variant.CaseSize,
                offer.CaseRule,
                line.Asked,
                line.Tolerance
            );
            line.ToBuy = wanted.ToBuy;
            // What was settled before it came is looked at again.
            line.Decision = BuyDecision.Open;
        }
    }
}
