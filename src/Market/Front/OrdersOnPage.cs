using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Claims;
using Jisr.Market.Orders;
using Jisr.Market.Rounds;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>A line of an order as its buyer sees it.</summary>
internal sealed record LineOnPage(
    OrderLineId Id,
    int Position,
    string Title,
    long Asked,
    long Delivered,
    long WrittenOff,
    long UnitMinor,
    long TotalMinor,
    Products.SaleUnit Unit,
    string Sku
);

/// <summary>An order as its buyer sees it. Her number, landmark and note are not in it.</summary>
internal sealed record OrderOnPage
{
    public required OrderId Id { get; init; }
    public required string Code { get; init; }
    public required OrderState State { get; init; }
    public required Money Total { get; init; }
    public required Money Owed { get; init; }
    public required Money Paid { get; init; }
    public string? PickUpPoint { get; init; }
    public string? PlaceCode { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public required PartyId Seller { get; init; }
    public required ContactId Contact { get; init; }

    /// <summary>What was taken off its total because something was wrong.</summary>
    public required Money MadeGood { get; init; }

    /// <summary>What she wrote beside it.</summary>
    public string? Note { get; init; }

    /// <summary>Why it was declined or cancelled, and by whom.</summary>
    public string? Reason { get; init; }
    public bool EndedByBuyer { get; init; }
    public required ShopFront Shop { get; init; }
    public required IReadOnlyList<LineOnPage> Lines { get; init; }

    /// <summary>The stage of its market run; null for a direct order.</summary>
    public RunStage? Run { get; init; }

    /// <summary>It was for goods of a run.</summary>
    public bool IsOfRun { get; init; }

    public DateOnly? MarketDay { get; init; }
    public int? RunNo { get; init; }
    public string? Window { get; init; }
    public required string Language { get; init; }

    /// <summary>It is on a round that is out.</summary>
    public bool IsOnItsWay { get; init; }

    public OrderStage Stage => OrderStages.Of(State, Owed.Minor, Run, IsOnItsWay, Taken);

    private TakenPart Taken =>
        Lines.All(l => l.Delivered == 0) ? TakenPart.Nothing
        : Lines.Any(l => l.WrittenOff > 0) ? TakenPart.Some
        : TakenPart.All;

    /// <summary>She may take it back herself.</summary>
    public bool IsOpen => State == OrderState.Draft || (State == OrderState.Placed && Run is null or RunStage.Open);
}

/// <summary>Finds orders for those who hold their secret, or who know code and number.</summary>
internal sealed class OrdersOnPage(
    JisrDb db,
    ShopFronts shops,
    ILedger ledger,
    CodeSpace codes,
    BuyerBook buyers,
    Sealer sealer
)
{
    private const int LongestToken = 64;

    /// <summary>The order of a link; null when the secret is wrong.</summary>
    public async Task<OrderOnPage?> ByTokenAsync(string token, CancellationToken ct)
    {
        if (token.Length > LongestToken)
            return null;
        var hash = OrderToken.HashOf(token);
        var row = await (
            from o in db.Set<Order>().AsNoTracking()
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            from r in db.Set<Run>().Where(r => r.Id == o.RunId).DefaultIfEmpty()
            where o.TokenHash == hash
            select new
            {
                Order = o,
                ShopCode = s.Code,
                s.PartyId,
                Run = r == null ? null : (RunStage?)r.Stage,
                MarketDay = r == null ? null : (DateOnly?)r.MarketDay,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var (order, shop) = (row.Order, await shops.FindAsync(row.ShopCode, ct));
        var lines = await (
            from l in db.Set<OrderLine>().AsNoTracking()
            join v in db.Set<Products.Variant>() on l.VariantId equals v.Id
            where l.OrderId == order.Id
            orderby l.Position
            select new LineOnPage(
                l.Id,
                l.Position,
                l.Title,
                l.Asked,
                l.Delivered,
                l.WrittenOff,
                l.UnitMinor,
                l.TotalMinor,
                v.Unit,
                v.Sku
            )
        ).ToListAsync(ct);
        var paid = await db.Set<Payment>()
            .Where(p => p.OrderId == order.Id && p.UndoneAt == null)
            .SumAsync(p => p.Minor, ct);
        var stop = await (
            from s in db.Set<Stop>()
            join r in db.Set<Round>() on s.RoundId equals r.Id
            where s.OrderId == order.Id && s.Result == StopResult.Waiting && r.State != RoundState.Closed
            select new { s.Window, r.State }
        ).FirstOrDefaultAsync(ct);
        var end = await db.Set<OrderEvent>()
            .AsNoTracking()
            .Where(e => e.OrderId == order.Id && (e.What == "declined" || e.What == "cancelled"))
            .OrderByDescending(e => e.At)
            .Select(e => new { e.Reason, e.By })
            .FirstOrDefaultAsync(ct);
        var (receivable, payable) = (OrderMoney.Receivable(order), OrderMoney.Payable(order));
        var balances = await ledger.BalancesAsync([receivable, payable], ct);
        var owed = OrderStages.Owed(
            order,
            paid,
            balances.GetValueOrDefault(receivable),
            balances.GetValueOrDefault(payable)
        );
        var currency = order.Total.Currency;
        var madeGood = await db.Set<Claim>().Where(c => c.OrderId == order.Id).SumAsync(c => c.CreditMinor, ct);
        return new OrderOnPage
        {
            Id = order.Id,
            Code = order.Code,
            State = order.State,
            Run = row.Run,
            IsOfRun = order.IsOfRun,
            MarketDay = row.MarketDay,
            RunNo = order.RunNo,
            Window = stop?.Window,
            Language = order.Language,
            IsOnItsWay = stop?.State == RoundState.Out,
            Total = order.Total,
            Owed = new Money(owed, currency),
            Paid = new Money(paid, currency),
            PickUpPoint = order.PickUpPoint,
            PlaceCode = order.PlaceCode,
            PlacedAt = order.PlacedAt,
            DeliveredAt = order.DeliveredAt,
            Seller = row.PartyId,
            Contact = order.ContactId,
            MadeGood = new Money(madeGood, currency),
            Note = order.NoteSealed is { } note
                ? sealer.Open(note, "market_order", "note_sealed", order.Id.Value)
                : null,
            Reason = end?.Reason,
            EndedByBuyer = end?.By == "buyer",
            Shop = shop!,
            Lines = lines,
        };
    }

    /// <summary>True for the code of a promoter's link.</summary>
    public async Task<bool> IsOfLinkAsync(string? code, CancellationToken ct) =>
        await codes.FindAsync(code, ct) is { Kind: CodeKind.Link };

    /// <summary>The secret link of an order whose code and buyer's number are both right; null otherwise. A wrong code
    /// costs the same work as a wrong number.</summary>
    public async Task<string?> AddressAsync(string? code, string? phone, CancellationToken ct)
    {
        var row = await codes.FindAsync(code, ct);
        var id = new OrderId(row is { Kind: CodeKind.Order } ? row.TargetId : Guid.Empty);
        var found = await (
            from o in db.Set<Order>()
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            where o.Id == id
            select new
            {
                o.ShopId,
                o.ContactId,
                s.Country,
            }
        ).SingleOrDefaultAsync(ct);
        var (shop, contact) = (found?.ShopId ?? default, found?.ContactId ?? default);
        var keys = await db.Set<ContactIdentity>()
            .Where(i => i.ContactId == contact && i.Kind == ContactIdentity.Phone && i.EndedAt == null)
            .Select(i => i.Key)
            .ToListAsync(ct);
        var number = PhoneBinder.Read(phone, found?.Country ?? "SY").Value ?? "";
        var fits = BuyerBook.Knows(keys, buyers.KeyOf(shop, number));
        return fits && found is not null ? OrderToken.Address(sealer, id) : null;
    }
}
