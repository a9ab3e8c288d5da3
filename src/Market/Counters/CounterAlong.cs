using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Language;
using Jisr.Market.Lots;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Counters;

/// <summary>Goods on the phone of a counter: quantities in thousandths, prices in minor units of the counter's
/// currency.</summary>
/// <param name="Price">Null where it is priced in another currency: she types what was paid.</param>
/// <param name="Left">Null for goods that are made to order.</param>
internal sealed record AlongGoods(string Sku, string Title, string Unit, long Step, long? Price, long? Left);

/// <summary>Goods that may go back when the counter ends: which, since when, how many are left. Whose they are stands on the
/// goods.</summary>
internal sealed record AlongLot(Guid Id, string Title, string Unit, long Step, DateOnly Since, long Left);

/// <summary>The counter as the phone takes it along. It holds no buyer and no owner of goods.</summary>
/// <param name="Till">What lies in the till by the books, in minor units; shown only when she has counted.</param>
internal sealed record AlongCounter(
    Guid Id,
    string Name,
    string Currency,
    int Decimals,
    long Till,
    IReadOnlyList<AlongGoods> Goods,
    IReadOnlyList<AlongLot> Lots
);

/// <summary>A counter may be taken along by the seller whose shop it is.</summary>
internal sealed class CounterAlong(JisrDb db, CounterMoney money, LotDesk lots, Words words) : ITakeAlong
{
    private const string Name = "counter";
    private const int Most = 300;

    public string What => Name;

    public static AlongThing Of(Guid counter) => new(Name, counter);

    public Task<Reach> ReachAsync(Guid thing, Actor actor, CancellationToken ct) =>
        CounterStory.ReachAsync(db, thing, actor, ct);

    public async Task<object> ListAsync(Guid thing, CancellationToken ct)
    {
        var id = new CounterId(thing);
        var counter = await db.Set<Counter>().AsNoTracking().SingleAsync(c => c.Id == id, ct);
        return new AlongCounter(
            thing,
            counter.Name,
            counter.Currency,
            counter.Money.Scale,
            await money.ExpectedAsync(counter, ct),
            await GoodsAsync(counter, ct),
            await LotsAsync(counter, ct)
        );
    }

    private async Task<IReadOnlyList<AlongLot>> LotsAsync(Counter counter, CancellationToken ct)
    {
        var seller = await db.Set<Shop>().Where(s => s.Id == counter.ShopId).Select(s => s.PartyId).SingleAsync(ct);
        return
        [
            .. (await lots.HeldAsync(seller, ct))
                .Where(l => l.Lot.ShopId == counter.ShopId && l.Left > 0)
                .Select(l => new AlongLot(
                    l.Lot.Id.Value,
                    l.Title,
                    UnitWords.Of(words, l.Unit),
                    1,
                    DateOnly.FromDateTime(l.Lot.CreatedAt.UtcDateTime),
                    l.Left
                )),
        ];
    }

    /// <summary>What can be sold there: shown goods of the shop, those that are on hand first.</summary>
    public async Task<IReadOnlyList<AlongGoods>> GoodsAsync(Counter counter, CancellationToken ct)
    {
        var rows = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join c in db.Set<PriceVersion>() on v.PriceId equals c.Id
            where
                v.ShopId == counter.ShopId
                && p.State == ProductState.Shown
                && (v.Kind == SaleKind.Order || (v.Kind == SaleKind.Stock && v.OnHand > v.Reserved))
            orderby v.Kind descending, p.NameAr, v.Sku
            select new
            {
                Variant = v,
                Product = p,
                c.Minor,
                c.Currency,
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new AlongGoods(
                r.Variant.Sku,
                LabelWords.Title(r.Product, r.Variant.Label),
                Codes.Of(r.Variant.Unit),
                r.Variant.Step,
                r.Currency == counter.Currency ? r.Minor : null,
                r.Variant.Kind == SaleKind.Stock ? r.Variant.OnHand - r.Variant.Reserved : null
            )),
        ];
    }
}
