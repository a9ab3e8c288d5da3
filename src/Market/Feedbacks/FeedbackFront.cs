using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Jisr.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Feedbacks;

/// <summary>What a buyer said, as everybody may read it: of which goods, and never who.</summary>
internal sealed record FeedbackView(
    FeedbackId Id,
    OrderLineId Line,
    string Product,
    Grade Grade,
    string? Text,
    DateTimeOffset At,
    string? Answer,
    bool IsAnswered
);

/// <summary>Reads what buyers said.</summary>
internal sealed class FeedbackFront(JisrDb db, TimeProvider clock)
{
    /// <summary>So long after the delivery something can be said: our first guess.</summary>
    public const int Days = 60;

    public const int PageSize = 20;

    /// <summary>Of a shop, newest first.</summary>
    public async Task<(IReadOnlyList<FeedbackView> Items, Guid? Next)> OfShopAsync(
        ShopId shop,
        int most,
        Guid? after,
        CancellationToken ct
    ) => await PageAsync(db.Set<Feedback>().Where(f => f.ShopId == shop), most, after, ct);

    /// <summary>Of all shops of a seller, newest first.</summary>
    public async Task<(IReadOnlyList<FeedbackView> Items, Guid? Next)> OfSellerAsync(
        PartyId party,
        Guid? after,
        CancellationToken ct
    ) => await PageAsync(OfSeller(party), PageSize, after, ct);

    /// <summary>One of a seller's; null when it is not hers.</summary>
    public async Task<FeedbackView?> OfSellerAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var known = new FeedbackId(id);
        return (await Views(OfSeller(party).Where(f => f.Id == known)).ToListAsync(ct)).FirstOrDefault();
    }

    /// <summary>Of an order's lines.</summary>
    public async Task<IReadOnlyList<FeedbackView>> OfOrderAsync(OrderId order, CancellationToken ct) =>
        await Views(db.Set<Feedback>().Where(f => db.Set<OrderLine>().Any(l => l.Id == f.LineId && l.OrderId == order)))
            .ToListAsync(ct);

    /// <summary>Something can still be said of an order that was delivered then.</summary>
    public bool IsOpen(DateTimeOffset? deliveredAt) => deliveredAt is { } at && Clock.Now(clock) <= at.AddDays(Days);

    private IQueryable<Feedback> OfSeller(PartyId party) =>
        db.Set<Feedback>().Where(f => db.Set<Shop>().Any(s => s.Id == f.ShopId && s.PartyId == party));

    private async Task<(IReadOnlyList<FeedbackView> Items, Guid? Next)> PageAsync(
        IQueryable<Feedback> all,
        int most,
        Guid? after,
        CancellationToken ct
    )
    {
        if (after is { } id)
        {
            var from = new FeedbackId(id);
            var last = await db.Set<Feedback>().Where(f => f.Id == from).Select(f => f.At).FirstOrDefaultAsync(ct);
            all = all.Where(f => f.At < last);
        }
        var page = await Views(all.OrderByDescending(f => f.At).Take(most + 1)).ToListAsync(ct);
        page = [.. page.OrderByDescending(f => f.At)];
        return ([.. page.Take(most)], page.Count > most ? page[most - 1].Id.Value : null);
    }

    private IQueryable<FeedbackView> Views(IQueryable<Feedback> all) =>
        from f in all.AsNoTracking()
        join l in db.Set<OrderLine>() on f.LineId equals l.Id
        join v in db.Set<Variant>() on l.VariantId equals v.Id
        join p in db.Set<Product>() on v.ProductId equals p.Id
        select new FeedbackView(
            f.Id,
            f.LineId,
            Words.Language == "fr" && p.NameFr != null ? p.NameFr
                : Words.Language == "en" && p.NameEn != null ? p.NameEn
                : p.NameAr,
            f.Grade,
            f.Text,
            f.At,
            f.Answer,
            f.AnsweredAt != null
        );
}

/// <summary>How buyers found it, in words.</summary>
internal static class FeedbackWords
{
    public static string Grade(Words words, Grade grade) =>
        grade switch
        {
            Feedbacks.Grade.Good => words["Good"],
            Feedbacks.Grade.SoSo => words["So-so"],
            _ => words["Bad"],
        };

    /// <summary>Colour of the tag.</summary>
    public static string Tag(Grade grade) =>
        grade switch
        {
            Feedbacks.Grade.Good => "ok",
            Feedbacks.Grade.SoSo => "warn",
            _ => "blocked",
        };

    public static IReadOnlyList<Option> Grades(Words words) =>
        [.. Enum.GetValues<Grade>().Select(g => new Option(Codes.Of(g), Grade(words, g)))];
}
