using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Rounds;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>Nothing of the run is on its way any more: every bag was handed over or taken back, every round is closed.
/// What a buyer still owes stays in her balance and enters her next order.</summary>
internal sealed record SettleRun(Guid RunId) : ICommand
{
    public static string Kind => "run.settle";
}

internal sealed class SettleRunHandler(JisrDb db, ILedger ledger, SellerFacts facts) : IHandle<SettleRun>
{
    public Task<Reach> ReachAsync(SettleRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(SettleRun command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage != RunStage.Delivering)
            return Outcome.No("RUN_MOVED_ON");
        if (await db.Set<Round>().AnyAsync(r => r.RunId == run.Id && r.State != RoundState.Closed, ct))
            return Outcome.No("ROUND_NOT_CLOSED");
        var waiting = await RunStory
            .OrdersOf(db, run.Id)
            .CountAsync(
                o => db.Set<OrderLine>().Any(l => l.OrderId == o.Id && l.Given > l.Delivered + l.WrittenOff),
                ct
            );
        if (waiting > 0)
        {
            var problems = new Problems();
            problems.Add("orders", "BAGS_WAIT", ("n", waiting));
            return new Outcome.Refused(problems);
        }
        // Who was given nothing has nothing to wait for.
        foreach (
            var order in await RunStory.OrdersOf(db, run.Id).Where(o => o.State == OrderState.Placed).ToListAsync(ct)
        )
        {
            order.State = OrderState.Done;
            order.Version++;
        }
        (run.Stage, run.SettledAt) = (RunStage.Settled, scope.Now);
        run.Version++;
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == run.ShopId, ct);
        var (unit, today) = await facts.OfAsync(shop.PartyId, ct);
        var result = await ResultAsync(run, ct);
        scope.Publish(
            new RunSettled
            {
                On = today,
                SourceId = run.Id.Value,
                UnitId = unit,
                PlaceCode = shop.PlaceCode,
                PartyId = shop.PartyId,
                AmountMinor = result,
                AmountCurrency = run.Currency,
            }
        );
        return RunStory.Done(run);
    }

    // What it brought less what it cost, in minor units; below 0 where she lost by it.
    private async Task<long> ResultAsync(Run run, CancellationToken ct)
    {
        var cost = RunMoney.Cost(run);
        var owed = await RunStory.OrdersOf(db, run.Id).SumAsync(o => o.TotalMinor, ct);
        return owed - (await ledger.BalancesAsync([cost], ct)).GetValueOrDefault(cost);
    }
}
