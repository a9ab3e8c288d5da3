using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>What a run's phone holds at the market (market.md §9): where to walk, what to buy, what it cost the last times,
/// how far another kind is accepted, and the purse. It holds nobody's name, number or place.</summary>
internal sealed record TakenRun(
    Guid RunId,
    Guid ShopId,
    string Name,
    string? Place,
    DateOnly Day,
    string Currency,
    string CurrencyName,
    int Decimals,
    Guid PurseId,
    long Purse,
    IReadOnlyList<TakenStall> Stalls,
    IReadOnlyList<TakenLine> Lines,
    IReadOnlyList<TakenGoods> Goods,
    IReadOnlyList<Guid> Known
);

internal sealed record TakenStall(Guid Id, string Name, string? Place, string? Landmark);

/// <param name="ToBuy">In thousandths, as all quantities here.</param>
/// <param name="Stall">Where it is expected.</param>
/// <param name="Expected">What one cost the last time, in minor units; null where it was never bought.</param>
/// <param name="Allow">How many buyers accept another kind, and up to which price.</param>
/// <param name="Ask">How many want to be asked first.</param>
/// <param name="Sold">Stalls that ever sold it.</param>
internal sealed record TakenLine(
    string Sku,
    string Title,
    string Unit,
    SaleUnit SaleUnit,
    string Category,
    long Step,
    long ToBuy,
    long Bought,
    long Late,
    BuyDecision Decision,
    Guid? Stall,
    long? Expected,
    IReadOnlyList<TakenAllowance> Allow,
    int Ask,
    IReadOnlyList<Guid> Sold,
    IReadOnlyList<TakenPrice> Last
);

internal sealed record TakenAllowance(int Buyers, long UpTo);

/// <summary>What one of it cost, in minor units.</summary>
internal sealed record TakenPrice(Guid? Stall, long Unit, DateOnly Day);

internal sealed record TakenGoods(string Sku, string Title, string Unit, long Price);

/// <summary>Gathers what a phone takes along.</summary>
internal sealed class RunList(JisrDb db, ILedger ledger, Words words)
{
    private const int PricesPerStall = 3;

    /// <summary>True for a run in the hour when it is bought.</summary>
    public static bool IsBought(Run run) => run.Stage is RunStage.Closed or RunStage.Buying;

