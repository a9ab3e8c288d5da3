using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>Goods of a lot were sold and paid at once: the cash is in the holder's purse, and the owner is owed her
/// price.</summary>
/// <param name="Paid">What the buyer paid in all, in minor units.</param>
internal sealed record SellLot(Guid LotId, long Qty, long Paid) : ICommand
{
    public static string Kind => "lot.sell";
}

internal sealed class SellLotHandler(JisrDb db, LotBook book, ILedger ledger) : IHandle<SellLot>
{
    public Task<Reach> ReachAsync(SellLot command, CommandScope scope, CancellationToken ct) =>
        LotReach.OfLotAsync(db, command.LotId, scope.Actor, ct);

    public void Check(SellLot command, Problems problems, CommandScope scope)
    {
        ProductRules.CheckQty(command.Qty, problems);
        if (command.Paid is <= 0 or > PriceVersion.Most)
            problems.Add("paid", "AMOUNT_RANGE");
    }

    public async Task<Outcome> HandleAsync(SellLot command, CommandScope scope, CancellationToken ct)
    {
        var lot = await book.FindAsync(command.LotId, ct);
        var shop = await book.ShopAsync(lot, ct);
        var period = await book.PeriodAsync(shop.Id, lot.OwnerId, scope, ct);
        var variant = await db.Set<Variant>().AsNoTracking().SingleAsync(v => v.Id == lot.VariantId, ct);
        if (command.Qty % variant.Step != 0)
            return LotRules.Step(variant);
        var left = await book.LeftAsync(lot.Id, ct);
        if (command.Qty > left)
            return LotRules.Left(left);
        if (!await book.MoveStockAsync(lot.VariantId, -command.Qty, scope, ct))
            return Outcome.No("LOT_PROMISED", "qty");
        var ids = new PostingIds(scope);
        var cash = ids.Next();
        var problem = await ledger.PostAsync(
            new Posting(
                BookId.Platform,
                "sale.cash",
                [
                    Leg.Debit(OrderMoney.Purse(shop, lot.Currency), command.Paid),
                    Leg.Credit(OrderMoney.Income(shop, lot.Currency), command.Paid),
                ]
            )
            {
                Id = cash,
                SourceKind = "lot",
                SourceId = lot.Id.Value,
            },
            scope,
            ct
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        var owed = lot.OwnerPrice.Times(new Quantity(command.Qty)).Minor;
        var entry = new LotEntry
        {
            Id = new LotEntryId(scope.Id.Value),
            LotId = lot.Id,
            PeriodId = period.Id,
            Kind = LotEntryKind.Sold,
            Qty = command.Qty,
            SaleMinor = command.Paid,
            OwedMinor = owed,
            OwedTxId = owed > 0 ? ids.Next() : null,
            SaleTxId = cash,
            At = scope.OccurredAt,
            RecordedAt = scope.Now,
            By = scope.Actor.AccountId?.Value,
        };
        return await book.WriteAsync(entry, lot, shop, scope, ct) is { } no
            ? new Outcome.Refused([no])
            : new Outcome.Done { Subject = scope.Id.Value };
    }
}
