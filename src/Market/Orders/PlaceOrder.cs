using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>A line of a wish: which variant (by sku), how many in thousandths. There is no price in it.</summary>
internal sealed record WantedLine(string Sku, long Qty);

/// <summary>A shopper orders, without an account.</summary>
internal sealed record PlaceOrder(
    string Shop,
    IReadOnlyList<WantedLine> Lines,
    string Name,
    string Phone,
    string? PickUpPoint = null,
    string? PlaceCode = null,
    string? Landmark = null,
    string? Note = null,
    string Language = "ar"
) : ICommand
{
    public static string Kind => "order.place";
}

internal sealed class PlaceOrderHandler(
    JisrDb db,
    Sealer sealer,
    SellerFacts facts,
    BuyerBook buyers,
    CodeSpace codes,
    OrderRates rates,
    IPlaces? places = null
) : IHandle<PlaceOrder>
{
    private const int MostLines = 50;

    /// <summary>Minor units; more than anybody can type as an amount.</summary>
    private const decimal MostTotal = 10_000_000_000_000;

    public Task<Reach> ReachAsync(PlaceOrder command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(PlaceOrder command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, 60);
        problems.Text("pickUpPoint", command.PickUpPoint, 200, required: false);
        problems.Text("landmark", command.Landmark, 120, required: false);
        problems.Text("note", command.Note, 200, required: false);
        if (command.PickUpPoint is null && string.IsNullOrWhiteSpace(command.PlaceCode))
            problems.Add("pickUpPoint", "WHERE_TO");
        if (command.Lines is null or { Count: 0 })
            problems.Add("lines", "NOTHING_CHOSEN");
        else if (
            command.Lines.Count > MostLines
            || command.Lines.Any(l => l?.Sku is null or { Length: 0 or > Variant.MostSku })
            || command.Lines.DistinctBy(l => l.Sku).Count() != command.Lines.Count
        )
            problems.Add("lines", "LINES_SHAPE");
        if (string.IsNullOrWhiteSpace(command.Phone))
            problems.Add("phone", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(PlaceOrder command, CommandScope scope, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleOrDefaultAsync(s => s.Code == command.Shop, ct);
        if (shop is null || shop.State is ShopState.Draft or ShopState.Closed)
            return Outcome.No("NOT_FOUND", "shop");
        if (!shop.TakesOrders)
            return Outcome.No("SHOP_PAUSED", "shop");
        if (PhoneBinder.Read(command.Phone, shop.Country) is not { IsValue: true, Value: { } phone })
            return Outcome.No("PHONE_INVALID", "phone");
        if (!Delivery.CanBe(shop, command.PickUpPoint, command.PlaceCode, places))
            return Outcome.No("WHERE_TO", "pickUpPoint");
        var goods = await GoodsOfAsync(shop, command, ct);
        var problems = CheckLines(command, goods);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        if (command.Lines.Sum(l => (decimal)TotalOf(l, goods[l.Sku])) > MostTotal)
            return Outcome.No("TOTAL_TOO_BIG", "lines");
        var id = new OrderId(scope.Id.Value);
        var contact = await buyers.KnowAsync(shop.Id, command.Name.Trim(), phone, scope, ct);
        if (await ReserveAsync(command, goods, ct) is { } soldOut)
            return soldOut;
        var order = new Order
        {
            Id = id,
            ShopId = shop.Id,
            ContactId = contact,
            Code = await codes.TakeAsync(CodeKind.Order, id.Value, ct),
            TokenHash = OrderToken.HashOf(OrderToken.Of(sealer, id)),
            BuyerName = ShopRules.Clean(command.Name)!,
            PickUpPoint = command.PickUpPoint,
            PlaceCode = command.PickUpPoint is null ? command.PlaceCode : null,
            LandmarkSealed = Sealed(command.PickUpPoint is null ? command.Landmark : null, "landmark_sealed", id),
            NoteSealed = Sealed(command.Note, "note_sealed", id),
            Currency = shop.Currency,
            Language = command.Language is "fr" or "en" ? command.Language : "ar",
            CameBy = scope.Door == Door.Api ? CameBy.Api : CameBy.Page,
            TotalMinor = command.Lines.Sum(l => TotalOf(l, goods[l.Sku])),
            PlacedAt = scope.Now,
        };
        OrderRates.Freeze(order, goods.Values.Select(g => g.Rate), scope.Now + OrderRates.HoldsFor);
        db.Add(order);
        AddLines(command, goods, id);
        db.Add(OrderStory.Row(id, "placed", "buyer", scope));
        var (unit, today) = await facts.OfAsync(shop.PartyId, ct);
        scope.Publish(
            new OrderPlaced
            {
                On = today,
                SourceId = id.Value,
                UnitId = unit,
                PlaceCode = shop.PlaceCode,
                PartyId = shop.PartyId,
                AmountMinor = order.TotalMinor,
                AmountCurrency = order.Currency,
            }
        );
        // What is left of the stock shows on these.
        scope.Stale(Tags.Shop(shop.Code), Tags.Find);
        foreach (var one in goods.Values)
            scope.Stale(Tags.Product(one.Variant.ProductId.Value));
        return new Outcome.Done
        {
            Subject = id.Value,
            Version = 1,
            Number = order.Code,
        };
    }

    private async Task<Dictionary<string, Goods>> GoodsOfAsync(Shop shop, PlaceOrder command, CancellationToken ct)
    {
        var skus = command.Lines.Select(l => l.Sku).ToList();
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
                g.Price.Currency == shop.Currency ? g with { Unit = g.Price.Money }
                : known.TryGetValue(g.Price.Currency, out var rate)
                    ? g with
                    {
                        Unit = rate.Convert(g.Price.Money),
                        Rate = rate,
                    }
                : g
            )
            .ToDictionary(g => g.Variant.Sku, StringComparer.Ordinal);
    }

    private static Problems CheckLines(PlaceOrder command, Dictionary<string, Goods> goods)
    {
        var problems = new Problems();
        RateInfo? foreign = null;
        for (var i = 0; i < command.Lines.Count; i++)
        {
            var field = FormattableString.Invariant($"lines.{i}.qty");
            var line = command.Lines[i];
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
        return problems;
    }

    // One statement tests and takes, so that two buyers cannot have the last piece; in id order, so that two baskets
    // never wait for each other.
    private async Task<Outcome?> ReserveAsync(PlaceOrder command, Dictionary<string, Goods> goods, CancellationToken ct)
    {
        foreach (
            var (line, i) in command
                .Lines.Select((l, i) => (Line: l, Index: i))
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

    private void AddLines(PlaceOrder command, Dictionary<string, Goods> goods, OrderId id)
    {
        for (var i = 0; i < command.Lines.Count; i++)
        {
            var (line, one) = (command.Lines[i], goods[command.Lines[i].Sku]);
            db.Add(
                new OrderLine
                {
                    Id = NewId.Of<OrderLineId>(),
                    OrderId = id,
                    Position = i + 1,
                    VariantId = one.Variant.Id,
                    Title = TitleOf(one, command.Language),
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

    private static string TitleOf(Goods one, string language) =>
        LabelWords.Title(one.Product.NameIn(language), one.Variant.Label, language);

    private static long TotalOf(WantedLine line, Goods one) => one.Unit!.Value.Times(new Quantity(line.Qty)).Minor;

    private byte[]? Sealed(string? text, string column, OrderId id) =>
        ShopRules.Clean(text) is { } clean ? sealer.Seal(clean, "market_order", column, id.Value) : null;

    private sealed record Goods(Variant Variant, Product Product, PriceVersion Price)
    {
        /// <summary>One of it in the order's currency; null where there is no rate.</summary>
        public Money? Unit { get; init; }
        public RateInfo? Rate { get; init; }
    }
}
