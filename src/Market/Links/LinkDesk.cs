using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>A link on a list, with what it brought.</summary>
internal sealed record LinkHead(TrackedLink Link, string ShopName, string Currency, int Orders, long CommissionMinor)
{
    public string Address => "/my/links/" + Link.Id;

    public Money Commission => new(CommissionMinor, Kernel.Values.Currency.Parse(Currency));

    /// <summary>Such as 5 or 7.5.</summary>
    public string Percent => (Link.Bps / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>An order that a link brought, as its seller sees it.</summary>
internal sealed record BroughtHead(
    OrderId Id,
    string Code,
    DateTimeOffset At,
    BroughtBy How,
    Money Goods,
    Money Commission
);

/// <summary>A link with all that its page shows.</summary>
internal sealed record LinkSheet(
    LinkHead Head,
    bool IsSellers,
    string Country,
    string? Leads,
    IReadOnlyList<BroughtHead> Orders
);

/// <summary>Reads links for the seller who made them and for the promoter whose they are. The promoter sees sums, and
/// nothing of a buyer or of one order.</summary>
internal sealed class LinkDesk(JisrDb db)
{
    private const int Most = 100;

    /// <summary>Of her shops, living ones first.</summary>
    public Task<IReadOnlyList<LinkHead>> MadeAsync(PartyId seller, CancellationToken ct) =>
        ListAsync(
            from l in db.Set<TrackedLink>()
            join s in db.Set<Shop>() on l.ShopId equals s.Id
            where s.PartyId == seller
            select l,
            ct
        );

    /// <summary>Made for her by shops.</summary>
    public Task<IReadOnlyList<LinkHead>> HersAsync(IReadOnlyList<PartyId> records, CancellationToken ct) =>
        ListAsync(db.Set<TrackedLink>().Where(l => records.Contains(l.PromoterId)), ct);

    /// <summary>Null when it is neither of her shop nor made for her.</summary>
    public async Task<LinkSheet?> FindAsync(
        PartyId party,
        IReadOnlyList<PartyId> records,
        Guid id,
        string language,
        CancellationToken ct
    )
    {
        var linkId = new LinkId(id);
        var row = await (
            from l in db.Set<TrackedLink>().AsNoTracking()
            join s in db.Set<Shop>() on l.ShopId equals s.Id
            where l.Id == linkId && (s.PartyId == party || records.Contains(l.PromoterId))
            select new { IsSellers = s.PartyId == party, s.Country }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var head = (await ListAsync(db.Set<TrackedLink>().Where(l => l.Id == linkId), ct))[0];
        var orders = row.IsSellers ? await OrdersAsync(linkId, ct) : [];
        return new LinkSheet(head, row.IsSellers, row.Country, await LeadsAsync(head.Link, language, ct), orders);
    }

    /// <summary>What of a shop a link may lead to.</summary>
    public async Task<IReadOnlyList<(string Sku, string Title)>> GoodsAsync(ShopId shop, CancellationToken ct)
    {
        var rows = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            where v.ShopId == shop && p.State == ProductState.Shown
            orderby p.NameAr, v.Sku
            select new
            {
                v.Sku,
                v.Label,
                Product = p,
            }
        ).ToListAsync(ct);
        return [.. rows.Select(r => (r.Sku, LabelWords.Title(r.Product, r.Label)))];
    }

    private async Task<string?> LeadsAsync(TrackedLink link, string language, CancellationToken ct)
    {
        var row = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            where v.Id == link.VariantId
            select new { v.Label, Product = p }
        ).SingleOrDefaultAsync(ct);
        return row is null ? null : LabelWords.Title(row.Product.NameIn(language), row.Label, language);
    }

    private async Task<IReadOnlyList<BroughtHead>> OrdersAsync(LinkId link, CancellationToken ct)
    {
        var rows = await (
            from b in db.Set<BroughtOrder>().AsNoTracking()
            join o in db.Set<Order>() on b.OrderId equals o.Id
            where b.LinkId == link
            orderby b.At descending, o.Code
            select new { Brought = b, Order = o }
        )
            .Take(Most)
            .ToListAsync(ct);
        return rows.ConvertAll(r =>
        {
            var currency = r.Order.Total.Currency;
            var goods = r.Order.HasEnded ? 0 : Math.Max(0, r.Order.TotalMinor - r.Order.FeesMinor);
            return new BroughtHead(
                r.Order.Id,
                r.Order.Code,
                r.Brought.At,
                r.Brought.How,
                new Money(goods, currency),
                new Money(r.Brought.CreatedMinor, currency)
            );
        });
    }

    private async Task<IReadOnlyList<LinkHead>> ListAsync(IQueryable<TrackedLink> which, CancellationToken ct)
    {
        var rows = await (
            from l in which.AsNoTracking()
            join s in db.Set<Shop>() on l.ShopId equals s.Id
            orderby l.EndedAt != null, l.CreatedAt descending, l.Code
            select new
            {
                Link = l,
                s.Name,
                s.Currency,
                Orders = db.Set<BroughtOrder>().Count(b => b.LinkId == l.Id),
                // A shop sells in one currency; orders of an earlier one are on the page of the link.
                Commission = (
                    from b in db.Set<BroughtOrder>()
                    join o in db.Set<Order>() on b.OrderId equals o.Id
                    where b.LinkId == l.Id && o.Currency == s.Currency
                    select b.CreatedMinor
                ).Sum(),
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        return [.. rows.Select(r => new LinkHead(r.Link, r.Name, r.Currency, r.Orders, r.Commission))];
    }
}
