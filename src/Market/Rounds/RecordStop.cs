using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Links;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>Cash that was handed over at a door.</summary>
/// <param name="Minor">Smallest parts of the currency.</param>
/// <param name="Currency">Key; null for the order's own.</param>
internal sealed record HandedCash(long Minor, string? Currency = null);

/// <summary>A line of which something was refused at the door.</summary>
/// <param name="Qty">Thousandths.</param>
internal sealed record RefusedLine(Guid LineId, long Qty);

/// <summary>What came of a stop: all handed over, a part of it, nothing and why, or passed by.</summary>
/// <param name="Paid">What was handed over, in each currency; nothing where nobody paid.</param>
internal sealed record RecordStop(
    Guid RoundId,
    Guid OrderId,
    StopResult Result,
    FailReason? Reason = null,
    IReadOnlyList<HandedCash>? Paid = null,
    IReadOnlyList<RefusedLine>? Refused = null,
    string? Note = null,
    string? Token = null
) : IOfflineMoney
{
    public static string Kind => "stop.record";

    AlongThing IOfflineMoney.Along => RoundAlong.Of(RoundId);
}

internal sealed class RecordStopHandler(
    JisrDb db,
    OrderDoor door,
    OrderGoods goods,
    OrderCash cash,
    OrderStock stock,
    RoundBag bag,
    Commissions commissions
) : IHandle<RecordStop>
{
    private const int MostCurrencies = 4;

    public Task<Reach> ReachAsync(RecordStop command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfCourierAsync(db, command.RoundId, command.Token, scope, ct);

    public void Check(RecordStop command, Problems problems, CommandScope scope)
    {
        if (command.Result == StopResult.Waiting)
            problems.Add("result", "REQUIRED");
        if (command.Result == StopResult.Failed && command.Reason is null)
            problems.Add("reason", "REQUIRED");
        if ((command.Result == StopResult.Part) != (command.Refused is { Count: > 0 }))
            problems.Add("refused", command.Result == StopResult.Part ? "REFUSED_WHICH" : "REFUSED_RANGE");
        CheckPaid(command, problems);
        problems.Text("note", command.Note, Stop.MostNote, required: false);
    }

    public async Task<Outcome> HandleAsync(RecordStop command, CommandScope scope, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, command.RoundId, ct);
        if (round.State is not (RoundState.Out or RoundState.Back))
            return Outcome.No("ROUND_MOVED_ON");
        var orderId = new OrderId(command.OrderId);
        var stop = await db.Set<Stop>().SingleOrDefaultAsync(s => s.RoundId == round.Id && s.OrderId == orderId, ct);
        if (stop is null)
            return Outcome.No("NOT_FOUND", "order");
        if (stop.HasFinalResult)
            return Outcome.No("STOP_HAS_RESULT");
        // What was handed over has been counted.
        if (!round.IsOwn && await bag.WasSentAsync(round, ct))
            return Outcome.No("ROUND_MOVED_ON");
        var (order, shop) = await door.LockAsync(orderId, ct);
        if (await DoAsync(command, round, stop, order, shop, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        (stop.Result, stop.At) = (command.Result, scope.OccurredAt);
        stop.Reason = command.Result == StopResult.Failed ? command.Reason : null;
        stop.Note = ShopRules.Clean(command.Note);
        round.Version++;
        return new Outcome.Done { Subject = stop.Id.Value, Version = round.Version };
    }

    private static bool KeptBag(StopResult result, FailReason? reason) =>
        result == StopResult.Failed && reason is not (FailReason.RefusedPrice or FailReason.RefusedItem);

    private static void CheckPaid(RecordStop command, Problems problems)
    {
        var paid = command.Paid ?? [];
        if (paid.Count > MostCurrencies || paid.Any(p => p is null || p.Minor is <= 0 or > 10_000_000_000_000))
            problems.Add("paid", "AMOUNT_RANGE");
        else if (paid.Any(p => p.Currency is { } key && Currency.OfKey(key) is null))
            problems.Add("paid", "CURRENCY_UNKNOWN");
        else if (paid.DistinctBy(p => p.Currency).Count() != paid.Count)
            problems.Add("paid", "CURRENCY_TWICE");
        else if (paid.Count > 0 && command.Result is StopResult.Failed or StopResult.Skipped)
            problems.Add("paid", "PAID_FOR_NOTHING");
    }

    private async Task<Problem?> DoAsync(
        RecordStop command,
        Round round,
        Stop stop,
        Order order,
        Shop shop,
        CommandScope scope,
        CancellationToken ct
    )
    {
        if (command.Result == StopResult.Skipped)
            return null;
        // Nobody was there: the bag comes back, and what is owed for it stays owed until it is brought or taken back.
        if (KeptBag(command.Result, command.Reason))
        {
            db.Add(OrderStory.Row(order.Id, "not-reached", "seller", scope));
            return null;
        }
        if (await door.ProblemAsync(order, ct, stop.Id) is { } no)
            return new Problem(no);
        var ids = new PostingIds(scope);
        if (command.Result == StopResult.Failed)
            return await RefuseAsync(order, shop, ids, scope, ct);
        var refused = (command.Refused ?? []).GroupBy(r => r.LineId).ToDictionary(g => g.Key, g => g.Sum(r => r.Qty));
        if (await goods.GiveAsync(order, shop, refused, ids, scope, ct) is { } problem)
            return problem;
        foreach (var paid in command.Paid ?? [])
        {
            var handed = new Money(paid.Minor, Currency.Parse(paid.Currency ?? order.Currency));
            var into = RoundStory.BagOf(round, shop.PartyId);
            if ((await cash.TakeAsync(order, shop, into, handed, ids.Next(), scope, ct, stop.Id)).Problem is { } not)
                return not.Field is "currency" or "amount" ? not with { Field = "paid" } : not;
        }
        return null;
    }

    // market.md MK32: the goods are the seller's again, and nothing is said of the buyer but in this stop.
    private async Task<Problem?> RefuseAsync(
        Order order,
        Shop shop,
        PostingIds ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        if (order.IsOfRun)
            return await goods.TakeBackAsync(order, shop, ids, scope, ct);
        order.State = OrderState.Cancelled;
        order.Version++;
        await stock.ReleaseAsync(order.Id, scope, ct);
        await commissions.MovedAsync(order.ContactId, scope, ct);
        db.Add(OrderStory.Row(order.Id, "cancelled", "buyer", scope));
        return null;
    }
}
