using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Front;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>A round on its seller's list.</summary>
internal sealed record RoundHead(
    RoundId Id,
    int No,
    string? Courier,
    DateOnly Day,
    RoundState State,
    int Stops,
    int Left
)
{
    public string Address => "/my/rounds/" + Id;
}

/// <summary>An order that can go on a round.</summary>
internal sealed record BagToBring(OrderId Id, int? No, string Code, string BuyerName, string Where, long TotalMinor);

/// <summary>A stop as seller and courier see it: no number, and the landmark only where it is read and logged.</summary>
internal sealed record StopView(
    Stop Stop,
    Order Order,
    string District,
    IReadOnlyList<StopLine> Lines,
    string? Foreign,
    long PaidMinor
)
{
    /// <summary>The number on the bag, else the code of the order.</summary>
    public string Bag => Order.RunNo?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Order.Code;

    /// <summary>False until the round is loaded: what is due is reckoned then.</summary>
    public required bool IsDueKnown { get; init; }

    public Money Due => new(Stop.CashDueMinor, Order.Total.Currency);

    public string Where => Order.PickUpPoint ?? District;
}

/// <summary>A line in a bag: how much of it is to be handed over, or was.</summary>
internal sealed record StopLine(
    OrderLineId Id,
    string Title,
    SaleUnit Unit,
    long Step,
    long Given,
    long Delivered,
    long WrittenOff
)
{
    public long Remaining => Given - Delivered - WrittenOff;
}

/// <summary>A round with all that its pages show.</summary>
internal sealed record RoundSheet(
    Round Round,
    ShopId Shop,
    PartyId Seller,
    string ShopName,
    string Country,
    IReadOnlyList<StopView> Stops,
    IReadOnlyList<Money> Cash,
    HandOver? HandOver,
    IReadOnlyList<HandOverSum> Sums
)
{
    public string Address => "/my/rounds/" + Round.Id;

    public int Left => Stops.Count(s => s.Stop.Result == StopResult.Waiting);
}

