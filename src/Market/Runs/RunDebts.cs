using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Jisr.Market.Runs;

/// <summary>Writes what the buyers of a run owe: from the credit of each as far as it goes, the rest in her notebook.</summary>
internal sealed class RunDebts(JisrDb db, ILedger ledger)
{
    public async Task<Problem?> OweAsync(Run run, List<Order> orders, CommandScope scope, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == run.ShopId, ct);
        var owing = orders.Where(o => o.TotalMinor > 0).ToList();
        // One balance for each buyer and shop: what is delivered to her elsewhere at the same time takes turns.
        foreach (var contact in owing.Select(o => o.ContactId.Value).Order())
            await db.Storage.LockRowAsync(db, "market_contact", "id", contact, ct);
        var credits = await ledger.BalancesAsync([.. owing.Select(OrderMoney.Payable)], ct);
        for (var i = 0; i < owing.Count; i++)
            owing[i].OwedTxId = i == 0 ? scope.Id.Value : NameUuid.Of(scope.Id.ToString(), $"{i + 1}");
        await db.SaveChangesAsync(ct);
        // Each posting saves: what is written already is not looked through again two hundred times.
        foreach (var row in db.ChangeTracker.Entries().Where(IsOfRun).ToList())
            row.State = EntityState.Detached;
        foreach (var order in owing)
            if (
                await OweAsync(order, shop, credits.GetValueOrDefault(OrderMoney.Payable(order)), scope, ct) is
                { } problem
            )
                return problem;
        return null;
    }

    private Task<Problem?> OweAsync(Order order, Shop shop, long credit, CommandScope scope, CancellationToken ct)
    {
        var fromCredit = Math.Clamp(credit, 0, order.TotalMinor);
        return ledger.PostAsync(
            new Posting(
                BookId.Platform,
                "credit.give",
                OrderMoney.Legs(
                    Leg.Debit(OrderMoney.Payable(order), fromCredit),
                    Leg.Debit(OrderMoney.Receivable(order), order.TotalMinor - fromCredit),
                    Leg.Credit(OrderMoney.Income(shop, order.Currency), order.TotalMinor)
                )
            )
            {
                Id = order.OwedTxId!.Value,
                SourceKind = "order",
                SourceId = order.Id.Value,
            },
            scope,
            ct
        );
    }

    private static bool IsOfRun(EntityEntry row) =>
        row.Entity is OrderLine or LineChange or Order or OrderEvent or LeftOver or BuyerNotice;
}
