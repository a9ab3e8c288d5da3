using Jisr.Kernel.Data;
using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>What one buyer of a variant pays: as it stands, and where those who receive pay all that was paid.</summary>
internal sealed record GapLine(int? No, string BuyerName, long Given, Money Now, Money Covered);

/// <summary>A variant of a run after the market: what it cost, and the two ways of closing a gap (market.md §6.5).</summary>
internal sealed record GoodsSheet(
    string Sku,
    string Title,
    SaleUnit Unit,
    Money Paid,
    IReadOnlyList<GapLine> Lines,
    LeftOver? LeftOver
)
{
    /// <summary>What all pay as it stands.</summary>
    public Money Now => Lines.Aggregate(Money.Zero(Paid.Currency), (sum, l) => sum + l.Now);

    /// <summary>What the seller bears, or claims from the stall, as it stands.</summary>
    public Money Rest => Paid - Now;
}

/// <summary>A buy or an expense of a run, and whether it was turned round.</summary>
internal sealed record SpentRow(
    Guid Id,
    string What,
    Money Paid,
    long? Qty,
    SaleUnit? Unit,
    DateTimeOffset At,
    bool IsUndone,
    bool IsUndo
);

/// <summary>Reads what a run's goods cost, and who pays it.</summary>
internal sealed class RunGoods(JisrDb db, RunShares shares)
{
    public async Task<GoodsSheet?> FindAsync(Run run, string sku, CancellationToken ct)
    {
        var variant = await db.Set<Variant>()
            .AsNoTracking()
            .Where(v => v.Sku == sku)
            .Where(v => v.ShopId == run.ShopId || db.Set<Offer>().Any(o => o.RunId == run.Id && o.VariantId == v.Id))
            // What is offered first: in a joint run others offer theirs too.
            .OrderBy(v => db.Set<Offer>().Any(o => o.RunId == run.Id && o.VariantId == v.Id) ? 0 : 1)
            .FirstOrDefaultAsync(ct);
        if (variant is null)
            return null;
        var rows = await (
            from l in db.Set<OrderLine>().AsNoTracking()
            join o in RunStory.OrdersOf(db, run.Id) on l.OrderId equals o.Id
            where l.VariantId == variant.Id && l.ParentLineId == null
            select new
            {
                Line = l,
                o.RunNo,
                o.BuyerName,
                o.Code,
                At = db.Set<AskPart>().Where(p => p.LineId == l.Id).Min(p => p.At),
            }
        ).ToListAsync(ct);
        if (rows.Count == 0)
            return null;
        var given = rows.Where(r => r.Line.Given > 0)
            .OrderBy(r => r.At)
            .ThenBy(r => r.Code, StringComparer.Ordinal)
            .ToList();
        var paid = new Money(
            (await shares.BoughtAsync(run.Id, ct)).Where(b => b.Variant == variant.Id).Sum(b => b.PaidMinor),
            run.Money
        );
        var parts =
            given.Count == 0 ? [] : FinalPrice.CoverAll(paid, [.. given.Select(r => new Quantity(r.Line.Given))]);
        return new GoodsSheet(
            sku,
            rows[0].Line.Title,
            variant.Unit,
            paid,
            [
                .. given
                    .Zip(parts)
                    .Select(p => new GapLine(
                        p.First.RunNo,
                        p.First.BuyerName,
                        p.First.Line.Given,
                        new Money(RunPrices.TotalOf(p.First.Line, run.Money), run.Money),
                        p.Second
                    )),
            ],
            await db.Set<LeftOver>()
                .AsNoTracking()
                .SingleOrDefaultAsync(l => l.RunId == run.Id && l.VariantId == variant.Id, ct)
        );
    }

    /// <summary>What was bought for a line of the shopping list, newest first.</summary>
    public async Task<IReadOnlyList<SpentRow>> BuysAsync(Run run, string sku, CancellationToken ct)
    {
        var rows = await (
            from e in db.Set<BuyEntry>().AsNoTracking()
            join l in db.Set<BuyLine>() on e.BuyLineId equals l.Id
            join asked in db.Set<Variant>() on l.VariantId equals asked.Id
            join v in db.Set<Variant>() on e.VariantId equals v.Id
            join p in db.Set<Product>() on v.ProductId equals p.Id
            where l.RunId == run.Id && asked.Sku == sku
            orderby e.RecordedAt descending
            select new
            {
                Entry = e,
                p.NameAr,
                v.Unit,
                IsUndone = db.Set<BuyEntry>().Any(u => u.ReversesId == e.Id),
            }
        ).ToListAsync(ct);
        return rows.ConvertAll(r => new SpentRow(
            r.Entry.Id.Value,
            r.NameAr,
            new Money(r.Entry.PaidMinor, run.Money),
            r.Entry.Qty,
            r.Unit,
            r.Entry.At,
            r.IsUndone,
            r.Entry.ReversesId is not null
        ));
    }

    /// <summary>The bus, bags and what else the run cost, newest first.</summary>
    public async Task<IReadOnlyList<SpentRow>> ExpensesAsync(Run run, CancellationToken ct)
    {
        var rows = await db.Set<RunExpense>()
            .AsNoTracking()
            .Where(e => e.RunId == run.Id)
            .OrderByDescending(e => e.At)
            .Select(e => new { Expense = e, IsUndone = db.Set<RunExpense>().Any(u => u.ReversesId == e.Id) })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new SpentRow(
            r.Expense.Id,
            r.Expense.What,
            new Money(r.Expense.Minor, run.Money),
            null,
            null,
            r.Expense.At,
            r.IsUndone,
            r.Expense.ReversesId is not null
        ));
    }

    /// <summary>Stalls of the seller, in the order she walks.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> StallsAsync(
        Kernel.Ids.PartyId party,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.Set<Stall>()
                    .AsNoTracking()
                    .Where(s => s.PartyId == party && s.ClosedAt == null)
                    .OrderBy(s => s.WalkingOrder)
                    .Select(s => new { s.Id, s.Name })
                    .ToListAsync(ct)
            ).Select(s => (s.Id.Value, s.Name)),
        ];
}
