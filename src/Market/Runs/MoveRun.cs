using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The run takes place at other times. Where buyers have ordered already she says so twice, and each is told.</summary>
internal sealed record MoveRun(
    Guid RunId,
    DateOnly MarketDay,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    DateOnly? DeliveryDay = null,
    bool Confirmed = false
) : ICommand
{
    public static string Kind => "run.move";
}

internal sealed class MoveRunHandler(JisrDb db) : IHandle<MoveRun>
{
    public Task<Reach> ReachAsync(MoveRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public void Check(MoveRun command, Problems problems, CommandScope scope) =>
        RunRules.CheckDates(command.MarketDay, command.OpensAt, command.ClosesAt, command.DeliveryDay, problems, scope);

    public async Task<Outcome> HandleAsync(MoveRun command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is not (RunStage.Planned or RunStage.Open))
            return Outcome.No("RUN_MOVED_ON");
        var orders = await RunStory.OrdersOf(db, run.Id).ToListAsync(ct);
        if (orders.Count > 0 && !command.Confirmed)
        {
            var problems = new Problems();
            problems.Add("confirmed", "CONFIRM_MOVE", ("n", orders.Count));
            return new Outcome.Refused(problems);
        }
        (run.MarketDay, run.DeliveryDay) = (command.MarketDay, command.DeliveryDay);
        (run.OpensAt, run.ClosesAt) = (command.OpensAt, command.ClosesAt);
        run.Version++;
        foreach (var order in orders)
        {
            db.Add(OrderStory.Row(order.Id, "moved", "seller", scope));
            db.Add(RunStory.Notice(order.Id, "run-moved", scope));
        }
        RunClock.Wind(run, scope);
        return RunStory.Done(run);
    }
}
