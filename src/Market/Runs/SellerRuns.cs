using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A run on its seller's list.</summary>
internal sealed record RunHead(RunId Id, string Name, DateOnly MarketDay, RunStage Stage, int Orders)
{
    public string Address => "/my/runs/" + Id;
}

/// <summary>An order of a run, or a draft that waits for its seller.</summary>
internal sealed record RunOrder(
    OrderId Id,
    int? No,
    string Code,
    string BuyerName,
    OrderState State,
    long TotalMinor,
    bool IsLate
);

/// <summary>A variant on the shopping list: what is wanted, and what came of it. Before closing nothing is frozen.</summary>
internal sealed record ShoppingLine(Wanted Wanted, string Sku, SaleUnit Unit, BuyLine? Frozen, long Bought)
{
    public long ToBuy => Frozen?.ToBuy ?? Wanted.ToBuy;
}

/// <summary>Who gets how much of what.</summary>
internal sealed record ShareLine(
    OrderLineId Id,
    VariantId Variant,
    string Title,
    SaleUnit Unit,
    int? No,
    string BuyerName,
    long Asked,
    long Computed,
    long Given,
    bool IsSubstitute
);

/// <summary>A run with all that its page shows.</summary>
internal sealed record RunSheet(
    Run Run,
    string ShopCode,
    string Country,
    IReadOnlyList<RunOrder> Orders,
    IReadOnlyList<RunOrder> Drafts,
    IReadOnlyList<ShoppingLine> List,
    IReadOnlyList<ShareLine> Shares,
    Money Purse,
    Money Cost
)
{
    public string Address => "/my/runs/" + Run.Id;

    /// <summary>What its orders come to, fees with them.</summary>
    public Money Brings => new(Orders.Sum(o => o.TotalMinor), Run.Money);
}

