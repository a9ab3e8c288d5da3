using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>Goods are left with a shop, to be sold for their owner. They are on its shelf from now on.</summary>
/// <param name="Owner">The code of her shop, or the number on her card.</param>
/// <param name="Sku">The shop's own product, under which they are sold.</param>
/// <param name="Qty">Thousandths.</param>
/// <param name="OwnerPrice">What she is owed for one, in minor units of the shop's currency.</param>
internal sealed record TakeInLot(Guid ShopId, string Owner, string Sku, long Qty, long OwnerPrice) : ICommand
{
    public static string Kind => "lot.take-in";
}

internal sealed class TakeInLotHandler(JisrDb db, LotBook book, MemberMarks members) : IHandle<TakeInLot>
{
    public Task<Reach> ReachAsync(TakeInLot command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(TakeInLot command, Problems problems, CommandScope scope)
    {
        problems.Text("owner", command.Owner, Lot.MostMark);
        problems.Text("sku", command.Sku, Variant.MostSku);
        ProductRules.CheckQty(command.Qty, problems);
        if (command.OwnerPrice is <= 0 or > PriceVersion.Most)
            problems.Add("ownerPrice", "PRICE_RANGE");
    }

    public async Task<Outcome> HandleAsync(TakeInLot command, CommandScope scope, CancellationToken ct)
    {
        var shopId = new ShopId(command.ShopId);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        if (shop.State == ShopState.Closed)
            return Outcome.No("SHOP_CLOSED");
        if (await members.FindAsync(command.Owner, ct) is not var (owner, mark))
            return Outcome.No("LOT_OWNER_UNKNOWN", "owner");
        if (owner == shop.PartyId || scope.Actor.Is(owner))
            return Outcome.No("LOT_OWN_GOODS", "owner");
        var variant = await db.Set<Variant>()
            .AsNoTracking()
            .SingleOrDefaultAsync(v => v.ShopId == shopId && v.Sku == command.Sku, ct);
        if (variant is null)
            return Outcome.No("NOT_FOUND", "sku");
        if (variant.Kind != SaleKind.Stock)
            return Outcome.No("LOT_NOT_STOCK", "sku");
        if (command.Qty % variant.Step != 0)
            return LotRules.Step(variant);
        var period = await book.PeriodAsync(shopId, owner, scope, ct);
        var lot = new Lot
        {
            Id = new LotId(scope.Id.Value),
            ShopId = shopId,
            OwnerId = owner,
            OwnerMark = mark,
            VariantId = variant.Id,
            Currency = shop.Currency,
            OwnerMinor = command.OwnerPrice,
            CreatedAt = scope.Now,
        };
        db.Add(lot);
        var entry = LotRules.Entry(scope.Id.Value, lot, period, LotEntryKind.In, command.Qty, scope);
        if (await book.WriteAsync(entry, lot, shop, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        return await book.MoveStockAsync(variant.Id, command.Qty, scope, ct)
            ? new Outcome.Done { Subject = lot.Id.Value }
            : Outcome.No("LOT_NOT_STOCK", "sku");
    }
}

/// <summary>What the commands of lots check alike.</summary>
internal static class LotRules
{
    public static Outcome Step(Variant variant)
    {
        var problems = new Problems();
        problems.Add("qty", "QTY_STEP", ("step", new Quantity(variant.Step)));
        return new Outcome.Refused(problems);
    }

    /// <summary>So much is not left.</summary>
    public static Outcome Left(long left)
    {
        var problems = new Problems();
        problems.Add("qty", "LOT_LEFT", ("n", new Quantity(left)));
        return new Outcome.Refused(problems);
    }

    /// <summary>An entry, and the posting of what is owed by it, under one id.</summary>
    public static LotEntry Entry(
        Guid id,
        Lot lot,
        LotPeriod period,
        LotEntryKind kind,
        long qty,
        CommandScope scope,
        long owed = 0,
        ShrinkFault? fault = null,
        string? note = null
    ) =>
        new()
        {
            Id = new LotEntryId(id),
            LotId = lot.Id,
            PeriodId = period.Id,
            Kind = kind,
            Qty = qty,
            OwedMinor = owed,
            OwedTxId = owed > 0 ? id : null,
            Fault = fault,
            At = scope.OccurredAt,
            RecordedAt = scope.Now,
            By = scope.Actor.AccountId?.Value,
            Note = ShopRules.Clean(note),
        };
}
