using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>A lot on a list, with what is left of it.</summary>
internal sealed record LotHead(Lot Lot, string Title, SaleUnit Unit, string ShopName, long Left)
{
    public string Address => "/my/lots/" + Lot.Id;
}

/// <summary>A period on a list.</summary>
internal sealed record PeriodHead(LotPeriod Period, string ShopName, string Mark)
{
    public string Address => "/my/lots/statements/" + Period.Id;
}

/// <summary>A move of a lot on its page.</summary>
internal sealed record LotMove(LotEntry Entry, bool IsUndone);

/// <summary>A lot with all that its page shows.</summary>
internal sealed record LotSheet(
    LotHead Head,
    string Country,
    Money? Price,
    Guid? PeriodId,
    IReadOnlyList<LotMove> Moves
);

/// <summary>One lot in a period: in + carried in = sold + back + lost + carried on.</summary>
internal sealed record StatementLine(
    Lot Lot,
    string Title,
    SaleUnit Unit,
    long CarriedIn,
    long In,
    long Sold,
    long Back,
    long Shrink,
    long CarriedOn,
    Money Sales,
    Money Owed
)
{
    /// <summary>What the holder keeps of the sales.</summary>
    public Money Gain => Sales - Owed;
}

/// <summary>What a shop and an owner owe each other for a period.</summary>
internal sealed record LotStatement(
    LotPeriod Period,
    string ShopName,
    string Country,
    string Mark,
    IReadOnlyList<StatementLine> Lines
)
{
    /// <summary>Of each currency.</summary>
    public IReadOnlyList<Money> Owed => Sum(l => l.Owed);

    public IReadOnlyList<Money> Gain => Sum(l => l.Gain);

    private IReadOnlyList<Money> Sum(Func<StatementLine, Money> of) =>
        [
            .. Lines
                .GroupBy(l => l.Lot.Currency, StringComparer.Ordinal)
                .Select(g => g.Aggregate(Money.Zero(Currency.Parse(g.Key)), (sum, l) => sum + of(l))),
        ];
}

/// <summary>Reads lots for who holds them and for who owns them. Nobody else sees them.</summary>
internal sealed class LotDesk(JisrDb db)
{
    private const int Most = 100;

    /// <summary>What is left with her shops.</summary>
    public Task<IReadOnlyList<LotHead>> HeldAsync(PartyId seller, CancellationToken ct) =>
        ListAsync(
            from l in db.Set<Lot>()
            join s in db.Set<Shop>() on l.ShopId equals s.Id
            where s.PartyId == seller
            select l,
            ct
        );

    /// <summary>What of hers is left with other shops.</summary>
    public Task<IReadOnlyList<LotHead>> OwnedAsync(IReadOnlyList<PartyId> records, CancellationToken ct) =>
        ListAsync(db.Set<Lot>().Where(l => records.Contains(l.OwnerId)), ct);

