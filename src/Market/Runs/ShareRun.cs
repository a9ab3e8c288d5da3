using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sharing;
using Jisr.Market.Shops;

namespace Jisr.Market.Runs;

/// <summary>What was bought is shared out, by the run's rule or another; again as often as she likes until it is confirmed.
/// What she changed by hand is reckoned anew.</summary>
internal sealed record ShareRun(Guid RunId, ShareRule? Rule = null) : ICommand
{
    public static string Kind => "run.share";
}

internal sealed class ShareRunHandler(JisrDb db, RunShares shares) : IHandle<ShareRun>
{
    public Task<Reach> ReachAsync(ShareRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(ShareRun command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is not (RunStage.Buying or RunStage.Sharing))
            return Outcome.No("RUN_MOVED_ON");
        run.ShareRule = command.Rule ?? run.ShareRule;
        run.Stage = RunStage.Sharing;
        run.Version++;
        await shares.ComputeAsync(run, ct);
        return RunStory.Done(run);
    }
}