/// <summary>Reads a seller's own runs.</summary>
internal sealed class SellerRuns(JisrDb db, RunClosing closing, ILedger ledger)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<RunHead>> ListAsync(PartyId party, CancellationToken ct) =>
        await (
            from r in db.Set<Run>().AsNoTracking()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where s.PartyId == party
            orderby r.MarketDay descending, r.CreatedAt descending
            select new RunHead(
                r.Id,
                r.Name,
                r.MarketDay,
                r.Stage,
                db.Set<Order>()
                    .Count(o => o.RunId == r.Id && (o.State == OrderState.Placed || o.State == OrderState.Done))
            )
        )
            .Take(Most)
            .ToListAsync(ct);

    /// <summary>One of her runs; null when it is not hers.</summary>
    public async Task<RunSheet?> FindAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var runId = new RunId(id);
        var row = await (
            from r in db.Set<Run>().AsNoTracking()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where r.Id == runId && s.PartyId == party
            select new { Run = r, Shop = s }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var run = row.Run;
        var orders = await OrdersAsync(run, ct);
        var (purse, cost) = (OrderMoney.Purse(row.Shop, run.Currency), RunMoney.Cost(run));
        var balances = await ledger.BalancesAsync([purse, cost], ct);
        return new RunSheet(
            run,
            row.Shop.Code,
            row.Shop.Country,
            [.. orders.Where(o => o.State != OrderState.Draft)],
            [.. orders.Where(o => o.State == OrderState.Draft)],
            await ListAsync(run, ct),
            run.Stage is RunStage.Sharing or RunStage.Delivering or RunStage.Settled ? await SharesAsync(run, ct) : [],
            new Money(balances.GetValueOrDefault(purse), run.Money),
            new Money(balances.GetValueOrDefault(cost), run.Money)
        );
    }

    /// <summary>Goods of a shop that can be offered on a run and are not yet.</summary>
    public Task<IReadOnlyList<(string Sku, string Name, Money Price)>> OfferableAsync(Run run, CancellationToken ct) =>
        MarketGoods.ChoicesAsync(
            MarketGoods
                .Of(db, run)
                .Where(g =>
                    g.Product.State == ProductState.Shown
                    && !db.Set<Offer>().Any(o => o.RunId == run.Id && o.VariantId == g.Variant.Id)
                ),
            ct
        );

    private Task<List<RunOrder>> OrdersAsync(Run run, CancellationToken ct) =>
        db.Set<Order>()
            .AsNoTracking()
            .Where(o =>
                (
                    o.RunId == run.Id
                    && (o.State == OrderState.Placed || o.State == OrderState.Draft || o.State == OrderState.Done)
                ) || (o.ShopId == run.ShopId && o.RunId == null && o.IsOfRun && o.State == OrderState.Draft)
            )
            .OrderBy(o => o.RunNo)
            .ThenBy(o => o.PlacedAt)
            .Select(o => new RunOrder(o.Id, o.RunNo, o.Code, o.BuyerName, o.State, o.TotalMinor, o.IsLate))
            .ToListAsync(ct);

    private async Task<IReadOnlyList<ShoppingLine>> ListAsync(Run run, CancellationToken ct)
    {
        var wanted = await closing.WantedAsync(run.Id, ct);
        var ids = wanted.Select(w => w.Variant).ToList();
        var variants = await db.Set<Variant>()
            .AsNoTracking()
            .Where(v => ids.Contains(v.Id))
            .ToDictionaryAsync(v => v.Id, ct);
        var frozen = await db.Set<BuyLine>()
            .AsNoTracking()
            .Where(l => l.RunId == run.Id)
            .ToDictionaryAsync(l => l.VariantId, ct);
        var bought = await (
            from e in db.Set<BuyEntry>()
            join l in db.Set<BuyLine>() on e.BuyLineId equals l.Id
            where l.RunId == run.Id
            group e by l.VariantId into g
            select new { g.Key, Qty = g.Sum(e => e.Qty) }
        ).ToDictionaryAsync(g => g.Key, g => g.Qty, ct);
        return
        [
            .. wanted.Select(w => new ShoppingLine(
                w,
                variants[w.Variant].Sku,
                variants[w.Variant].Unit,
                frozen.GetValueOrDefault(w.Variant),
                bought.GetValueOrDefault(w.Variant)
            )),
        ];
    }

    private Task<List<ShareLine>> SharesAsync(Run run, CancellationToken ct) =>
        (
            from l in db.Set<OrderLine>().AsNoTracking()
            join o in RunStory.OrdersOf(db, run.Id) on l.OrderId equals o.Id
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            orderby v.Sku, o.RunNo
            select new ShareLine(
                l.Id,
                v.Id,
                l.Title,
                v.Unit,
                o.RunNo,
                o.BuyerName,
                l.Asked,
                l.GivenComputed,
                l.Given,
                l.ParentLineId != null
            )
        ).ToListAsync(ct);
}

/// <summary>Words of a run as its seller reads them.</summary>
internal static class RunWords
{
    public static string Stage(Kernel.Language.Words words, RunStage stage) =>
        stage switch
        {
            RunStage.Planned => words["Planned"],
            RunStage.Open => words["Open for orders"],
            RunStage.Closed => words["Closed: go to the market"],
            RunStage.Buying => words["At the market"],
            RunStage.Sharing => words["Being shared out"],
            RunStage.Delivering => words["Shared out: hand over"],
            RunStage.Settled => words["Settled"],
            _ => words["Cancelled"],
        };

    /// <summary>Colour of the tag.</summary>
    public static string Tag(RunStage stage) =>
        stage switch
        {
            RunStage.Open or RunStage.Delivering or RunStage.Settled => "ok",
            RunStage.Cancelled => "blocked",
            RunStage.Planned => "",
            _ => "warn",
        };

    public static string Rule(Kernel.Language.Words words, Kernel.Sharing.ShareRule rule) =>
        rule switch
        {
            Kernel.Sharing.ShareRule.FirstCome => words["First come, first served"],
            Kernel.Sharing.ShareRule.Equal => words["One to each in turn"],
            Kernel.Sharing.ShareRule.Proportional => words["To each the same part of her order"],
            _ => words["Who has paid comes first"],
        };
}