    public async Task<TakenRun> OfAsync(RunId id, CancellationToken ct)
    {
        var run = await db.Set<Run>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == run.ShopId, ct);
        var purse = OrderMoney.Purse(shop, run.Currency);
        var standing = await OrderMoney.AvailableAsync(ledger, purse, ct);
        var stalls = await db.Set<Stall>()
            .AsNoTracking()
            .Where(s => s.PartyId == shop.PartyId && s.ClosedAt == null)
            .OrderBy(s => s.WalkingOrder)
            .ThenBy(s => s.Id)
            .ToListAsync(ct);
        return new TakenRun(
            id.Value,
            shop.Id.Value,
            run.Name,
            run.MarketPlace,
            run.MarketDay,
            run.Currency,
            run.Money.NameIn(Words.Language),
            run.Money.Scale,
            purse.OwnerId,
            standing,
            [.. stalls.Select(s => new TakenStall(s.Id.Value, s.Name, s.Place, s.Landmark))],
            await LinesAsync(run, ct),
            [
                .. (await MarketGoods.Of(db, run).OrderBy(g => g.Product.NameAr).ToListAsync(ct)).Select(
                    g => new TakenGoods(g.Variant.Sku, g.Title, UnitWords.Of(words, g.Variant.Unit), g.Price.Minor)
                ),
            ],
            await KnownAsync(run, ct)
        );
    }

    private async Task<IReadOnlyList<TakenLine>> LinesAsync(Run run, CancellationToken ct)
    {
        var lines = await db.Set<BuyLine>().AsNoTracking().Where(l => l.RunId == run.Id).ToListAsync(ct);
        VariantId[] ids = [.. lines.Select(l => l.VariantId)];
        var goods = await MarketGoods.Of(db, ids).ToListAsync(ct);
        var expected = await db.Set<Offer>()
            .Where(o => o.RunId == run.Id)
            .Select(o => new { o.VariantId, o.StallId })
            .ToDictionaryAsync(o => o.VariantId, o => o.StallId, ct);
        var bought = await (
            from e in db.Set<BuyEntry>()
            join l in db.Set<BuyLine>() on e.BuyLineId equals l.Id
            where l.RunId == run.Id
            group e by l.Id into g
            select new { g.Key, Qty = g.Sum(e => e.Qty) }
        ).ToDictionaryAsync(g => g.Key, g => g.Qty, ct);
        var prices = await PricesAsync(run, ids, ct);
        var rules = await RulesAsync(run, ct);
        return
        [
            .. from line in lines
            join g in goods on line.VariantId equals g.Variant.Id
            let last = prices.GetValueOrDefault(line.VariantId) ?? []
            let rule = rules.GetValueOrDefault(line.VariantId)
            orderby g.Title
            select new TakenLine(
                g.Variant.Sku,
                g.Title,
                UnitWords.Of(words, g.Variant.Unit),
                g.Variant.Unit,
                g.Product.Category,
                g.Variant.CaseSize ?? g.Variant.Step,
                line.ToBuy,
                bought.GetValueOrDefault(line.Id),
                line.Late,
                line.Decision,
                expected.GetValueOrDefault(line.VariantId)?.Value,
                last.Count > 0 ? last[0].Unit : null,
                rule.Allow ?? [],
                rule.Ask,
                [.. last.Select(p => p.Stall).OfType<Guid>().Distinct()],
                [.. last.GroupBy(p => p.Stall).SelectMany(p => p.Take(PricesPerStall))]
            ),
        ];
    }

    // Newest first. A buy that was taken back and what took it back are no price.
    private async Task<Dictionary<VariantId, List<TakenPrice>>> PricesAsync(
        Run run,
        VariantId[] ids,
        CancellationToken ct
    )
    {
        var rows = await (
            from e in db.Set<BuyEntry>().AsNoTracking()
            join l in db.Set<BuyLine>() on e.BuyLineId equals l.Id
            join r in db.Set<Run>() on l.RunId equals r.Id
            where
                ids.Contains(e.VariantId)
                && r.Currency == run.Currency
                && e.ReversesId == null
                && e.PaidMinor > 0
                && !db.Set<BuyEntry>().Any(u => u.ReversesId == e.Id)
            orderby e.At descending
            select new
            {
                e.VariantId,
                e.StallId,
                e.PaidMinor,
                e.Qty,
                r.MarketDay,
            }
        )
            .Take(2000)
            .ToListAsync(ct);
        return rows.GroupBy(r => r.VariantId)
            .ToDictionary(
                g => g.Key,
                g =>
                    g.Select(r => new TakenPrice(
                            r.StallId?.Value,
                            (long)decimal.Round(r.PaidMinor * 1000m / r.Qty, MidpointRounding.AwayFromZero),
                            r.MarketDay
                        ))
                        .ToList()
            );
    }

    // As numbers: how many accept another kind up to which price, and how many want to be asked.
    private async Task<Dictionary<VariantId, (IReadOnlyList<TakenAllowance>? Allow, int Ask)>> RulesAsync(
        Run run,
        CancellationToken ct
    )
    {
        var rows = await (
            from l in RunStory.LinesOf(db, run.Id)
            where l.ParentLineId == null && l.Substitute != SubstituteRule.None
            group l by new
            {
                l.VariantId,
                l.Substitute,
                l.SubstituteCeilingMinor,
            } into g
            select new { g.Key, Count = g.Count() }
        ).ToListAsync(ct);
        return rows.GroupBy(r => r.Key.VariantId)
            .ToDictionary(
                g => g.Key,
                g =>
                    (
                        (IReadOnlyList<TakenAllowance>?)
                            [
                                .. g.Where(r => r.Key.Substitute == SubstituteRule.SameKind)
                                    .OrderBy(r => r.Key.SubstituteCeilingMinor)
                                    .Select(r => new TakenAllowance(r.Count, r.Key.SubstituteCeilingMinor ?? 0)),
                            ],
                        g.Where(r => r.Key.Substitute == SubstituteRule.AskMe).Sum(r => r.Count)
                    )
            );
    }

    // By these the phone knows which of its own entries are counted here already.
    private async Task<IReadOnlyList<Guid>> KnownAsync(Run run, CancellationToken ct)
    {
        var buys = await (
            from e in db.Set<BuyEntry>()
            join l in db.Set<BuyLine>() on e.BuyLineId equals l.Id
            where l.RunId == run.Id
            select e.Id
        ).ToListAsync(ct);
        var spent = await db.Set<RunExpense>().Where(e => e.RunId == run.Id).Select(e => e.Id).ToListAsync(ct);
        return [.. buys.Select(b => b.Value), .. spent];
    }
}
