using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Lots;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Counters;

/// <summary>So much of a lot goes back to its owner when the counter ends.</summary>
internal sealed record CounterReturn(Guid LotId, long Qty);

/// <summary>A counter ends: goods go back to their owners, the till is counted, and its cash goes into her purse. What is
/// more or less than the books say stands in suspense, with a reason.</summary>
/// <param name="Counted">Minor units.</param>
internal sealed record CloseCounter(
    Guid CounterId,
    long Counted,
    string? Reason = null,
    IReadOnlyList<CounterReturn>? Returns = null
) : IOfflineMoney
{
    public static string Kind => "counter.close";

    AlongThing IOfflineMoney.Along => CounterAlong.Of(CounterId);
}

internal sealed class CloseCounterHandler(JisrDb db, CounterMoney money, LotBook lots) : IHandle<CloseCounter>
{
    private const int MostReturns = 300;

    public Task<Reach> ReachAsync(CloseCounter command, CommandScope scope, CancellationToken ct) =>
        CounterStory.ReachAsync(db, command.CounterId, scope.Actor, ct);

    public void Check(CloseCounter command, Problems problems, CommandScope scope)
    {
        if (command.Counted is < 0 or > PriceVersion.Most)
            problems.Add("counted", "AMOUNT_RANGE");
        problems.Text("reason", command.Reason, 200, required: false);
        if (command.Returns is { } returns && (returns.Count > MostReturns || returns.Any(r => r.Qty <= 0)))
            problems.Add("returns", "QTY_MIN", ("min", new Quantity(1)));
    }

    public async Task<Outcome> HandleAsync(CloseCounter command, CommandScope scope, CancellationToken ct)
    {
        var (counter, shop) = await CounterStory.LockAsync(db, command.CounterId, ct);
        if (counter.ClosedAt is not null)
            return Outcome.No("COUNTER_CLOSED");
        await lots.HoldAsync(shop.Id, ct);
        foreach (var back in command.Returns ?? [])
            if (await GiveBackAsync(back, shop, scope, ct) is { } no)
                return no;
        var expected = await money.ExpectedAsync(counter, ct);
        if (command.Counted != expected && string.IsNullOrWhiteSpace(command.Reason))
            return Differs(expected, counter);
        var ids = new PostingIds(scope);
        if (await CountAsync(counter, shop, expected, command, ids, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        counter.ClosedAt = scope.Now;
        (counter.ExpectedMinor, counter.CountedMinor) = (expected, command.Counted);
        counter.Reason = expected == command.Counted ? null : ShopRules.Clean(command.Reason);
        return new Outcome.Done { Subject = counter.Id.Value };
    }

    // Shown only now that she has counted (ledger.md G-1).
    private static Outcome.Refused Differs(long expected, Counter counter)
    {
        var problems = new Problems();
        problems.Add("reason", "TILL_DIFFERS", ("amount", new Money(expected, counter.Money)));
        return new Outcome.Refused(problems);
    }

    private async Task<Outcome?> GiveBackAsync(CounterReturn back, Shop shop, CommandScope scope, CancellationToken ct)
    {
        var id = new LotId(back.LotId);
        var lot = await db.Set<Lot>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.ShopId == shop.Id, ct);
        if (lot is null)
            return Outcome.No("NOT_FOUND", "returns");
        return await lots.LeaveAsync(
            lot,
            shop,
            NameUuid.Of(scope.Id.ToString(), "back " + back.LotId),
            LotEntryKind.Back,
            back.Qty,
            null,
            null,
            scope,
            ct
        );
    }

    private async Task<Problem?> CountAsync(
        Counter counter,
        Shop shop,
        long expected,
        CloseCounter command,
        PostingIds ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var (till, purse) = (CounterMoney.Till(counter), OrderMoney.PurseId(shop.PartyId));
        var less = expected - command.Counted;
        var open = AccountRef.Suspense(purse, counter.Currency);
        if (less != 0)
        {
            Leg[] legs =
                less > 0
                    ? [Leg.Debit(open, less), Leg.Credit(till, less)]
                    : [Leg.Debit(till, -less), Leg.Credit(open, -less)];
            if (
                await money.PostAsync(counter, "count.adjust", ids.Next(), command.Reason!.Trim(), scope, ct, legs) is
                { } problem
            )
                return problem;
        }
        return command.Counted == 0
            ? null
            : await money.MoveAsync(
                counter,
                till,
                AccountRef.Cash(purse, counter.Currency),
                command.Counted,
                (ids.Next(), ids.Next()),
                scope,
                ct
            );
    }
}
