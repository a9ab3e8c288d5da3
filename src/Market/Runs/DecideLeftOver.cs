using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>What becomes of goods that nobody got.</summary>
internal sealed record DecideLeftOver(Guid RunId, string Sku, LeftOverFate Fate) : ICommand
{
    public static string Kind => "left-over.decide";
}

internal sealed class DecideLeftOverHandler(JisrDb db, BuyBook book) : IHandle<DecideLeftOver>
{
    public Task<Reach> ReachAsync(DecideLeftOver command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(DecideLeftOver command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        var variant = await book.FindAsync(run, command.Sku, ct);
        var left = await db.Set<LeftOver>().SingleOrDefaultAsync(l => l.RunId == run.Id && l.VariantId == variant, ct);
        if (left is null)
            return Outcome.No("NOT_FOUND", "sku");
        left.Fate = command.Fate;
        return new Outcome.Done { Subject = left.Id };
    }
}
