using System.Linq.Expressions;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>Where cash for lots is taken, and under which postings.</summary>
/// <param name="Minor">What was paid in all.</param>
internal sealed record LotSale(long Minor)
{
    /// <summary>The posting of the cash, where the lot itself took it.</summary>
    public Guid? CashTx { get; init; }
    public OrderId? Order { get; init; }
    public CounterSaleId? CounterSale { get; init; }
}

/// <summary>What the commands of lots read and write alike. One row, the shop's, is held by each of them, so that they take
/// turns.</summary>
internal sealed class LotBook(JisrDb db, ILedger ledger)
{
    public Task<Lot> FindAsync(Guid id, CancellationToken ct)
    {
        var lotId = new LotId(id);
        return db.Set<Lot>().AsNoTracking().SingleAsync(l => l.Id == lotId, ct);
    }

    public async Task<Shop> ShopAsync(Lot lot, CancellationToken ct) =>
        await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == lot.ShopId, ct);

    /// <summary>The lots of a shop, held until the transaction ends; before any of the books is.</summary>
    public Task HoldAsync(ShopId shop, CancellationToken ct) =>
        db.Storage.LockRowAsync(db, "market_shop", "id", shop.Value, ct);

    /// <summary>What is left of a lot, in thousandths.</summary>
    public Task<long> LeftAsync(LotId lot, CancellationToken ct) =>
        db.Set<LotEntry>()
            .Where(e => e.LotId == lot)
            .SumAsync(
                e =>
                    e.Kind == LotEntryKind.In ? e.Qty
                    : e.Kind == LotEntryKind.Carried ? 0
                    : -e.Qty,
                ct
            );

    /// <summary>The open period, held until the transaction ends; begun where there is none.</summary>
    public async Task<LotPeriod> PeriodAsync(ShopId shop, PartyId owner, CommandScope scope, CancellationToken ct)
    {
        // A period that does not stand yet cannot be held.
        await HoldAsync(shop, ct);
        var last = await db.Set<LotPeriod>()
            .Where(p => p.ShopId == shop && p.OwnerId == owner)
            .OrderByDescending(p => p.No)
            .FirstOrDefaultAsync(ct);
        if (last is { ClosedAt: null })
            return last;
        var next = new LotPeriod
        {
            Id = NewId.Next(),
            ShopId = shop,
            OwnerId = owner,
            No = (last?.No ?? 0) + 1,
            OpenedAt = scope.Now,
        };
        db.Add(next);
        // Asked for again in the same command, it stands.
        await db.SaveChangesAsync(ct);
        return next;
    }

    /// <summary>A move of a lot. What the owner is owed by it is posted.</summary>
    public async Task<Problem?> WriteAsync(LotEntry entry, Lot lot, Shop shop, CommandScope scope, CancellationToken ct)
    {
        db.Add(entry);
        await db.SaveChangesAsync(ct);
        if (entry.OwedTxId is not { } tx)
            return null;
        return await ledger.PostAsync(
            new Posting(
                BookId.Platform,
                "lot.sold",
                [
                    Leg.Debit(AccountRef.Cost(AccountOwner.Party, shop.PartyId.Value, lot.Currency), entry.OwedMinor),
                    Leg.Credit(
                        AccountRef.Payable(AccountOwner.Party, lot.OwnerId.Value, lot.Currency),
                        entry.OwedMinor
                    ),
                ]
            )
            {
                Id = tx,
                SourceKind = "lot",
                SourceId = lot.Id.Value,
            },
            scope,
            ct
        );
    }

    /// <summary>Sold from the lots of a variant, the oldest first; what no lot holds is the holder's own, and is no move
    /// here.</summary>
    public async Task<Problem?> SellAsync(
        Shop shop,
        VariantId variant,
        long qty,
        LotSale sale,
        PostingIds ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        await HoldAsync(shop.Id, ct);
        var lots = await db.Set<Lot>()
            .AsNoTracking()
            .Where(l => l.ShopId == shop.Id && l.VariantId == variant)
            .OrderBy(l => l.CreatedAt)
            .ThenBy(l => l.Id)
            .ToListAsync(ct);
        var (left, money) = (qty, new Money(sale.Minor, Currency.Parse(shop.Currency)));
        foreach (var lot in lots)
        {
            var take = Math.Min(left, await LeftAsync(lot.Id, ct));
            if (take <= 0)
                continue;
            // What is paid is shared out by quantity, so that the parts are the whole.
            var share = take == left ? money : money.Split([take, left - take])[0];
            var period = await PeriodAsync(shop.Id, lot.OwnerId, scope, ct);
            var owed = lot.OwnerPrice.Times(new Quantity(take)).Minor;
            var entry = new LotEntry
            {
                Id = NewId.Of<LotEntryId>(),
                LotId = lot.Id,
                PeriodId = period.Id,
                Kind = LotEntryKind.Sold,
                Qty = take,
                SaleMinor = share.Minor,
                OwedMinor = owed,
                OwedTxId = owed > 0 ? ids.Next() : null,
                SaleTxId = sale.CashTx,
                OrderId = sale.Order,
                CounterSaleId = sale.CounterSale,
                At = scope.OccurredAt,
                RecordedAt = scope.Now,
                By = scope.Actor.AccountId?.Value,
            };
            if (await WriteAsync(entry, lot, shop, scope, ct) is { } problem)
                return problem;
            (left, money) = (left - take, money - share);
            if (left == 0)
                break;
        }
        return null;
    }

    /// <summary>A row that turns another round, and the reversal of what the owner was owed by it.</summary>
    /// <param name="period">Of today: what a closed period says stays as it was told.</param>
    public async Task<Problem?> ReverseAsync(
        LotEntry old,
        LotPeriod period,
        LotEntryId id,
        Guid reversal,
        string reason,
        CommandScope scope,
        CancellationToken ct
    )
    {
        db.Add(
            new LotEntry
            {
                Id = id,
                LotId = old.LotId,
                PeriodId = period.Id,
                Kind = old.Kind,
                Qty = -old.Qty,
                SaleMinor = -old.SaleMinor,
                OwedMinor = -old.OwedMinor,
                Fault = old.Fault,
                At = scope.OccurredAt,
                RecordedAt = scope.Now,
                By = scope.Actor.AccountId?.Value,
                Note = reason,
                OrderId = old.OrderId,
                CounterSaleId = old.CounterSaleId,
                ReversesId = old.Id,
            }
        );
        return old.OwedTxId is { } tx
            ? await ledger.ReverseAsync(new JournalTxId(tx), reversal, reason, scope, ct)
            : null;
    }

    /// <summary>What sold them is undone, an order or a sale at a counter: their moves are turned round.</summary>
    public async Task<Problem?> UndoAsync(
        Expression<Func<LotEntry, bool>> which,
        Shop shop,
        CommandScope scope,
        CancellationToken ct
    )
    {
        await HoldAsync(shop.Id, ct);
        var entries = await db.Set<LotEntry>()
            .AsNoTracking()
            .Where(which)
            .Where(e => e.ReversesId == null && !db.Set<LotEntry>().Any(x => x.ReversesId == e.Id))
            .OrderBy(e => e.Id)
            .ToListAsync(ct);
        foreach (var entry in entries)
        {
            var lot = await FindAsync(entry.LotId.Value, ct);
            var period = await PeriodAsync(shop.Id, lot.OwnerId, scope, ct);
            var problem = await ReverseAsync(
                entry,
                period,
                NewId.Of<LotEntryId>(),
                NameUuid.Of(scope.Id.ToString(), "lot " + entry.Id.Value),
                "undo",
                scope,
                ct
            );
            if (problem is not null)
                return problem;
        }
        return null;
    }

    /// <summary>Goods of a lot leave it without being sold. Null, or why not.</summary>
    public async Task<Outcome?> LeaveAsync(
        Lot lot,
        Shop shop,
        Guid id,
        LotEntryKind kind,
        long qty,
        ShrinkFault? fault,
        string? note,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var period = await PeriodAsync(shop.Id, lot.OwnerId, scope, ct);
        var left = await LeftAsync(lot.Id, ct);
        if (qty > left)
            return LotRules.Left(left);
        if (!await MoveStockAsync(lot.VariantId, -qty, scope, ct))
            return Outcome.No("LOT_PROMISED", "qty");
        var owed = fault == ShrinkFault.Holder ? lot.OwnerPrice.Times(new Quantity(qty)).Minor : 0;
        var entry = LotRules.Entry(id, lot, period, kind, qty, scope, owed, fault, note);
        return await WriteAsync(entry, lot, shop, scope, ct) is { } problem ? new Outcome.Refused([problem]) : null;
    }

    /// <summary>Goods came to hand, or left it; false where so much is not there or is promised to buyers.</summary>
    public async Task<bool> MoveStockAsync(VariantId variant, long by, CommandScope scope, CancellationToken ct)
    {
        var moved = await db.Set<Variant>()
            .Where(v => v.Id == variant && v.Kind == SaleKind.Stock && v.OnHand + by >= v.Reserved)
            .ExecuteUpdateAsync(s => s.SetProperty(v => v.OnHand, v => v.OnHand + by), ct);
        if (moved == 0)
            return false;
        scope.Stale(Tags.Find);
        var page = await (
            from v in db.Set<Variant>()
            join s in db.Set<Shop>() on v.ShopId equals s.Id
            where v.Id == variant
            select new { v.ProductId, s.Code }
        ).SingleAsync(ct);
        scope.Stale(Tags.Shop(page.Code), Tags.Product(page.ProductId.Value));
        return true;
    }
}
