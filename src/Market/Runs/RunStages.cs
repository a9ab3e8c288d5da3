using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Links;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>Orders may come in.</summary>
internal sealed record OpenRun(Guid RunId) : ICommand
{
    public static string Kind => "run.open";
}

/// <summary>No order comes in any more, and what must be bought is frozen.</summary>
internal sealed record CloseRun(Guid RunId) : ICommand
{
    public static string Kind => "run.close";
}

/// <summary>She is at the market: from now on nothing is cancelled.</summary>
internal sealed record StartBuying(Guid RunId) : ICommand
{
    public static string Kind => "run.start-buying";
}

/// <summary>The run does not take place; every buyer is told.</summary>
internal sealed record CancelRun(Guid RunId, string Reason) : ICommand
{
    public static string Kind => "run.cancel";
}

internal sealed class RunStagesHandler(JisrDb db, RunClosing closing, Commissions commissions)
    : IHandle<OpenRun>,
        IHandle<CloseRun>,
        IHandle<StartBuying>,
        IHandle<CancelRun>
{
    public Task<Reach> ReachAsync(OpenRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public Task<Reach> ReachAsync(CloseRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public Task<Reach> ReachAsync(StartBuying command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public Task<Reach> ReachAsync(CancelRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public void Check(CancelRun command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(OpenRun command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage != RunStage.Planned)
            return Outcome.No("RUN_MOVED_ON");
        if (run.ClosesAt <= scope.Now)
            return Outcome.No("DATE_NOT_AHEAD", "closesAt");
        if (!await db.Set<Offer>().AnyAsync(o => o.RunId == run.Id, ct))
            return Outcome.No("NOTHING_OFFERED");
        await RunStory.StaleAsync(db, run, scope, ct);
        return Moved(run, RunStage.Open);
    }

    public async Task<Outcome> HandleAsync(CloseRun command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage != RunStage.Open)
            return Outcome.No("RUN_MOVED_ON");
        var problems = await closing.CloseAsync(run, scope, ct);
        return problems.Count > 0 ? new Outcome.Refused(problems) : RunStory.Done(run);
    }

    public async Task<Outcome> HandleAsync(StartBuying command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        return run.Stage == RunStage.Closed ? Moved(run, RunStage.Buying) : Outcome.No("RUN_MOVED_ON");
    }

    public async Task<Outcome> HandleAsync(CancelRun command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is not (RunStage.Planned or RunStage.Open or RunStage.Closed))
            return Outcome.No("RUN_MOVED_ON");
        var reason = ShopRules.Clean(command.Reason);
        var orders = await db.Set<Order>()
            .Where(o => o.RunId == run.Id && (o.State == OrderState.Placed || o.State == OrderState.Draft))
            .ToListAsync(ct);
        foreach (var order in orders)
        {
            order.State = OrderState.Cancelled;
            order.Version++;
            db.Add(OrderStory.Row(order.Id, "cancelled", "seller", scope, reason));
            db.Add(RunStory.Notice(order.Id, "run-cancelled", scope));
        }
        await commissions.MovedAsync([.. orders.Select(o => o.ContactId)], scope, ct);
        await RunStory.StaleAsync(db, run, scope, ct);
        run.CancelReason = reason;
        return Moved(run, RunStage.Cancelled);
    }

    private static Outcome.Done Moved(Run run, RunStage to)
    {
        run.Stage = to;
        run.Version++;
        return RunStory.Done(run);
    }
}
