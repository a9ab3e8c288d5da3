using System.Globalization;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Claims;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>An order on its seller's list.</summary>
internal sealed record OrderHead(
    OrderId Id,
    string Code,
    OrderState State,
    string BuyerName,
    string Currency,
    long TotalMinor,
    long PaidMinor,
    DateTimeOffset PlacedAt,
    int Lines,
    ContactId Contact
)
{
    public Money Total => new(TotalMinor, Kernel.Values.Currency.Parse(Currency));

    /// <summary>Where the next page begins.</summary>
    public string Key => PlacedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "~" + Code;

    public string Address => "/my/orders/" + Id;
}

/// <summary>An order with all that its page shows.</summary>
internal sealed record OrderSheet(
    Order Order,
    string ShopCode,
    string ShopName,
    string Country,
    IReadOnlyList<LineView> Lines,
    IReadOnlyList<Payment> Payments,
    IReadOnlyList<OrderEvent> Story,
    DateTimeOffset? RevealedUntil,
    Money Owed,
    Money Credit,
    RunStage? Run,
    IReadOnlyList<RateQuestion> RateQuestions,
    string? Foreign,
    Money MadeGood
)
{
    /// <summary>What may be handed over for it: its own currency, that of its prices, the other series of its own.</summary>
    public IReadOnlyList<Currency> Currencies =>
        [
            Order.Total.Currency,
            .. Foreign is { } key ? [Currency.Parse(key)] : (IEnumerable<Currency>)[],
            .. Currency.All.Where(c => c.Code == Order.Total.Currency.Code && c.Series != Order.Total.Currency.Series),
        ];

    public Money Paid => new(Payments.Where(p => p.UndoneAt is null).Sum(p => p.Minor), Order.Total.Currency);

    /// <summary>True once she said yes to it: what is needed to deliver may be seen.</summary>
    public bool IsTaken => Order.IsTaken;

    public bool IsOver => Order.HasEnded;
}

/// <summary>A line with what it is counted in.</summary>
internal sealed record LineView(string Title, long Asked, SaleUnit Unit, long UnitMinor, long TotalMinor);

/// <summary>Reads a seller's own orders.</summary>
internal sealed class SellerOrders(JisrDb db, ILedger ledger, Sealer sealer, TimeProvider clock)
{
    public const int PageSize = 20;
    private const int MostToCollect = 50;

