using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The share-out stands: each buyer owes what she is given and the fees, and what is left over is written down.</summary>
internal sealed record ConfirmShareOut(Guid RunId) : ICommand
{
    public static string Kind => "share.confirm";
}

internal sealed class ConfirmShareOutHandler(JisrDb db, RunShares shares, RunLines changes, RunDebts debts)
    : IHandle<ConfirmShareOut>
{
    public Task<Reach> ReachAsync(ConfirmShareOut command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(ConfirmShareOut command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage != RunStage.Sharing)
            return Outcome.No("RUN_MOVED_ON");
        var orders = await RunStory.OrdersOf(db, run.Id).OrderBy(o => o.RunNo).ToListAsync(ct);
        var lines = await RunStory.LinesOf(db, run.Id).ToListAsync(ct);
        if (await DropUnansweredAsync(lines, scope, ct))
            // What was said of a line so far is found below: one line is not told two reasons.
            await db.SaveChangesAsync(ct);
        if (await LeftOverAsync(run, lines, ct) is { } broken)
            return broken;
        await TellAsync(lines, scope, ct);
        await CountAsync(run, orders, lines, ct);
        (run.Stage, run.SharedAt) = (RunStage.Delivering, scope.Now);
        run.Version++;
        foreach (var order in orders)
        {
            order.Version++;
            db.Add(OrderStory.Row(order.Id, "owed", "seller", scope));
        }
        return await debts.OweAsync(run, orders, scope, ct) is { } problem
            ? new Outcome.Refused([problem])
            : RunStory.Done(run);
    }

    // Who was asked about a price and did not say yes gets none of it.
    private async Task<bool> DropUnansweredAsync(List<OrderLine> lines, CommandScope scope, CancellationToken ct)
    {
        var byId = lines.ToDictionary(l => l.Id);
        var questions = await db.Set<LineChange>()
            .Where(c =>
                (c.Answer == BuyerAnswer.Asked || c.Answer == BuyerAnswer.No)
                && db.Set<OrderLine>().Any(l => l.Id == c.LineId)
                && lines.Select(l => l.Id).Contains(c.LineId)
            )
            .ToListAsync(ct);
        foreach (var question in questions)
        {
            var line = byId[question.LineId];
            if (question.Answer == BuyerAnswer.Asked)
                question.Answer = BuyerAnswer.No;
            // She said yes to a later question.
            if (line.FinalUnitMinor == question.To || line.Given == 0)
                continue;
            db.Add(changes.Change(line, LineChange.Given, line.Given, 0, ChangeReason.NoAnswer, null, scope));
            line.Given = 0;
        }
        return questions.Count > 0;
    }

    // §5.3: what was bought of a variant is what is given and what is left over.
    private async Task<Outcome?> LeftOverAsync(Run run, List<OrderLine> lines, CancellationToken ct)
    {
        var given = lines.GroupBy(l => l.VariantId).ToDictionary(g => g.Key, g => g.Sum(l => l.Given));
        var bought = (await shares.BoughtAsync(run.Id, ct))
            .GroupBy(b => b.Variant)
            .ToDictionary(g => g.Key, g => g.Sum(b => b.Qty));
        foreach (var variant in given.Keys.Union(bought.Keys))
        {
            var left = bought.GetValueOrDefault(variant) - given.GetValueOrDefault(variant);
            if (left < 0)
            {
                var problems = new Problems();
                problems.Add(
                    "given",
                    "SHARE_MORE_THAN_BOUGHT",
                    ("what", lines.First(l => l.VariantId == variant).Title),
                    ("n", new Quantity(-left))
                );
                return new Outcome.Refused(problems);
            }
            if (left > 0)
                db.Add(
                    new LeftOver
                    {
                        Id = NewId.Next(),
                        RunId = run.Id,
                        VariantId = variant,
                        Qty = left,
                    }
                );
        }
        return null;
    }

    // §5.7: each line that became otherwise says why, also where nobody changed it by hand.
    private async Task TellAsync(List<OrderLine> lines, CommandScope scope, CancellationToken ct)
    {
        var orderIds = lines.Select(l => l.OrderId).Distinct().ToList();
        var told = (
            await (
                from c in db.Set<LineChange>().AsNoTracking()
                join l in db.Set<OrderLine>() on c.LineId equals l.Id
                where orderIds.Contains(l.OrderId)
                select new { c.LineId, c.Field }
            ).ToListAsync(ct)
        ).ToHashSet();
        var replaced = lines
            .Where(l => l is { ParentLineId: not null, Given: > 0 })
            .Select(l => l.ParentLineId)
            .ToHashSet();
        foreach (var line in lines.Where(l => l.ParentLineId is null))
        {
            if (line.Given < line.Asked && !told.Contains(new { LineId = line.Id, Field = LineChange.Given }))
                db.Add(
                    changes.Change(
                        line,
                        LineChange.Given,
                        line.Asked,
                        line.Given,
                        replaced.Contains(line.Id) ? ChangeReason.Substitute : ChangeReason.Short,
                        null,
                        scope
                    )
                );
            if (
                line is { PriceRule: PriceRule.MarketPlus, Given: > 0, FinalUnitMinor: { } unit }
                && unit != line.UnitMinor
                && !told.Contains(new { LineId = line.Id, Field = LineChange.Price })
            )
                db.Add(
                    changes.Change(line, LineChange.Price, line.UnitMinor, unit, ChangeReason.MarketPrice, null, scope)
                );
        }
    }

    private async Task CountAsync(Run run, List<Order> orders, List<OrderLine> lines, CancellationToken ct)
    {
        var fees = await db.Set<RunFee>().AsNoTracking().Where(f => f.RunId == run.Id).ToListAsync(ct);
        var byOrder = lines.ToLookup(l => l.OrderId);
        foreach (var line in lines)
        {
            line.FinalTotalMinor = RunPrices.TotalOf(line, run.Money);
            line.FinalUnitMinor ??= line.UnitMinor;
        }
        foreach (var order in orders)
        {
            var goods = byOrder[order.Id].Sum(l => l.FinalTotalMinor ?? 0);
            order.FeesMinor = RunPrices.FeesOf(fees, goods, byOrder[order.Id].Sum(l => l.Given));
            order.TotalMinor = goods + order.FeesMinor;
        }
    }
}