/// <summary>Reads rounds: all of her shops for the seller, one for who holds its secret.</summary>
internal sealed class SellerRounds(
    JisrDb db,
    RoundBag bag,
    RoundOrders ready,
    Districts places,
    Sealer sealer,
    TimeProvider clock
)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<RoundHead>> ListAsync(PartyId party, RunId? run, CancellationToken ct) =>
        await (
            from r in db.Set<Round>().AsNoTracking()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where s.PartyId == party && (run == null || r.RunId == run)
            orderby r.Day descending, r.No descending
            select new RoundHead(
                r.Id,
                r.No,
                r.Courier,
                r.Day,
                r.State,
                db.Set<Stop>().Count(p => p.RoundId == r.Id),
                db.Set<Stop>().Count(p => p.RoundId == r.Id && p.Result == StopResult.Waiting)
            )
        )
            .Take(Most)
            .ToListAsync(ct);

    /// <summary>What can go out, nearest pick-up point or district together.</summary>
    public async Task<IReadOnlyList<BagToBring>> ReadyAsync(ShopId shop, RunId? run, CancellationToken ct)
    {
        var orders = await ready
            .Ready(shop, run)
            .AsNoTracking()
            .OrderBy(o => o.RunNo)
            .ThenBy(o => o.PlacedAt)
            .ToListAsync(ct);
        return
        [
            .. orders
                .Select(o => new BagToBring(
                    o.Id,
                    o.RunNo,
                    o.Code,
                    o.BuyerName,
                    o.PickUpPoint ?? places.Name(o.PlaceCode ?? "", Kernel.Language.Words.Language),
                    o.TotalMinor
                ))
                .GroupBy(o => o.Where)
                .SelectMany(g => g),
        ];
    }

    /// <summary>One of her rounds; null when it is not hers.</summary>
    public Task<RoundSheet?> FindAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var roundId = new RoundId(id);
        return SheetAsync(r => r.Id == roundId, s => s.PartyId == party, ct);
    }

    /// <summary>The round of a courier's link, while it opens.</summary>
    public async Task<RoundSheet?> ByTokenAsync(string token, CancellationToken ct)
    {
        if (token.Length > 64)
            return null;
        var hash = OrderToken.HashOf(token);
        var sheet = await SheetAsync(r => r.TokenHash == hash, _ => true, ct);
        return sheet?.Round.OpensByLink(Clock.Now(clock)) == true ? sheet : null;
    }

    /// <summary>A round whose secret was shown.</summary>
    public Task<RoundSheet?> OfIdAsync(Guid id, CancellationToken ct)
    {
        var roundId = new RoundId(id);
        return SheetAsync(r => r.Id == roundId, _ => true, ct);
    }

    /// <summary>The landmark of an order, kept sealed; the caller logs the look.</summary>
    public string? Landmark(Order order) =>
        order.LandmarkSealed is null
            ? null
            : sealer.Open(order.LandmarkSealed, "market_order", "landmark_sealed", order.Id.Value);

    /// <summary>The four digits that both see.</summary>
    public string Code(HandOver sent) =>
        sealer.Open(sent.CodeSealed, HandOver.Table, HandOver.CodeColumn, sent.Id.Value);

    private async Task<RoundSheet?> SheetAsync(
        System.Linq.Expressions.Expression<Func<Round, bool>> which,
        System.Linq.Expressions.Expression<Func<Shop, bool>> whose,
        CancellationToken ct
    )
    {
        var row = await (
            from r in db.Set<Round>().AsNoTracking().Where(which)
            join s in db.Set<Shop>().Where(whose) on r.ShopId equals s.Id
            select new { Round = r, Shop = s }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var round = row.Round;
        var sent = await db.Set<HandOver>().AsNoTracking().SingleOrDefaultAsync(h => h.RoundId == round.Id, ct);
        var sums = sent is null
            ? []
            : await db.Set<HandOverSum>().AsNoTracking().Where(s => s.HandOverId == sent.Id).ToListAsync(ct);
        return new RoundSheet(
            round,
            row.Shop.Id,
            row.Shop.PartyId,
            Kernel.Language.Words.Pick(Kernel.Language.Words.Language, row.Shop.Name, row.Shop.NameFr, row.Shop.NameEn),
            row.Shop.Country,
            await StopsAsync(round, ct),
            await bag.CashAsync(round, ct),
            sent,
            sums
        );
    }

    private async Task<IReadOnlyList<StopView>> StopsAsync(Round round, CancellationToken ct)
    {
        var rows = await (
            from s in db.Set<Stop>().AsNoTracking()
            join o in db.Set<Order>() on s.OrderId equals o.Id
            where s.RoundId == round.Id
            orderby s.Position
            select new
            {
                Stop = s,
                Order = o,
                Paid = db.Set<Payment>().Where(p => p.StopId == s.Id && p.UndoneAt == null).Sum(p => p.Minor),
                Foreign = (
                    from l in db.Set<OrderLine>()
                    join price in db.Set<PriceVersion>() on l.PriceId equals price.Id
                    where l.OrderId == o.Id && price.Currency != o.Currency
                    select price.Currency
                ).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Order.Id);
        var lines = await (
            from l in db.Set<OrderLine>().AsNoTracking()
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            where ids.Contains(l.OrderId) && l.Given > 0
            orderby l.Position
            select new
            {
                l.OrderId,
                Line = new StopLine(l.Id, l.Title, v.Unit, v.Step, l.Given, l.Delivered, l.WrittenOff),
            }
        ).ToListAsync(ct);
        var byOrder = lines.ToLookup(l => l.OrderId, l => l.Line);
        return rows.ConvertAll(r => new StopView(
            r.Stop,
            r.Order,
            r.Order.PlaceCode is { } code ? places.Name(code, Kernel.Language.Words.Language) : "–",
            [.. byOrder[r.Order.Id]],
            r.Foreign,
            r.Paid
        )
        {
            IsDueKnown = round.State != RoundState.Draft,
        });
    }
}

/// <summary>Words of a round as seller and courier read them.</summary>
internal static class RoundWords
{
    public static string State(Kernel.Language.Words words, RoundState state) =>
        state switch
        {
            RoundState.Draft => words["Being planned"],
            RoundState.Loaded => words["Loaded"],
            RoundState.Out => words["The round is out"],
            RoundState.Back => words["The courier is back"],
            _ => words["Round closed"],
        };

    /// <summary>Colour of the tag.</summary>
    public static string Tag(RoundState state) =>
        state switch
        {
            RoundState.Closed => "ok",
            RoundState.Out or RoundState.Back => "warn",
            _ => "",
        };

    public static string Result(Kernel.Language.Words words, Stop stop) => Result(words, stop.Result, stop.Reason);

    public static string Result(Kernel.Language.Words words, StopResult result, FailReason? reason) =>
        result switch
        {
            StopResult.Waiting => words["Not there yet"],
            StopResult.Done => words["Handed over"],
            StopResult.Part => words["A part was handed over"],
            StopResult.Skipped => words["Passed by"],
            _ => Reason(words, reason ?? FailReason.NotHome),
        };

    public static string Tag(StopResult result) =>
        result switch
        {
            StopResult.Done => "ok",
            StopResult.Failed => "blocked",
            StopResult.Part or StopResult.Skipped => "warn",
            _ => "",
        };

    public static string Reason(Kernel.Language.Words words, FailReason reason) =>
        reason switch
        {
            FailReason.NotHome => words["Nobody was home"],
            FailReason.NoAnswer => words["No answer"],
            FailReason.RefusedPrice => words["Refused because of the price"],
            FailReason.RefusedItem => words["Refused because of the goods"],
            FailReason.WrongAddress => words["The address is wrong"],
            FailReason.RoadClosed => words["The road was closed"],
            FailReason.Unsafe => words["It was not safe"],
            _ => words["Asked for another day"],
        };
}
