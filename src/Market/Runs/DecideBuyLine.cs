using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The runner says of a line: enough, only a part to be had, none here; or she looks again.</summary>
internal sealed record DecideBuyLine(Guid RunId, string Sku, BuyDecision Decision) : IOfflineCommand
{
    public static string Kind => "buy.decide";
}

internal sealed class DecideBuyLineHandler(JisrDb db, BuyBook book) : IHandle<DecideBuyLine>
{
    public Task<Reach> ReachAsync(DecideBuyLine command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(DecideBuyLine command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is not (RunStage.Closed or RunStage.Buying))
            return Outcome.No("RUN_MOVED_ON");
        var variant = await book.FindAsync(run, command.Sku, ct);
        var line = await db.Set<BuyLine>().SingleOrDefaultAsync(l => l.RunId == run.Id && l.VariantId == variant, ct);
        if (line is null)
            return Outcome.No("NOT_ON_LIST", "sku");
        var bought = await book.BoughtAsync(line.Id, ct);
        // On a phone without a line she did not see what another phone bought: what she means is told by what is there.
        var decision =
            scope.Door != Door.Outbox || command.Decision == BuyDecision.Open ? command.Decision
            : bought >= line.ToBuy ? BuyDecision.Done
            : bought > 0 ? BuyDecision.Short
            : BuyDecision.None;
        var fits = decision switch
        {
            BuyDecision.Done => bought >= line.ToBuy,
            BuyDecision.Short => bought > 0 && bought < line.ToBuy,
            BuyDecision.None => bought == 0,
            _ => true,
        };
        if (!fits)
        {
            var problems = new Problems();
            problems.Add("decision", "BUY_DECISION", ("n", new Quantity(bought)));
            return new Outcome.Refused(problems);
        }
        line.Decision = decision;
        return new Outcome.Done { Subject = line.Id.Value };
    }
}
