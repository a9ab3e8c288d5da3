using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The price of a variant is another than agreed. Up to what a buyer agreed to it holds at once; above it she is
/// asked, and without her yes gets none of it.</summary>
internal sealed record SetFinalPrice(Guid RunId, string Sku, long Unit, ChangeReason Reason, string? Note = null)
    : ICommand
{
    public static string Kind => "price.set";
}

internal sealed class SetFinalPriceHandler(JisrDb db, BuyBook book, RunLines changes) : IHandle<SetFinalPrice>
{
    public Task<Reach> ReachAsync(SetFinalPrice command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public void Check(SetFinalPrice command, Problems problems, CommandScope scope)
    {
        if (command.Unit is <= 0 or > PriceVersion.Most)
            problems.Add("unit", "PRICE_RANGE");
        problems.Text("note", command.Note, 200, required: command.Reason == ChangeReason.ByHand);
    }

    public async Task<Outcome> HandleAsync(SetFinalPrice command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is not (RunStage.Buying or RunStage.Sharing))
            return Outcome.No("RUN_MOVED_ON");
        var variant = await book.FindAsync(run, command.Sku, ct);
        var lines = await RunStory
            .LinesOf(db, run.Id)
            .Where(l => l.VariantId == variant && l.ParentLineId == null)
            .ToListAsync(ct);
        if (lines.Count == 0)
            return Outcome.No("NOT_ON_LIST", "sku");
        var ids = lines.ConvertAll(l => l.Id);
        await db.Set<LineChange>()
            .Where(c => ids.Contains(c.LineId) && c.Answer == BuyerAnswer.Asked)
            .ExecuteDeleteAsync(ct);
        var asked = 0;
        foreach (var line in lines)
        {
            var now = line.FinalUnitMinor ?? line.UnitMinor;
            var most = line.MostUnitMinor ?? line.FinalUnitMinor ?? line.UnitMinor;
            if (now == command.Unit)
                continue;
            var change = changes.Change(line, LineChange.Price, now, command.Unit, command.Reason, command.Note, scope);
            db.Add(change);
            if (command.Unit <= most)
            {
                (line.FinalUnitMinor, line.FinalTotalMinor) = (command.Unit, null);
                continue;
            }
            change.Answer = BuyerAnswer.Asked;
            db.Add(RunStory.Notice(line.OrderId, "price-asked", scope));
            asked++;
        }
        var problems = new Problems();
        if (asked > 0)
            problems.Add("unit", "BUYERS_ASKED", ("n", asked));
        return RunStory.Done(run, problems);
    }
}
