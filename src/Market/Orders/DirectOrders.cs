using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>A variant that can be had now, with its price in force.</summary>
internal sealed record Goods(Variant Variant, Product Product, PriceVersion Price)
{
    /// <summary>One of it in the order's currency; null where there is no rate.</summary>
    public Money? Unit { get; init; }
    public RateInfo? Rate { get; init; }
}

/// <summary>A direct order before it is written.</summary>
internal sealed record DirectWish(OrderId Id, ContactId Contact, string Name, IReadOnlyList<WantedLine> Lines)
{
    public string? PickUpPoint { get; init; }
    public string? PlaceCode { get; init; }
    public string? Landmark { get; init; }
    public string? Note { get; init; }
    public string Language { get; init; } = "ar";
    public CameBy CameBy { get; init; }
}

/// <summary>Makes direct orders, by whatever road the wish came: prices of the shop's own, goods promised at once.</summary>
internal sealed class DirectOrders(JisrDb db, Sealer sealer, SellerFacts facts, CodeSpace codes, OrderRates rates)
{
    private const int MostLines = 50;

    /// <summary>Minor units; more than anybody can type as an amount.</summary>
    private const decimal MostTotal = 10_000_000_000_000;

    public static void CheckShape(IReadOnlyList<WantedLine>? lines, Problems problems)
    {
        if (lines is null or { Count: 0 })
            problems.Add("lines", "NOTHING_CHOSEN");
        else if (
            lines.Count > MostLines
            || lines.Any(l => l?.Sku is null or { Length: 0 or > Variant.MostSku })
            || lines.DistinctBy(l => l.Sku).Count() != lines.Count
        )
            problems.Add("lines", "LINES_SHAPE");
    }

