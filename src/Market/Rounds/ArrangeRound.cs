using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>Other stops, or another order of them, while nothing is loaded yet.</summary>
internal sealed record ArrangeRound(Guid RoundId, IReadOnlyList<StopWish> Stops) : ICommand
{
    public static string Kind => "round.arrange";
}

internal sealed class ArrangeRoundHandler(JisrDb db, RoundOrders ready) : IHandle<ArrangeRound>
{
    public Task<Reach> ReachAsync(ArrangeRound command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfSellerAsync(db, command.RoundId, scope.Actor, ct);

    public void Check(ArrangeRound command, Problems problems, CommandScope scope) =>
        StopRules.Check(command.Stops, problems);

    public async Task<Outcome> HandleAsync(ArrangeRound command, CommandScope scope, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, command.RoundId, ct);
        if (round.State != RoundState.Draft)
            return Outcome.No("ROUND_MOVED_ON");
        await db.Storage.LockRowAsync(db, "market_shop", "id", round.ShopId.Value, ct);
        // What stands on it already is free for it.
        await db.Set<Stop>().Where(s => s.RoundId == round.Id).ExecuteDeleteAsync(ct);
        if (
            await StopRules.ProblemsAsync(ready.Ready(round.ShopId, round.RunId), command.Stops, ct) is
            { Count: > 0 } problems
        )
            return new Outcome.Refused(problems);
        db.AddRange(StopRules.Rows(round.Id, command.Stops));
        round.Version++;
        return RoundStory.Done(round);
    }
}
