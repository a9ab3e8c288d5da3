using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Lots;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Counters;

/// <summary>A counter on its seller's list.</summary>
internal sealed record CounterHead(
    CounterId Id,
    string Name,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    long Minor,
    string Currency
)
{
    public string Address => "/my/counters/" + Id;

    public Money Sales => new(Minor, Kernel.Values.Currency.Parse(Currency));
}

/// <summary>A sale on the page of its counter.</summary>
internal sealed record CounterRow(CounterSale Sale, string Title, SaleUnit Unit, bool IsUndone);

/// <summary>A counter with all that its page shows.</summary>
internal sealed record CounterSheet(
    Counter Counter,
    string Country,
    Money Sales,
    int Count,
    IReadOnlyList<CounterRow> Last,
    IReadOnlyList<AlongGoods> Goods
)
{
    public string Address => "/my/counters/" + Counter.Id;

    /// <summary>Its address on a phone without a line.</summary>
    public string Offline => "/offline/counter#" + Counter.Id;
}

/// <summary>Reads a seller's own counters.</summary>
internal sealed class CounterDesk(JisrDb db, CounterAlong along)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<CounterHead>> ListAsync(PartyId seller, CancellationToken ct) =>
        await (
            from c in db.Set<Counter>().AsNoTracking()
            join s in db.Set<Shop>() on c.ShopId equals s.Id
            where s.PartyId == seller
            orderby c.OpenedAt descending
            select new CounterHead(
                c.Id,
                c.Name,
                c.OpenedAt,
                c.ClosedAt,
                db.Set<CounterSale>().Where(x => x.CounterId == c.Id).Sum(x => x.Minor),
                c.Currency
            )
        )
            .Take(Most)
            .ToListAsync(ct);

    /// <summary>One of hers; null when it is not.</summary>
    public async Task<CounterSheet?> FindAsync(PartyId seller, Guid id, CancellationToken ct)
    {
        var counterId = new CounterId(id);
        var row = await (
            from c in db.Set<Counter>().AsNoTracking()
            join s in db.Set<Shop>() on c.ShopId equals s.Id
            where c.Id == counterId && s.PartyId == seller
            select new { Counter = c, s.Country }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var sales = db.Set<CounterSale>().AsNoTracking().Where(x => x.CounterId == counterId);
        var last = await (
            from x in sales
            join v in db.Set<Variant>() on x.VariantId equals v.Id
            join p in db.Set<Product>() on v.ProductId equals p.Id
            orderby x.RecordedAt descending, x.Id descending
            select new
            {
                Sale = x,
                Product = p,
                v.Label,
                v.Unit,
                Undone = sales.Any(o => o.ReversesId == x.Id),
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        return new CounterSheet(
            row.Counter,
            row.Country,
            new Money(await sales.SumAsync(x => x.Minor, ct), row.Counter.Money),
            // A sale that was turned round, and the row that did it, are none.
            await sales.CountAsync(x => x.ReversesId == null, ct)
                - await sales.CountAsync(x => x.ReversesId != null, ct),
            [.. last.Select(l => new CounterRow(l.Sale, LabelWords.Title(l.Product, l.Label), l.Unit, l.Undone))],
            row.Counter.ClosedAt is null ? await along.GoodsAsync(row.Counter, ct) : []
        );
    }
}
