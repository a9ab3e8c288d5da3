using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A line of a wish on a run. There is no price in it.</summary>
/// <param name="Qty">Thousandths.</param>
/// <param name="Tolerance">How much more she would also take, in thousandths.</param>
/// <param name="PartOk">False: all or nothing.</param>
/// <param name="SubstituteCeiling">The highest price of another kind, in minor units.</param>
internal sealed record RunWish(
    string Sku,
    long Qty,
    long Tolerance = 0,
    bool PartOk = true,
    SubstituteRule Substitute = SubstituteRule.None,
    long? SubstituteCeiling = null
);

/// <summary>An offer with all that a line takes over from it.</summary>
internal sealed record OfferedGoods(Offer Offer, Variant Variant, Product Product, PriceVersion Price)
{
    /// <summary>The price of one in the run's currency; null where there is no rate for it.</summary>
    public Money? Unit { get; init; }

    /// <summary>The rate it was reckoned by; null where it is priced in the run's currency.</summary>
    public RateInfo? Rate { get; init; }
}

/// <summary>Puts wishes into orders of a run, at the terms of its offers.</summary>
internal sealed class RunJoining(JisrDb db, OrderRates rates)
{
    public const int MostLines = 50;

    public static void CheckLines(IReadOnlyList<RunWish>? lines, Problems problems)
    {
        if (lines is null or { Count: 0 })
            problems.Add("lines", "NOTHING_CHOSEN");
        else if (
            lines.Count > MostLines
            || lines.Any(l => l?.Sku is null or { Length: 0 or > Variant.MostSku } || l.Tolerance < 0)
            || lines.DistinctBy(l => l.Sku).Count() != lines.Count
        )
            problems.Add("lines", "LINES_SHAPE");
        else if (lines.Any(l => l.Substitute == SubstituteRule.SameKind && l.SubstituteCeiling is not > 0))
            problems.Add("lines", "SUBSTITUTE_CEILING");
    }

    /// <summary>What a run offers, by sku; with what one costs in the run's currency.</summary>
    /// <param name="order">The order that it is for, whose frozen rate holds; null for a new one.</param>
    public async Task<Dictionary<string, OfferedGoods>> OffersAsync(Run run, Order? order, CancellationToken ct)
    {
        var goods = await (
            from o in db.Set<Offer>().AsNoTracking()
            join v in db.Set<Variant>() on o.VariantId equals v.Id
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join price in db.Set<PriceVersion>() on o.PriceId equals price.Id
            where o.RunId == run.Id && p.State == ProductState.Shown
            select new OfferedGoods(o, v, p, price)
        ).ToListAsync(ct);
        var known = await rates.OfAsync(goods.Select(g => g.Price.Currency), run.Currency, order?.RateId, ct);
        return goods
            .Select(g =>
            {
                var (unit, rate) = OrderRates.Of(g.Price, run.Currency, known);
                return g with { Unit = unit, Rate = rate };
            })
            .ToDictionary(g => g.Variant.Sku, StringComparer.Ordinal);
    }

    /// <summary>Whether the wishes can be had: offered, in whole steps, and not beyond what is offered in all.</summary>
    public async Task<Problems> CheckAsync(
        RunId run,
        IReadOnlyList<RunWish> lines,
        Dictionary<string, OfferedGoods> goods,
        CancellationToken ct
    )
    {
        var problems = new Problems();
        RateInfo? foreign = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var field = FormattableString.Invariant($"lines.{i}.qty");
            if (!goods.TryGetValue(lines[i].Sku, out var one))
            {
                problems.Add(field, "NOT_SOLD");
                continue;
            }
            // One order has one rate.
            foreign ??= one.Rate;
            if (one.Unit is null || (one.Rate is not null && one.Rate != foreign))
            {
                problems.Add(field, "RATE_MISSING");
                continue;
            }
            var variant = one.Variant;
            Portions.Check(new Quantity(lines[i].Qty), variant.Step, variant.Min, variant.Max, field, problems);
            if (lines[i].Tolerance % variant.Step != 0 || lines[i].Tolerance > variant.Max)
                problems.Add(FormattableString.Invariant($"lines.{i}.tolerance"), "TOLERANCE_STEP");
            if (one.Offer.MaxTotal is not { } most)
                continue;
            var left = most - await AskedAsync(run, variant.Id, ct);
            if (lines[i].Qty > left)
                problems.Add(field, "SOLD_OUT", ("left", new Quantity(Math.Max(0, left))));
        }
        return problems;
    }

    /// <summary>Adds wishes to an order: a variant that stands in it gets a later part, another one a line.</summary>
    public async Task AddAsync(
        Order order,
        Run run,
        IReadOnlyList<RunWish> wishes,
        Dictionary<string, OfferedGoods> goods,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var lines = await db.Set<OrderLine>().Where(l => l.OrderId == order.Id).ToListAsync(ct);
        foreach (var wish in wishes)
        {
            var one = goods[wish.Sku];
            var line = lines.Find(l => l.VariantId == one.Variant.Id && l.ParentLineId is null);
            if (line is null)
            {
                line = NewLine(order, wish, one, lines.Count == 0 ? 1 : lines.Max(l => l.Position) + 1);
                lines.Add(line);
                db.Add(line);
            }
            else
            {
                line.Asked += wish.Qty;
                line.Tolerance += wish.Tolerance;
                line.TotalMinor = one.Unit!.Value.Times(new Quantity(line.Asked)).Minor;
            }
            db.Add(
                new AskPart
                {
                    Id = NewId.Next(),
                    LineId = line.Id,
                    Asked = wish.Qty,
                    Tolerance = wish.Tolerance,
                    At = at,
                }
            );
        }
        order.TotalMinor = lines.Sum(l => l.TotalMinor);
        OrderRates.Freeze(order, wishes.Select(w => goods[w.Sku].Rate), RunClock.EndOf(run.MarketDay));
    }

    /// <summary>How much of a variant all placed orders of a run ask for.</summary>
    public Task<long> AskedAsync(RunId run, VariantId variant, CancellationToken ct) =>
        RunStory
            .LinesOf(db, run)
            .Where(l => l.VariantId == variant && l.ParentLineId == null)
            .SumAsync(l => l.Asked, ct);

    private static OrderLine NewLine(Order order, RunWish wish, OfferedGoods one, int position) =>
        new()
        {
            Id = NewId.Of<OrderLineId>(),
            OrderId = order.Id,
            Position = position,
            VariantId = one.Variant.Id,
            Title = LabelWords.Title(one.Product.NameIn(order.Language), one.Variant.Label, order.Language),
            PriceId = one.Price.Id,
            UnitMinor = one.Unit!.Value.Minor,
            TotalMinor = one.Unit.Value.Times(new Quantity(wish.Qty)).Minor,
            Asked = wish.Qty,
            Tolerance = wish.Tolerance,
            PartOk = wish.PartOk,
            PriceRule = one.Offer.PriceRule,
            CeilingMinor = one.Offer.CeilingMinor,
            PlusMinor = one.Offer.PlusMinor,
            PlusPercent = one.Offer.PlusPercent,
            Substitute = wish.Substitute,
            SubstituteCeilingMinor = wish.Substitute == SubstituteRule.SameKind ? wish.SubstituteCeiling : null,
        };
}