    /// <summary>The shown goods of a shop among these, by sku.</summary>
    public async Task<Dictionary<string, Goods>> GoodsAsync(
        Shop shop,
        IReadOnlyList<WantedLine> lines,
        CancellationToken ct
    )
    {
        var skus = lines.Select(l => l.Sku).ToList();
        var goods = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
            where v.ShopId == shop.Id && skus.Contains(v.Sku) && p.State == ProductState.Shown
            select new Goods(v, p, price)
        ).ToListAsync(ct);
        var known = await rates.OfAsync(goods.Select(g => g.Price.Currency), shop.Currency, null, ct);
        return goods
            .Select(g =>
            {
                var (unit, rate) = OrderRates.Of(g.Price, shop.Currency, known);
                return g with { Unit = unit, Rate = rate };
            })
            .ToDictionary(g => g.Variant.Sku, StringComparer.Ordinal);
    }

    public static Problems CheckLines(IReadOnlyList<WantedLine> lines, Dictionary<string, Goods> goods)
    {
        var problems = new Problems();
        RateInfo? foreign = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var field = FormattableString.Invariant($"lines.{i}.qty");
            var line = lines[i];
            if (!goods.TryGetValue(line.Sku, out var one) || one.Variant.Kind == SaleKind.Run)
                problems.Add(field, "NOT_SOLD");
            // One order has one rate.
            else if (one.Unit is null || (one.Rate is not null && one.Rate != (foreign ??= one.Rate)))
                problems.Add(field, "RATE_MISSING");
            else
                Portions.Check(
                    new Quantity(line.Qty),
                    one.Variant.Step,
                    one.Variant.Min,
                    one.Variant.Max,
                    field,
                    problems
                );
        }
        if (problems.Count == 0 && lines.Sum(l => (decimal)TotalOf(l, goods[l.Sku])) > MostTotal)
            problems.Add("lines", "TOTAL_TOO_BIG");
        return problems;
    }

    /// <summary>The order, placed, with its goods promised; or why not. The lines were checked before.</summary>
    public async Task<(Order? Order, Outcome? Refusal)> MakeAsync(
        DirectWish wish,
        Shop shop,
        Dictionary<string, Goods> goods,
        CommandScope scope,
        CancellationToken ct
    )
    {
        if (await ReserveAsync(wish.Lines, goods, ct) is { } soldOut)
            return (null, soldOut);
        var id = wish.Id;
        var isFetched = wish.PickUpPoint is not null;
        var order = new Order
        {
            Id = id,
            ShopId = shop.Id,
            ContactId = wish.Contact,
            Code = await codes.TakeAsync(CodeKind.Order, id.Value, ct),
            TokenHash = OrderToken.HashOf(OrderToken.Of(sealer, id)),
            BuyerName = ShopRules.Clean(wish.Name)!,
            PickUpPoint = wish.PickUpPoint,
            PlaceCode = isFetched ? null : wish.PlaceCode,
            LandmarkSealed = Sealed(isFetched ? null : wish.Landmark, "landmark_sealed", id),
            NoteSealed = Sealed(wish.Note, "note_sealed", id),
            Currency = shop.Currency,
            Language = wish.Language is "fr" or "en" ? wish.Language : "ar",
            CameBy = wish.CameBy,
            TotalMinor = wish.Lines.Sum(l => TotalOf(l, goods[l.Sku])),
            PlacedAt = scope.Now,
        };
        OrderRates.Freeze(order, goods.Values.Select(g => g.Rate), scope.Now + OrderRates.HoldsFor);
        db.Add(order);
        AddLines(order, wish.Lines, goods);
        await OrderStory.PlacedAsync(db, facts, order, shop, scope, ct);
        // What is left of the stock shows on these.
        scope.Stale(Tags.Shop(shop.Code), Tags.Find);
        foreach (var line in wish.Lines)
            scope.Stale(Tags.Product(goods[line.Sku].Variant.ProductId.Value));
        return (order, null);
    }

    // One statement tests and takes, so that two buyers cannot have the last piece; in id order, so that two baskets
    // never wait for each other.
    private async Task<Outcome?> ReserveAsync(
        IReadOnlyList<WantedLine> lines,
        Dictionary<string, Goods> goods,
        CancellationToken ct
    )
    {
        foreach (
            var (line, i) in lines
                .Select((l, i) => (Line: l, Index: i))
                .OrderBy(l => goods[l.Line.Sku].Variant.Id.Value.ToString("n"), StringComparer.Ordinal)
        )
        {
            var variant = goods[line.Sku].Variant;
            var taken = await db.Set<Variant>()
                .Where(v => v.Id == variant.Id && (v.Kind != SaleKind.Stock || v.OnHand - v.Reserved >= line.Qty))
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Reserved, v => v.Reserved + line.Qty), ct);
            if (taken == 0)
            {
                var left = await db.Set<Variant>()
                    .Where(v => v.Id == variant.Id)
                    .Select(v => v.OnHand - v.Reserved)
                    .SingleAsync(ct);
                var problems = new Problems();
                problems.Add(
                    FormattableString.Invariant($"lines.{i}.qty"),
                    "SOLD_OUT",
                    ("left", new Quantity(Math.Max(0, left)))
                );
                return new Outcome.Refused(problems);
            }
        }
        return null;
    }

    private void AddLines(Order order, IReadOnlyList<WantedLine> lines, Dictionary<string, Goods> goods)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, one) = (lines[i], goods[lines[i].Sku]);
            db.Add(
                new OrderLine
                {
                    Id = NewId.Of<OrderLineId>(),
                    OrderId = order.Id,
                    Position = i + 1,
                    VariantId = one.Variant.Id,
                    Title = LabelWords.Title(one.Product.NameIn(order.Language), one.Variant.Label, order.Language),
                    PriceId = one.Price.Id,
                    UnitMinor = one.Unit!.Value.Minor,
                    TotalMinor = TotalOf(line, one),
                    Asked = line.Qty,
                    // What is ordered directly is given as it was asked.
                    GivenComputed = line.Qty,
                    Given = line.Qty,
                }
            );
        }
    }

    private static long TotalOf(WantedLine line, Goods one) => one.Unit!.Value.Times(new Quantity(line.Qty)).Minor;

    private byte[]? Sealed(string? text, string column, OrderId id) =>
        ShopRules.Clean(text) is { } clean ? sealer.Seal(clean, "market_order", column, id.Value) : null;
}
