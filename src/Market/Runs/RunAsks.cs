using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A line whose buyer wants to be asked when it is missing.</summary>
internal sealed record AskLine(OrderLineId Id, int? No, string BuyerName, string Title, long Asked, SaleUnit Unit);

/// <summary>What a buyer was asked, and what she said.</summary>
internal sealed record AskedOther(
    Guid Id,
    string BuyerName,
    string Title,
    string Other,
    Money Price,
    BuyerAnswer Answer,
    bool IsLate,
    bool IsAllowed
);

/// <summary>Reads who wants to be asked about another kind, and what was asked.</summary>
internal sealed class RunAsks(JisrDb db)
{
    public async Task<IReadOnlyList<AskLine>> LinesAsync(Run run, CancellationToken ct) =>
        await (
            from l in db.Set<OrderLine>().AsNoTracking()
            join o in RunStory.OrdersOf(db, run.Id) on l.OrderId equals o.Id
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            where l.Substitute == SubstituteRule.AskMe && l.ParentLineId == null
            orderby o.RunNo, l.Position
            select new AskLine(l.Id, o.RunNo, o.BuyerName, l.Title, l.Asked, v.Unit)
        ).ToListAsync(ct);

    public async Task<IReadOnlyList<AskedOther>> QuestionsAsync(Run run, CancellationToken ct)
    {
        var rows = await (
            from q in db.Set<SubstituteQuestion>().AsNoTracking()
            join l in db.Set<OrderLine>() on q.LineId equals l.Id
            join o in RunStory.OrdersOf(db, run.Id) on l.OrderId equals o.Id
            join v in db.Set<Variant>() on q.VariantId equals v.Id
            join p in db.Set<Product>() on v.ProductId equals p.Id
            orderby o.RunNo, q.At
            select new
            {
                Question = q,
                o.BuyerName,
                l.Title,
                Product = p,
                v.Label,
            }
        ).ToListAsync(ct);
        return rows.ConvertAll(r => new AskedOther(
            r.Question.Id,
            r.BuyerName,
            r.Title,
            LabelWords.Title(r.Product, r.Label),
            new Money(r.Question.UnitMinor, run.Money),
            r.Question.Answer,
            r.Question.IsLate,
            r.Question.IsAllowed
        ));
    }

    /// <summary>Goods of the shop that are bought at the market, offered on the run or not.</summary>
    public Task<IReadOnlyList<(string Sku, string Name, Money Price)>> GoodsAsync(Run run, CancellationToken ct) =>
        MarketGoods.ChoicesAsync(MarketGoods.Of(db, run).Where(g => g.Price.Currency == run.Currency), ct);
}
