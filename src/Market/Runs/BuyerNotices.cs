using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Claims;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>Something a buyer must be told, with the words for it in her language.</summary>
internal sealed record NoticeToTell(
    Guid Id,
    OrderId Order,
    string Code,
    string BuyerName,
    string What,
    DateTimeOffset At,
    string Language,
    string Text
);

/// <summary>Reads what a seller must tell whom, and writes the words.</summary>
internal sealed class BuyerNotices(JisrDb db, Words words)
{
    private const int Most = 60;

    /// <summary>Those not told yet, oldest first.</summary>
    /// <param name="address">Where a buyer finds her order by its code.</param>
    public async Task<IReadOnlyList<NoticeToTell>> ListAsync(PartyId party, string address, CancellationToken ct)
    {
        var rows = await (
            from n in db.Set<BuyerNotice>().AsNoTracking()
            join o in db.Set<Order>() on n.OrderId equals o.Id
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            from r in db.Set<Run>().Where(r => r.Id == o.RunId).DefaultIfEmpty()
            where s.PartyId == party && n.SentAt == null
            orderby n.At, n.Id
            select new
            {
                Notice = n,
                Order = o,
                Shop = s,
                Run = r,
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        return rows.ConvertAll(r => new NoticeToTell(
            r.Notice.Id,
            r.Order.Id,
            r.Order.Code,
            r.Order.BuyerName,
            What(words, r.Notice.What),
            r.Notice.At,
            r.Order.Language,
            TextOf(r.Notice.What, r.Order, r.Shop, r.Run, address)
        ));
    }

    /// <summary>What a notice is about, as the seller reads it.</summary>
    private static string What(Words words, string what) =>
        what switch
        {
            "run-moved" => words["The dates were moved"],
            "run-cancelled" => words["The run was cancelled"],
            "kept" => words["Her order waits"],
            "price-asked" => words["She is asked about a price"],
            "rate-asked" => words["She is asked about the rate"],
            ClaimBook.Decided => words["What came of her complaint"],
            _ => words["She is asked about another kind"],
        };

    // It speaks the language she ordered in, whoever sends it.
    private string TextOf(string what, Order order, Shop shop, Run? run, string address)
    {
        var reader = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(order.Language);
        try
        {
            var show = new Show(
                new Display(order.Language, Display.DefaultArabicDigits(order.Language, shop.Country), shop.Country)
            );
            var name = Words.Pick(order.Language, shop.Name, shop.NameFr, shop.NameEn);
            var first = order.Code + " · " + name;
            var text = what switch
            {
                "run-moved" when run is not null => words[
                    "The market day of your order is {day} now. Orders until {time}.",
                    ("day", show.Date(run.MarketDay)),
                    ("time", show.Instant(run.ClosesAt, SellerDesk.ZoneOf(shop.Country)))
                ],
                "run-cancelled" => words[
                    "The market run of your order does not take place: {reason}. Nothing is to be paid.",
                    ("reason", run?.CancelReason ?? "–")
                ],
                ClaimBook.Decided => words[
                    "Your complaint is answered. Read it at {address} with this code.",
                    ("address", address)
                ],
                "kept" => words["Your order came after the run had closed. It is kept for the next one."],
                _ => words[
                    "I have a question about your order. Please answer it at {address} with this code.",
                    ("address", address)
                ],
            };
            return first + "\n" + text;
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
