using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Market.Orders;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>The bags are in the car; the courier's list is made, with what is due at each door.</summary>
internal sealed record LoadRound(Guid RoundId) : ICommand
{
    public static string Kind => "round.load";
}

/// <summary>The courier goes out.</summary>
internal sealed record StartRound(Guid RoundId, string? Token = null) : IOfflineMoney
{
    public static string Kind => "round.start";

    AlongThing IOfflineMoney.Along => RoundAlong.Of(RoundId);
}

/// <summary>The courier is back.</summary>
internal sealed record EndRound(Guid RoundId, string? Token = null) : IOfflineMoney
{
    public static string Kind => "round.end";

    AlongThing IOfflineMoney.Along => RoundAlong.Of(RoundId);
}

/// <summary>Every stop has a result, and what was in the bag is in the seller's purse.</summary>
internal sealed record CloseRound(Guid RoundId) : ICommand
{
    public static string Kind => "round.close";
}

/// <summary>What was not loaded yet does not go out.</summary>
internal sealed record DropRound(Guid RoundId) : ICommand
{
    public static string Kind => "round.drop";
}

internal sealed class RoundStagesHandler(
    JisrDb db,
    RoundOrders orders,
    RoundBag bag,
    RateQuestions rates,
    ISyncDevices devices
) : IHandle<LoadRound>, IHandle<StartRound>, IHandle<EndRound>, IHandle<CloseRound>, IHandle<DropRound>
{
    public Task<Reach> ReachAsync(LoadRound command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfSellerAsync(db, command.RoundId, scope.Actor, ct);

    public Task<Reach> ReachAsync(StartRound command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfCourierAsync(db, command.RoundId, command.Token, scope, ct);

    public Task<Reach> ReachAsync(EndRound command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfCourierAsync(db, command.RoundId, command.Token, scope, ct);

    public Task<Reach> ReachAsync(CloseRound command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfSellerAsync(db, command.RoundId, scope.Actor, ct);

    public Task<Reach> ReachAsync(DropRound command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfSellerAsync(db, command.RoundId, scope.Actor, ct);

    public async Task<Outcome> HandleAsync(LoadRound command, CommandScope scope, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, command.RoundId, ct);
        if (round.State != RoundState.Draft)
            return Outcome.No("ROUND_MOVED_ON");
        var rows = await (
            from s in db.Set<Stop>()
            join o in db.Set<Order>() on s.OrderId equals o.Id
            where s.RoundId == round.Id
            orderby s.Position
            select new { Stop = s, Order = o }
        ).ToListAsync(ct);
        // One was handed over or cancelled since it was planned.
        if (rows.Any(r => r.Order.HasEnded || r.Order.State == OrderState.Done))
            return Outcome.No("ORDER_NOT_READY");
        var due = await orders.DueAsync(rows.ConvertAll(r => r.Order), ct);
        foreach (var row in rows)
            row.Stop.CashDueMinor = due[row.Order.Id];
        var asked = await rates.AskAsync(rows.ConvertAll(r => r.Order), scope, ct);
        (round.State, round.LoadedAt) = (RoundState.Loaded, scope.Now);
        round.Version++;
        var notes = new Problems();
        if (asked > 0)
            notes.Add("stops", "RATE_ASKED", ("n", asked));
        return RoundStory.Done(round, notes);
    }

    public Task<Outcome> HandleAsync(StartRound command, CommandScope scope, CancellationToken ct) =>
        StepAsync(command.RoundId, RoundState.Loaded, r => (r.State, r.OutAt) = (RoundState.Out, scope.Now), ct);

    public Task<Outcome> HandleAsync(EndRound command, CommandScope scope, CancellationToken ct) =>
        StepAsync(command.RoundId, RoundState.Out, r => (r.State, r.BackAt) = (RoundState.Back, scope.Now), ct);

    public async Task<Outcome> HandleAsync(CloseRound command, CommandScope scope, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, command.RoundId, ct);
        if (round.State != RoundState.Back)
            return Outcome.No("ROUND_MOVED_ON");
        var waiting = await db.Set<Stop>().CountAsync(s => s.RoundId == round.Id && s.Result == StopResult.Waiting, ct);
        if (waiting > 0)
        {
            var problems = new Problems();
            problems.Add("stops", "STOPS_WAIT", ("n", waiting));
            return new Outcome.Refused(problems);
        }
        if (!round.IsOwn && !await bag.IsHandedOverAsync(round, ct))
            return Outcome.No("BAG_NOT_HANDED_OVER");
        (round.State, round.ClosedAt) = (RoundState.Closed, scope.Now);
        await devices.EndAsync(round.Id.Value, scope.Now, ct);
        round.Version++;
        return RoundStory.Done(round);
    }

    public async Task<Outcome> HandleAsync(DropRound command, CommandScope scope, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, command.RoundId, ct);
        if (round.State is not (RoundState.Draft or RoundState.Loaded))
            return Outcome.No("ROUND_MOVED_ON");
        await db.Set<Stop>().Where(s => s.RoundId == round.Id).ExecuteDeleteAsync(ct);
        await devices.EndAsync(round.Id.Value, scope.Now, ct);
        db.Remove(round);
        return new Outcome.Done();
    }

    private async Task<Outcome> StepAsync(Guid id, RoundState from, Action<Round> step, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, id, ct);
        if (round.State != from)
            return Outcome.No("ROUND_MOVED_ON");
        step(round);
        round.Version++;
        return RoundStory.Done(round);
    }
}
