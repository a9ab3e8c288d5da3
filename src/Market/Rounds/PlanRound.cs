using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>A stop as it is wished for.</summary>
/// <param name="Window">When she is expected there, in words.</param>
internal sealed record StopWish(Guid OrderId, string? Window = null);

/// <summary>She plans who brings which bags, in which order: of a run, or of direct orders.</summary>
/// <param name="Courier">Who goes; null when she goes herself.</param>
internal sealed record PlanRound(
    Guid ShopId,
    DateOnly Day,
    IReadOnlyList<StopWish> Stops,
    Guid? RunId = null,
    string? Courier = null
) : ICommand
{
    public static string Kind => "round.plan";
}

internal sealed class PlanRoundHandler(JisrDb db, RoundOrders ready, Sealer sealer) : IHandle<PlanRound>
{
    public Task<Reach> ReachAsync(PlanRound command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(PlanRound command, Problems problems, CommandScope scope)
    {
        problems.Text("courier", command.Courier, Round.MostName, required: false);
        // A day is a day where she lives: at most 14 hours from ours.
        if (command.Day < DateOnly.FromDateTime(scope.Now.UtcDateTime.AddHours(-14)))
            problems.Add("day", "DATE_NOT_AHEAD");
        StopRules.Check(command.Stops, problems);
    }

    public async Task<Outcome> HandleAsync(PlanRound command, CommandScope scope, CancellationToken ct)
    {
        var shopId = new ShopId(command.ShopId);
        // Rounds of one shop take turns for their number, and for the bags.
        await db.Storage.LockRowAsync(db, "market_shop", "id", command.ShopId, ct);
        var run = command.RunId is { } known ? new RunId(known) : (RunId?)null;
        if (await StopRules.ProblemsAsync(ready.Ready(shopId, run), command.Stops, ct) is { Count: > 0 } problems)
            return new Outcome.Refused(problems);
        var id = new RoundId(scope.Id.Value);
        var last = await db.Set<Round>().Where(r => r.ShopId == shopId).MaxAsync(r => (int?)r.No, ct) ?? 0;
        var round = new Round
        {
            Id = id,
            ShopId = shopId,
            RunId = run,
            No = last + 1,
            Courier = ShopRules.Clean(command.Courier),
            Day = command.Day,
            TokenHash = OrderToken.HashOf(RoundToken.Of(sealer, id)),
            CreatedAt = scope.Now,
        };
        db.Add(round);
        db.AddRange(StopRules.Rows(id, command.Stops));
        return RoundStory.Done(round);
    }
}

/// <summary>What planning a round and arranging its stops check alike.</summary>
internal static class StopRules
{
    public static void Check(IReadOnlyList<StopWish>? stops, Problems problems)
    {
        if (stops is null or { Count: 0 })
            problems.Add("stops", "NOTHING_TO_BRING");
        else if (
            stops.Count > RoundOrders.MostStops
            || stops.Any(s => s is null)
            || stops.DistinctBy(s => s.OrderId).Count() != stops.Count
        )
            problems.Add("stops", "STOPS_SHAPE", ("most", RoundOrders.MostStops));
        else if (stops.Any(s => s.Window?.Length > Stop.MostWindow))
            problems.Add("stops", "WINDOW_LENGTH", ("max", Stop.MostWindow));
    }

    public static async Task<Problems> ProblemsAsync(
        IQueryable<Order> ready,
        IReadOnlyList<StopWish> stops,
        CancellationToken ct
    )
    {
        var problems = new Problems();
        var ids = stops.Select(s => new OrderId(s.OrderId)).ToList();
        if (await ready.CountAsync(o => ids.Contains(o.Id), ct) != ids.Count)
            problems.Add("stops", "ORDER_NOT_READY");
        return problems;
    }

    public static IEnumerable<Stop> Rows(RoundId round, IReadOnlyList<StopWish> stops) =>
        stops.Select(
            (s, i) =>
                new Stop
                {
                    Id = NewId.Of<StopId>(),
                    RoundId = round,
                    OrderId = new OrderId(s.OrderId),
                    Position = i + 1,
                    Window = ShopRules.Clean(s.Window),
                }
        );
}