    public async Task<(IReadOnlyList<OrderHead> Items, string? Next)> ListAsync(
        PartyId party,
        OrderState? state,
        string? after,
        CancellationToken ct
    )
    {
        var orders = Direct(party);
        if (state is { } wanted)
            orders = orders.Where(o => o.State == wanted);
#pragma warning disable CA1309 // The database compares, by its own order.
        if (ReadKey(after) is var (at, code))
            orders = orders.Where(o => o.PlacedAt < at || (o.PlacedAt == at && string.Compare(o.Code, code) > 0));
#pragma warning restore CA1309
        var page = await Heads(orders.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Code).Take(PageSize + 1))
            .ToListAsync(ct);
        return ([.. page.Take(PageSize)], page.Count > PageSize ? page[PageSize - 1].Key : null);
    }

    /// <summary>All of them, oldest first, for her own file.</summary>
    public IAsyncEnumerable<OrderHead> All(PartyId party) =>
        Heads(Mine(party).OrderBy(o => o.PlacedAt).ThenBy(o => o.Code)).AsAsyncEnumerable();

    public async Task<IReadOnlyDictionary<OrderState, int>> CountsAsync(PartyId party, CancellationToken ct) =>
        await Direct(party)
            .GroupBy(o => o.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <summary>The oldest orders of a state: what has waited longest comes first.</summary>
    public async Task<IReadOnlyList<OrderHead>> WaitingAsync(
        PartyId party,
        OrderState state,
        int most,
        CancellationToken ct
    ) =>
        await Heads(Direct(party).Where(o => o.State == state).OrderBy(o => o.PlacedAt).ThenBy(o => o.Code).Take(most))
            .ToListAsync(ct);

    /// <summary>Delivered orders whose buyer still owes, with what she owes in all.</summary>
    public async Task<IReadOnlyList<(OrderHead Order, Money Owed)>> ToCollectAsync(PartyId party, CancellationToken ct)
    {
        var heads = await Heads(
                Mine(party)
                    .Where(o =>
                        (o.State == OrderState.Done || (o.IsOfRun && o.OwedTxId != null))
                        && o.TotalMinor
                            > db.Set<Payment>().Where(p => p.OrderId == o.Id && p.UndoneAt == null).Sum(p => p.Minor)
                    )
                    .OrderBy(o => o.PlacedAt)
                    .ThenBy(o => o.Code)
                    .Take(MostToCollect)
            )
            .ToListAsync(ct);
        if (heads.Count == 0)
            return [];
        // One buyer has one balance, whatever orders it came from.
        var accounts = heads.ToDictionary(h => h.Id, h => ReceivableOf(h.Contact, h.Currency));
        var owed = await ledger.BalancesAsync([.. accounts.Values], ct);
        return
        [
            .. heads
                .Select(h => (h, Owed: owed.GetValueOrDefault(accounts[h.Id])))
                .Where(h => h.Owed > 0)
                .DistinctBy(h => accounts[h.h.Id])
                .Select(h => (h.h, new Money(h.Owed, h.h.Total.Currency))),
        ];
    }

    /// <summary>One of her orders; null when it is not hers.</summary>
    public async Task<OrderSheet?> FindAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var orderId = new OrderId(id);
        var row = await (
            from o in db.Set<Order>().AsNoTracking()
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            from r in db.Set<Run>().Where(r => r.Id == o.RunId).DefaultIfEmpty()
            where o.Id == orderId && s.PartyId == party
            select new
            {
                Order = o,
                Run = r == null ? null : (RunStage?)r.Stage,
                s.Code,
                s.Name,
                s.Country,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var lines = await (
            from l in db.Set<OrderLine>().AsNoTracking()
            join v in db.Set<Variant>() on l.VariantId equals v.Id
            where l.OrderId == orderId
            orderby l.Position
            select new LineView(l.Title, l.Asked, v.Unit, l.UnitMinor, l.TotalMinor)
        ).ToListAsync(ct);
        var payments = await db.Set<Payment>()
            .AsNoTracking()
            .Where(p => p.OrderId == orderId)
            .OrderBy(p => p.At)
            .ToListAsync(ct);
        var story = await db.Set<OrderEvent>()
            .AsNoTracking()
            .Where(e => e.OrderId == orderId)
            .OrderBy(e => e.At)
            .ToListAsync(ct);
        var now = Clock.Now(clock);
        var until = await db.Set<Reveal>()
            .Where(r => r.OrderId == orderId && r.ExpiresAt > now)
            .MaxAsync(r => (DateTimeOffset?)r.ExpiresAt, ct);
        var (receivable, payable) = (OrderMoney.Receivable(row.Order), OrderMoney.Payable(row.Order));
        var balances = await ledger.BalancesAsync([receivable, payable], ct);
        var currency = row.Order.Total.Currency;
        return new OrderSheet(
            row.Order,
            row.Code,
            row.Name,
            row.Country,
            lines,
            payments,
            story,
            until,
            new Money(balances.GetValueOrDefault(receivable), currency),
            new Money(balances.GetValueOrDefault(payable), currency),
            row.Run,
            await db.Set<RateQuestion>()
                .AsNoTracking()
                .Where(q => q.OrderId == orderId && q.Answer == BuyerAnswer.Asked)
                .ToListAsync(ct),
            row.Order.RateId is null
                ? null
                : await (
                    from l in db.Set<OrderLine>()
                    join price in db.Set<PriceVersion>() on l.PriceId equals price.Id
                    where l.OrderId == orderId && price.Currency != row.Order.Currency
                    select price.Currency
                ).FirstOrDefaultAsync(ct),
            new Money(await db.Set<Claim>().Where(c => c.OrderId == orderId).SumAsync(c => c.CreditMinor, ct), currency)
        );
    }

    /// <summary>Words of a buyer that are kept sealed; the caller logs the look.</summary>
    public string? Open(Order order, byte[]? bytes, string column) =>
        bytes is null ? null : sealer.Open(bytes, "market_order", column, order.Id.Value);

    private IQueryable<Order> Mine(PartyId party) =>
        db.Set<Order>().AsNoTracking().Where(o => db.Set<Shop>().Any(s => s.Id == o.ShopId && s.PartyId == party));

    // Orders of a run stand on its run's page.
    private IQueryable<Order> Direct(PartyId party) => Mine(party).Where(o => !o.IsOfRun);

    private IQueryable<OrderHead> Heads(IQueryable<Order> orders) =>
        orders.Select(o => new OrderHead(
            o.Id,
            o.Code,
            o.State,
            o.BuyerName,
            o.Currency,
            o.TotalMinor,
            db.Set<Payment>().Where(p => p.OrderId == o.Id && p.UndoneAt == null).Sum(p => p.Minor),
            o.PlacedAt,
            db.Set<OrderLine>().Count(l => l.OrderId == o.Id),
            o.ContactId
        ));

    private static AccountRef ReceivableOf(ContactId contact, string currency) =>
        new(AccountOwner.Contact, contact.Value, AccountPurpose.Receivable, currency);

    private static (DateTimeOffset At, string Code)? ReadKey(string? key) =>
        key?.Split('~', 2) is [var ms, var code]
        && long.TryParse(ms, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at < 253_402_300_799_999
            ? (DateTimeOffset.FromUnixTimeMilliseconds(at), code)
            : null;
}
