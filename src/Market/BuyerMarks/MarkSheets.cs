using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Sealing;
using Jisr.Market.Orders;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.BuyerMarks;

/// <summary>A mark with the order it is of, and what the buyer says against it where that was opened.</summary>
internal sealed record MarkView(BuyerMark Mark, string OrderCode, string? Objection = null);

/// <summary>Reads marks: of her own order for the buyer, of a buyer of the shop for its seller, for nobody else.</summary>
internal sealed class MarkSheets(JisrDb db, Sealer sealer, ReadLog log, TimeProvider clock)
{
    /// <summary>Name of the sealed column.</summary>
    public const string Objection = "objection_sealed";

    /// <summary>Marks in force of a buyer of one shop. What she says against them is opened, and the look written down.</summary>
    public async Task<IReadOnlyList<MarkView>> OfBuyerAsync(ContactId contact, CancellationToken ct)
    {
        var marks = await Rows(db.Set<BuyerMark>().Where(m => m.ContactId == contact), ct);
        if (marks.Any(m => m.Mark.ObjectionSealed is not null))
            await log.WriteAsync(
                ReadAction.View,
                [],
                "buyer-mark.objection",
                reason: string.Join(' ', marks.Select(m => m.OrderCode).Distinct().Take(20)),
                ct: ct
            );
        return marks.ConvertAll(m =>
            m.Mark.ObjectionSealed is { } bytes
                ? m with
                {
                    Objection = sealer.Open(bytes, BuyerMark.Table, Objection, m.Mark.Id.Value),
                }
                : m
        );
    }

    /// <summary>How many stand against a buyer in this shop.</summary>
    public Task<int> CountAsync(ContactId contact, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return db.Set<BuyerMark>().CountAsync(m => m.ContactId == contact && m.EndsAt > now && m.LiftedAt == null, ct);
    }

    /// <summary>Marks in force that were made of an order, as its buyer sees them.</summary>
    public async Task<IReadOnlyList<MarkView>> OfOrderAsync(OrderId order, CancellationToken ct) =>
        [.. (await Rows(db.Set<BuyerMark>().Where(m => m.OrderId == order), ct)).Where(m => m.Mark.LiftedAt is null)];

    private async Task<List<MarkView>> Rows(IQueryable<BuyerMark> marks, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return await (
            from m in marks.AsNoTracking()
            join o in db.Set<Order>() on m.OrderId equals o.Id
            where m.EndsAt > now
            orderby m.At
            select new MarkView(m, o.Code, null)
        ).ToListAsync(ct);
    }
}

/// <summary>Marks in words.</summary>
internal static class MarkWords
{
    public static string Kind(Words words, MarkKind kind) =>
        kind == MarkKind.DidNotPay ? words["She did not pay"] : words["She did not accept it"];

    public static string ToHer(Words words, MarkKind kind) =>
        kind == MarkKind.DidNotPay
            ? words["The seller noted that this order is not paid."]
            : words["The seller noted that you did not accept this order."];
}