    /// <summary>Statements of her shops and of her goods, the newest first.</summary>
    public async Task<IReadOnlyList<PeriodHead>> PeriodsAsync(IReadOnlyList<PartyId> records, CancellationToken ct)
    {
        var rows = await (
            from p in db.Set<LotPeriod>().AsNoTracking()
            join s in db.Set<Shop>() on p.ShopId equals s.Id
            where records.Contains(s.PartyId) || records.Contains(p.OwnerId)
            orderby p.OpenedAt descending, p.Id
            select new
            {
                Period = p,
                s.Name,
                Mark = db.Set<Lot>()
                    .Where(l => l.ShopId == p.ShopId && l.OwnerId == p.OwnerId)
                    .OrderByDescending(l => l.CreatedAt)
                    .Select(l => l.OwnerMark)
                    .First(),
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        return [.. rows.Select(r => new PeriodHead(r.Period, r.Name, r.Mark))];
    }

    /// <summary>One lot of her shops; null when it is not hers to move.</summary>
    public async Task<LotSheet?> FindAsync(PartyId seller, Guid id, CancellationToken ct)
    {
        var lotId = new LotId(id);
        var row = await (
            from l in db.Set<Lot>().AsNoTracking()
            join s in db.Set<Shop>() on l.ShopId equals s.Id
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            join c in db.Set<PriceVersion>() on v.PriceId equals c.Id
            where l.Id == lotId && s.PartyId == seller
            select new
            {
                Lot = l,
                s.Country,
                Price = c,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var head = (await HeadsAsync([row.Lot], ct))[0];
        var entries = await db.Set<LotEntry>()
            .AsNoTracking()
            .Where(e => e.LotId == lotId)
            .OrderByDescending(e => e.RecordedAt)
            .ThenByDescending(e => e.Id)
            .ToListAsync(ct);
        var undone = entries.Select(e => e.ReversesId).OfType<LotEntryId>().ToHashSet();
        var period = await db.Set<LotPeriod>()
            .Where(p => p.ShopId == row.Lot.ShopId && p.OwnerId == row.Lot.OwnerId)
            .OrderByDescending(p => p.No)
            .Select(p => (Guid?)p.Id)
            .FirstOrDefaultAsync(ct);
        return new LotSheet(
            head,
            row.Country,
            row.Price.Currency == row.Lot.Currency ? row.Price.Money : null,
            period,
            entries.ConvertAll(e => new LotMove(e, undone.Contains(e.Id)))
        );
    }

    /// <summary>A statement, for the seller and for the owner; null for everybody else.</summary>
    public async Task<(LotStatement Statement, bool IsHolder)?> StatementAsync(
        Guid id,
        Actor actor,
        CancellationToken ct
    )
    {
        var row = await (
            from p in db.Set<LotPeriod>().AsNoTracking()
            join s in db.Set<Shop>() on p.ShopId equals s.Id
            where p.Id == id
            select new
            {
                Period = p,
                s.Name,
                s.Country,
                s.PartyId,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null || !(actor.Is(row.PartyId) || actor.Is(row.Period.OwnerId)))
            return null;
        var period = row.Period;
        var lots = await db.Set<Lot>()
            .AsNoTracking()
            .Where(l => l.ShopId == period.ShopId && l.OwnerId == period.OwnerId)
            .OrderBy(l => l.CreatedAt)
            .ThenBy(l => l.Id)
            .ToListAsync(ct);
        var heads = await HeadsAsync(lots, ct);
        var before = await db.Set<LotPeriod>()
            .Where(p => p.ShopId == period.ShopId && p.OwnerId == period.OwnerId && p.No == period.No - 1)
            .Select(p => (Guid?)p.Id)
            .SingleOrDefaultAsync(ct);
        var sums = await (
            from e in db.Set<LotEntry>()
            where e.PeriodId == period.Id || e.PeriodId == before
            group e by new
            {
                e.LotId,
                e.PeriodId,
                e.Kind,
            } into g
            select new
            {
                g.Key,
                Qty = g.Sum(e => e.Qty),
                Sales = g.Sum(e => e.SaleMinor),
                Owed = g.Sum(e => e.OwedMinor),
            }
        ).ToListAsync(ct);
        var lines = new List<StatementLine>();
        foreach (var head in heads)
        {
            var own = sums.Where(s => s.Key.LotId == head.Lot.Id).ToList();
            var now = own.Where(s => s.Key.PeriodId == period.Id).ToList();
            long Qty(LotEntryKind kind) => now.Where(s => s.Key.Kind == kind).Sum(s => s.Qty);
            var carried = own.Where(s => s.Key.PeriodId == before && s.Key.Kind == LotEntryKind.Carried)
                .Sum(s => s.Qty);
            var (came, sold, back, shrink) = (
                Qty(LotEntryKind.In),
                Qty(LotEntryKind.Sold),
                Qty(LotEntryKind.Back),
                Qty(LotEntryKind.Shrink)
            );
            if (carried == 0 && now.Count == 0)
                continue;
            var currency = Currency.Parse(head.Lot.Currency);
            lines.Add(
                new StatementLine(
                    head.Lot,
                    head.Title,
                    head.Unit,
                    carried,
                    came,
                    sold,
                    back,
                    shrink,
                    period.ClosedAt is null ? carried + came - sold - back - shrink : Qty(LotEntryKind.Carried),
                    new Money(now.Sum(s => s.Sales), currency),
                    new Money(now.Sum(s => s.Owed), currency)
                )
            );
        }
        return (
            new LotStatement(period, row.Name, row.Country, lots.Count > 0 ? lots[^1].OwnerMark : "", lines),
            actor.Is(row.PartyId)
        );
    }

    /// <summary>Goods of her shops that can be taken in: of kind stock, and shown or hidden.</summary>
    public async Task<IReadOnlyList<(string Sku, string Title)>> GoodsAsync(ShopId shop, CancellationToken ct)
    {
        var rows = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            where v.ShopId == shop && v.Kind == SaleKind.Stock
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

    private async Task<IReadOnlyList<LotHead>> ListAsync(IQueryable<Lot> which, CancellationToken ct)
    {
        var lots = await which
            .AsNoTracking()
            .Where(l =>
                db.Set<LotEntry>()
                    .Where(e => e.LotId == l.Id)
                    .Sum(e =>
                        e.Kind == LotEntryKind.In ? e.Qty
                        : e.Kind == LotEntryKind.Carried ? 0
                        : -e.Qty
                    ) > 0
            )
            .OrderByDescending(l => l.CreatedAt)
            .ThenBy(l => l.Id)
            .Take(Most)
            .ToListAsync(ct);
        return await HeadsAsync(lots, ct);
    }

    private async Task<IReadOnlyList<LotHead>> HeadsAsync(List<Lot> lots, CancellationToken ct)
    {
        var ids = lots.ConvertAll(l => l.Id);
        var variants = lots.ConvertAll(l => l.VariantId);
        var goods = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join s in db.Set<Shop>() on v.ShopId equals s.Id
            where variants.Contains(v.Id)
            select new
            {
                Variant = v,
                Product = p,
                s.Name,
            }
        ).ToDictionaryAsync(g => g.Variant.Id, ct);
        var left = await db.Set<LotEntry>()
            .Where(e => ids.Contains(e.LotId) && e.Kind != LotEntryKind.Carried)
            .GroupBy(e => e.LotId)
            .Select(g => new { g.Key, Left = g.Sum(e => e.Kind == LotEntryKind.In ? e.Qty : -e.Qty) })
            .ToDictionaryAsync(g => g.Key, g => g.Left, ct);
        return
        [
            .. lots.Select(l => new LotHead(
                l,
                LabelWords.Title(goods[l.VariantId].Product, goods[l.VariantId].Variant.Label),
                goods[l.VariantId].Variant.Unit,
                goods[l.VariantId].Name,
                left.GetValueOrDefault(l.Id)
            )),
        ];
    }
}

/// <summary>Moves of lots in words.</summary>
internal static class LotWords
{
    public static string Kind(Words words, LotEntry entry) =>
        entry switch
        {
            { ReversesId: not null } => words["Taken back as a mistake"],
            { Kind: LotEntryKind.In } => words["Taken in"],
            { Kind: LotEntryKind.Sold } => words["Sold"],
            { Kind: LotEntryKind.Back } => words["Given back to its owner"],
            { Kind: LotEntryKind.Shrink, Fault: ShrinkFault.Holder } => words["Lost or torn, I answer for it"],
            { Kind: LotEntryKind.Shrink } => words["Lost or torn, the owner bears it"],
            _ => words["Carried over"],
        };
}
