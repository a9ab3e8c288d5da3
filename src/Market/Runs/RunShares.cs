using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>What was bought of a variant on a run: net of what was taken back.</summary>
internal sealed record Bought(VariantId ForVariant, VariantId Variant, long Qty, long PaidMinor);

/// <summary>A line that shares in a run, with what the rules look at.</summary>
internal sealed record SharingLine(
    OrderLine Line,
    string OrderCode,
    string Language,
    bool HasPaid,
    IReadOnlyList<AskedPart> Parts
);

/// <summary>Reckons who gets what of a run, and at which price.</summary>
internal sealed class RunShares(JisrDb db)
{
    public async Task ComputeAsync(Run run, CancellationToken ct)
    {
        await ForgetAsync(run, ct);
        var lines = await LinesAsync(run, ct);
        var bought = await BoughtAsync(run.Id, ct);
        var there = bought.GroupBy(b => b.Variant).ToDictionary(g => g.Key, g => g.Sum(b => b.Qty));
        var goods = await GoodsAsync(run, [.. lines.Select(l => l.Line.VariantId), .. there.Keys], ct);
        foreach (var same in lines.GroupBy(l => l.Line.VariantId))
        {
            var (step, left) = (goods[same.Key].Variant.Step, there.GetValueOrDefault(same.Key));
            var given = ShareOut.Of(left / step, [.. same.Select(l => Asking(l, step, l.Parts))], run.ShareRule);
            foreach (var line in same)
            {
                line.Line.GivenComputed = line.Line.Given = given[KeyOf(line)] * step;
                Price(line.Line, bought, run.Money);
            }
            there[same.Key] = left - same.Sum(l => l.Line.Given);
        }
        await db.Storage.SetNumbersAsync(
            db,
            "market_order_line",
            ["given_computed", "given", "final_unit_minor"],
            [
                .. lines.Select(l =>
                    (l.Line.Id.Value, (long?[])[l.Line.GivenComputed, l.Line.Given, l.Line.FinalUnitMinor])
                ),
            ],
            ct
        );
        var agreed = await AgreedAsync(run, ct);
        foreach (var other in bought.Where(b => b.ForVariant != b.Variant && there[b.Variant] > 0))
            Substitute(run, other, lines, goods[other.Variant], there, agreed);
    }

    /// <summary>What was bought on a run, of each variant for each that was asked.</summary>
    public async Task<IReadOnlyList<Bought>> BoughtAsync(RunId run, CancellationToken ct) =>
        await (
            from e in db.Set<BuyEntry>()
            join l in db.Set<BuyLine>() on e.BuyLineId equals l.Id
            where l.RunId == run
            group e by new { For = l.VariantId, e.VariantId } into g
            select new Bought(g.Key.For, g.Key.VariantId, g.Sum(e => e.Qty), g.Sum(e => e.PaidMinor))
        ).ToListAsync(ct);

    // A share-out that is reckoned anew begins at nothing; what a buyer was asked or told about prices stays.
    private async Task ForgetAsync(Run run, CancellationToken ct)
    {
        var orders = RunStory.OrdersOf(db, run.Id).Select(o => o.Id);
        var children = db.Set<OrderLine>().Where(l => l.ParentLineId != null && orders.Contains(l.OrderId));
        await db.Set<LineChange>().Where(c => children.Any(l => l.Id == c.LineId)).ExecuteDeleteAsync(ct);
        await children.ExecuteDeleteAsync(ct);
        await db.Set<LineChange>()
            .Where(c =>
                c.Field == LineChange.Given
                && db.Set<OrderLine>().Any(l => l.Id == c.LineId && orders.Contains(l.OrderId))
            )
            .ExecuteDeleteAsync(ct);
    }

    private async Task<List<SharingLine>> LinesAsync(Run run, CancellationToken ct)
    {
        var orders = RunStory.OrdersOf(db, run.Id);
        var heads = await orders
            .Select(o => new
            {
                o.Id,
                o.Code,
                o.Language,
                o.TotalMinor,
                Paid = db.Set<Payment>().Where(p => p.OrderId == o.Id && p.UndoneAt == null).Sum(p => p.Minor),
            })
            .ToDictionaryAsync(o => o.Id, ct);
        // Thousands of them are written with one statement, and not tracked for it.
        var lines = await (
            from l in db.Set<OrderLine>().AsNoTracking()
            join o in orders on l.OrderId equals o.Id
            select l
        ).ToListAsync(ct);
        var parts = await (
            from p in db.Set<AskPart>().AsNoTracking()
            join l in db.Set<OrderLine>() on p.LineId equals l.Id
            join o in orders on l.OrderId equals o.Id
            select p
        ).ToListAsync(ct);
        var byLine = parts.ToLookup(p => p.LineId, p => new AskedPart(p.At, p.Asked, p.Tolerance));
        return lines.ConvertAll(l => new SharingLine(
            l,
            heads[l.OrderId].Code,
            heads[l.OrderId].Language,
            heads[l.OrderId].Paid >= heads[l.OrderId].TotalMinor,
            [.. byLine[l.Id]]
        ));
    }

