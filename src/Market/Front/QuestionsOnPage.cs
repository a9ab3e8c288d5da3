using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>Something a buyer is asked about her order.</summary>
/// <param name="What">price, rate or other.</param>
/// <param name="Title">The goods it is about; null where it is about the whole order.</param>
/// <param name="Kind">The other kind that is proposed.</param>
internal sealed record QuestionOnPage(string What, Guid Id, string? Title, Money From, Money To, string? Kind = null);

/// <summary>Reads the questions that wait for the buyer of an order.</summary>
internal sealed class QuestionsOnPage(JisrDb db)
{
    public async Task<IReadOnlyList<QuestionOnPage>> OfAsync(OrderOnPage order, CancellationToken ct)
    {
        Money Of(long minor) => new(minor, order.Total.Currency);
        var all = new List<QuestionOnPage>();
        if (order.Run is RunStage.Buying or RunStage.Sharing)
            all.AddRange(
                (
                    await (
                        from c in db.Set<LineChange>()
                        join l in db.Set<OrderLine>() on c.LineId equals l.Id
                        where l.OrderId == order.Id && c.Answer == BuyerAnswer.Asked
                        select new
                        {
                            c.Id,
                            l.Title,
                            c.From,
                            c.To,
                        }
                    ).ToListAsync(ct)
                ).Select(c => new QuestionOnPage("price", c.Id.Value, c.Title, Of(c.From), Of(c.To)))
            );
        if (order.Run is RunStage.Open or RunStage.Closed or RunStage.Buying or RunStage.Sharing)
            all.AddRange(
                (
                    await (
                        from q in db.Set<SubstituteQuestion>()
                        join l in db.Set<OrderLine>() on q.LineId equals l.Id
                        join v in db.Set<Variant>() on q.VariantId equals v.Id
                        join p in db.Set<Product>() on v.ProductId equals p.Id
                        where l.OrderId == order.Id && q.Answer == BuyerAnswer.Asked
                        select new
                        {
                            q.Id,
                            l.Title,
                            l.UnitMinor,
                            To = q.UnitMinor,
                            Product = p,
                            v.Label,
                        }
                    ).ToListAsync(ct)
                ).Select(q => new QuestionOnPage(
                    "other",
                    q.Id,
                    q.Title,
                    Of(q.UnitMinor),
                    Of(q.To),
                    LabelWords.Title(q.Product, q.Label)
                ))
            );
        if (order.State is not OrderState.Done)
            all.AddRange(
                (
                    await db.Set<RateQuestion>()
                        .AsNoTracking()
                        .Where(q => q.OrderId == order.Id && q.Answer == BuyerAnswer.Asked)
                        .ToListAsync(ct)
                ).Select(q => new QuestionOnPage("rate", q.Id, null, Of(q.From), Of(q.To)))
            );
        return all;
    }
}
