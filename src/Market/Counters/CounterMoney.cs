using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Counters;

/// <summary>The till of a counter in the books.</summary>
internal sealed class CounterMoney(ILedger ledger)
{
    /// <summary>A custodian that needs no row, like a seller's purse: it is hers alone.</summary>
    public static AccountRef Till(Counter counter) =>
        AccountRef.Cash(NameUuid.Of(counter.Id.ToString(), "till"), counter.Currency);

    /// <summary>What must lie there, in minor units.</summary>
    public async Task<long> ExpectedAsync(Counter counter, CancellationToken ct)
    {
        var till = Till(counter);
        return (await ledger.BalancesAsync([till], ct)).GetValueOrDefault(till);
    }

    public Task<Problem?> PostAsync(
        Counter counter,
        string kind,
        Guid id,
        string reason,
        CommandScope scope,
        CancellationToken ct,
        params IReadOnlyList<Leg> legs
    ) =>
        ledger.PostAsync(
            new Posting(BookId.Platform, kind, legs)
            {
                Id = id,
                SourceKind = "counter",
                SourceId = counter.Id.Value,
                Reason = reason,
            },
            scope,
            ct
        );

    /// <summary>Cash from one place to another of the same seller: she hands it to herself, so it arrives at once.</summary>
    public async Task<Problem?> MoveAsync(
        Counter counter,
        AccountRef from,
        AccountRef to,
        long minor,
        (Guid Sent, Guid Confirmed) ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var onItsWay = AccountRef.InTransit(ids.Sent, counter.Currency);
        return await PostAsync(
                counter,
                "transfer.send",
                ids.Sent,
                "",
                scope,
                ct,
                Leg.Debit(onItsWay, minor),
                Leg.Credit(from, minor)
            )
            ?? await PostAsync(
                counter,
                "transfer.confirm",
                ids.Confirmed,
                "",
                scope,
                ct,
                Leg.Debit(to, minor),
                Leg.Credit(onItsWay, minor)
            );
    }

    public Task<Problem?> ReverseAsync(Guid posting, CommandScope scope, CancellationToken ct) =>
        ledger.ReverseAsync(new JournalTxId(posting), scope.Id.Value, "undo", scope, ct);
}

/// <summary>What the commands of a counter read alike.</summary>
internal static class CounterStory
{
    /// <summary>The counter, held until the transaction ends.</summary>
    public static async Task<(Counter Counter, Shop Shop)> LockAsync(JisrDb db, Guid id, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Counter.Table, "id", id, ct);
        var counterId = new CounterId(id);
        var counter = await db.Set<Counter>().SingleAsync(c => c.Id == counterId, ct);
        return (counter, await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == counter.ShopId, ct));
    }

    /// <summary>The seller's whose shop it is.</summary>
    public static async Task<Reach> ReachAsync(JisrDb db, Guid id, Actor actor, CancellationToken ct)
    {
        var counterId = new CounterId(id);
        return
            await db.Set<Counter>()
                .Where(c => c.Id == counterId)
                .Select(c => (ShopId?)c.ShopId)
                .SingleOrDefaultAsync(ct)
                is { } shop
            ? await ShopReach.OfShopAsync(db, shop, actor, ct)
            : Reach.Missing;
    }
}