    private Task<Dictionary<VariantId, OfferedGoods>> GoodsAsync(
        Run run,
        HashSet<VariantId> variants,
        CancellationToken ct
    ) =>
        (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            from o in db.Set<Offer>().Where(o => o.RunId == run.Id && o.VariantId == v.Id).DefaultIfEmpty()
            join price in db.Set<PriceVersion>() on o == null ? v.PriceId : o.PriceId equals price.Id
            where variants.Contains(v.Id)
            select new OfferedGoods(o!, v, p, price)
        ).ToDictionaryAsync(g => g.Variant.Id, ct);

    private static void Price(OrderLine line, IReadOnlyList<Bought> bought, Currency currency)
    {
        if (line.PriceRule != PriceRule.MarketPlus)
            return;
        var own = bought.Where(b => b.Variant == line.VariantId).ToList();
        if (own.Sum(b => b.Qty) is > 0 and var qty)
            line.FinalUnitMinor = FinalPrice
                .MarketPlus(
                    new Money(own.Sum(b => b.PaidMinor), currency),
                    new Quantity(qty),
                    line.PlusPercent ?? 0,
                    line.PlusMinor ?? 0
                )
                .Minor;
    }

    // Who wanted to be asked and said yes: in time, or late and the seller takes it all the same.
    private async Task<HashSet<(OrderLineId, VariantId)>> AgreedAsync(Run run, CancellationToken ct) =>
        (
            await (
                from q in db.Set<SubstituteQuestion>()
                join l in db.Set<OrderLine>() on q.LineId equals l.Id
                join o in RunStory.OrdersOf(db, run.Id) on l.OrderId equals o.Id
                where q.Answer == BuyerAnswer.Yes && (!q.IsLate || q.IsAllowed)
                select new { q.LineId, q.VariantId }
            ).ToListAsync(ct)
        )
            .Select(q => (q.LineId, q.VariantId))
            .ToHashSet();

    // Another kind goes to those who fell short and whose rule allows it at its price, by the same rule of sharing.
    private void Substitute(
        Run run,
        Bought other,
        List<SharingLine> lines,
        OfferedGoods kind,
        Dictionary<VariantId, long> there,
        HashSet<(OrderLineId Line, VariantId Kind)> agreed
    )
    {
        if (kind.Price.Currency != run.Currency)
            return;
        var step = kind.Variant.Step;
        var may = lines
            .Where(l =>
                l.Line.VariantId == other.ForVariant
                && l.Line.ParentLineId is null
                && (
                    l.Line.Substitute == SubstituteRule.SameKind
                        ? l.Line.SubstituteCeilingMinor >= kind.Price.Minor
                        : agreed.Contains((l.Line.Id, other.Variant))
                )
                && l.Line.Given < l.Line.Asked
            )
            .ToList();
        var most = Math.Min(there[other.Variant], other.Qty) / step;
        var given = ShareOut.Of(
            most,
            [.. may.Select(l => Asking(l, step, [new AskedPart(l.Parts.Min(p => p.At), l.Line.Asked - l.Line.Given)]))],
            run.ShareRule
        );
        foreach (var line in may.Where(l => given[KeyOf(l)] > 0))
        {
            var qty = given[KeyOf(line)] * step;
            there[other.Variant] -= qty;
            var child = Child(line, kind, qty, lines.Where(l => l.Line.OrderId == line.Line.OrderId));
            db.Add(child);
            lines.Add(line with { Line = child, Parts = [] });
        }
    }

    private static OrderLine Child(
        SharingLine parent,
        OfferedGoods kind,
        long qty,
        IEnumerable<SharingLine> siblings
    ) =>
        new()
        {
            Id = NewId.Of<OrderLineId>(),
            OrderId = parent.Line.OrderId,
            Position = siblings.Max(l => l.Line.Position) + 1,
            VariantId = kind.Variant.Id,
            ParentLineId = parent.Line.Id,
            Title = LabelWords.Title(kind.Product.NameIn(parent.Language), kind.Variant.Label, parent.Language),
            PriceId = kind.Price.Id,
            UnitMinor = kind.Price.Minor,
            TotalMinor = 0,
            Asked = 0,
            GivenComputed = qty,
            Given = qty,
            FinalUnitMinor = kind.Price.Minor,
        };

    private static AskingLine Asking(SharingLine line, long step, IReadOnlyList<AskedPart> parts) =>
        new(
            KeyOf(line),
            [.. parts.Select(p => new AskedPart(p.At, p.Asked / step, p.Tolerance / step))],
            line.Line.PartOk,
            line.HasPaid
        );

    private static string KeyOf(SharingLine line) =>
        line.OrderCode + "/" + line.Line.Position.ToString("d6", System.Globalization.CultureInfo.InvariantCulture);
}
