using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Links;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Jisr.Market.Runs;

/// <summary>Writes what the buyers of a run owe: from the credit of each as far as it goes, the rest in her notebook.</summary>
internal sealed class RunDebts(JisrDb db, ILedger ledger, Commissions commissions)
{
    /// <summary>Buyers in one posting, two legs each: within what a posting of the ledger may hold.</summary>
    private const int Together = 90;

    public async Task<Problem?> OweAsync(Run run, List<Order> orders, CommandScope scope, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == run.ShopId, ct);
        var owing = orders.Where(o => o.TotalMinor > 0).ToList();
        // One balance for each buyer and shop: what is delivered to her elsewhere at the same time takes turns.
        foreach (var contact in owing.Select(o => o.ContactId.Value).Order())
            await db.Storage.LockRowAsync(db, "market_contact", "id", contact, ct);
        var credits = await ledger.BalancesAsync([.. owing.Select(OrderMoney.Payable)], ct);
        await commissions.MovedAsync([.. owing.Select(o => o.ContactId)], scope, ct);
        var batches = owing.Chunk(Together).ToList();
        for (var i = 0; i < batches.Count; i++)
        {
            // ledger.md §5: the command's id for its first posting, a name of it for the others.
            var id = i == 0 ? scope.Id.Value : NameUuid.Of(scope.Id.ToString(), $"{i + 1}");
            foreach (var order in batches[i])
                order.OwedTxId = id;
        }
        await db.SaveChangesAsync(ct);
        // Each posting saves: what is written already is not looked through again.
        foreach (var row in db.ChangeTracker.Entries().Where(IsOfRun).ToList())
            row.State = EntityState.Detached;
        foreach (var batch in batches)
            if (await OweAsync(run, batch, shop, credits, scope, ct) is { } problem)
                return problem;
        return null;
    }

    private Task<Problem?> OweAsync(
        Run run,
        Order[] orders,
        Shop shop,
        IReadOnlyDictionary<AccountRef, long> credits,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var legs = new List<Leg>();
        foreach (var order in orders)
        {
            var payable = OrderMoney.Payable(order);
            var fromCredit = Math.Clamp(credits.GetValueOrDefault(payable), 0, order.TotalMinor);
            legs.Add(Leg.Debit(payable, fromCredit));
            legs.Add(Leg.Debit(OrderMoney.Receivable(order), order.TotalMinor - fromCredit));
        }
        legs.Add(Leg.Credit(OrderMoney.Income(shop, run.Currency), orders.Sum(o => o.TotalMinor)));
        return ledger.PostAsync(
            new Posting(BookId.Platform, "credit.give", OrderMoney.Legs(legs))
            {
                Id = orders[0].OwedTxId!.Value,
                SourceKind = "run",
                SourceId = run.Id.Value,
            },
            scope,
            ct
        );
    }

    private static bool IsOfRun(EntityEntry row) =>
        row.Entity is OrderLine or LineChange or Order or OrderEvent or LeftOver or BuyerNotice;
}
