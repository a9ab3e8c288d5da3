using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A maker says how much of her own goods she really has for a joint run: the weight that came out, or nothing.</summary>
/// <param name="Has">Thousandths; 0 for «I do not have it».</param>
internal sealed record SayMakerStock(Guid RunId, string Sku, long Has) : ICommand
{
    public static string Kind => "maker.say";
}

internal sealed class SayMakerStockHandler(JisrDb db, BuyBook book) : IHandle<SayMakerStock>
{
    public async Task<Reach> ReachAsync(SayMakerStock command, CommandScope scope, CancellationToken ct)
    {
        var run = new RunId(command.RunId);
        var shop = await (
            from o in db.Set<Offer>()
            join v in db.Set<Variant>() on o.VariantId equals v.Id
            join m in db.Set<RunMaker>() on new { o.RunId, v.ShopId } equals new { m.RunId, m.ShopId }
            join s in db.Set<Shop>() on v.ShopId equals s.Id
            where o.RunId == run && v.Sku == command.Sku
            select s.Code
        ).SingleOrDefaultAsync(ct);
        return shop is null ? Reach.Missing : await MakerReach.OfShopAsync(db, run, shop, scope.Actor, ct);
    }

    public void Check(SayMakerStock command, Problems problems, CommandScope scope)
    {
        if (command.Has is < 0 or > 1_000_000_000)
            problems.Add("has", "ON_HAND_RANGE");
    }

    public async Task<Outcome> HandleAsync(SayMakerStock command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is not (RunStage.Planned or RunStage.Open or RunStage.Closed or RunStage.Buying))
            return Outcome.No("RUN_MOVED_ON");
        var variant = (await book.FindAsync(run, command.Sku, ct))!.Value;
        db.Add(
            new MakerWord
            {
                Id = NewId.Next(),
                RunId = run.Id,
                VariantId = variant,
                Has = command.Has,
                At = scope.Now,
            }
        );
        // While orders come in, no more than that is sold.
        if (run.Stage is RunStage.Planned or RunStage.Open)
        {
            var offer = await db.Set<Offer>().SingleAsync(o => o.RunId == run.Id && o.VariantId == variant, ct);
            offer.MaxTotal = command.Has;
            await RunStory.StaleAsync(db, run, scope, ct);
        }
        else if (
            await db.Set<BuyLine>().SingleOrDefaultAsync(l => l.RunId == run.Id && l.VariantId == variant, ct)
                is { } line
            && await book.BoughtAsync(line.Id, ct) == 0
        )
            line.Decision = command.Has == 0 ? BuyDecision.None : BuyDecision.Open;
        run.Version++;
        return RunStory.Done(run);
    }
}
