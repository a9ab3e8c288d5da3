using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;

namespace Jisr.Demo;

/// <summary>What Reem and her buyers do with a run, each by its command: the story (<see cref="DemoRuns"/>) says when.
/// Quantities in thousandths of a unit, money in minor units of TRY.</summary>
internal sealed class DemoRunDesk(DemoSender send, IDemoClock clock, DemoShop shop)
{
    public const long Fee = 1000;
    public const string Shawl = "RM-SHAWL";
    private const string Point = "المركز، من التاسعة إلى الواحدة";

    private static readonly string[] Buyers =
    [
        "أم ياسين",
        "سارة",
        "هدى",
        "نهى",
        "رغد",
        "ليلى",
        "أم عمر",
        "سلمى",
        "دعاء",
        "ريما",
        "غادة",
        "أم خالد",
    ];

    private readonly List<Guid> stalls = [];

    public Task<Answer> DoAsync(string name, string kind, object payload) =>
        send.SendAsync("reem " + name, kind, payload);

    /// <summary>Goods that she buys at the market, her stalls, and cash to begin with: a salon took twenty sets.</summary>
    public async Task BeginAsync()
    {
        foreach (var goods in DemoGoods.All)
            await AddAsync(goods, "run", 0);
        await AddAsync(
            new DemoGoods(Shawl, "شال صوف مطرّز", "Châle de laine brodé", "Embroidered wool shawl", "scarf", 40_000, 0),
            "stock",
            0
        );
        foreach (
            var stall in (string[])
                ["عند أبي سمير", "زاوية الصابون", "عطارة الشام", "كحل أم نزار", "محل الأمشاط", "سوق الحناء"]
        )
            stalls.Add((
                    await DoAsync(
                        stall,
                        "stall.add",
                        new
                        {
                            shopId = shop.Id,
                            name = stall,
                            place = "السوق القديم",
                        }
                    )
                ).Subject!.Value);
        var order = await send.SendAsync(
            "reem salon",
            "order.place",
            new
            {
                shop = shop.Code,
                lines = new[] { new { sku = "RH-COS-06", qty = 20_000L } },
                name = "صالون ليلى",
                phone = "0955700001",
                pickUpPoint = Point,
            }
        );
        foreach (var step in (string[])["order.accept", "order.ready", "order.deliver"])
            await DoAsync("salon", step, new { orderId = order.Subject });
        await DoAsync("salon", "order.pay", new { orderId = order.Subject, minor = 640_000L });
    }

    private async Task AddAsync(DemoGoods goods, string sale, long onHand)
    {
        var added = await DoAsync(
            goods.Sku,
            "product.add",
            new
            {
                shopId = shop.Id,
                sku = goods.Sku,
                nameAr = goods.NameAr,
                nameFr = goods.NameFr,
                nameEn = goods.NameEn,
                category = goods.Category,
                price = goods.Price,
                currency = "TRY",
                unit = goods.Unit,
                sale,
                onHand,
                caseSize = goods.Box,
            }
        );
        await DoAsync(
            goods.Sku,
            "photo.add",
            new
            {
                productId = added.Subject,
                alt = goods.NameAr,
                picture = DemoPictures.Draw(goods.Category, goods.Sku),
            }
        );
    }

    public async Task<Guid> PlanAsync(
        string key,
        DateOnly day,
        DateTime closes,
        string rule,
        DemoGoods[] offers,
        DateTimeOffset? opens = null
    )
    {
        var run = (
            await DoAsync(
                key,
                "run.plan",
                new
                {
                    shopId = shop.Id,
                    name = "جولة الخميس",
                    marketPlace = "السوق القديم",
                    marketDay = day,
                    opensAt = opens ?? clock.GetUtcNow(),
                    closesAt = new DateTimeOffset(closes, TimeSpan.Zero),
                    deliveryDay = day,
                    shareRule = rule,
                    fees = new[]
                    {
                        new
                        {
                            kind = "transport",
                            basis = "per-order",
                            amount = Fee,
                        },
                    },
                }
            )
        ).Subject!.Value;
        foreach (var goods in offers)
            await OfferAsync(run, key, goods, "fixed");
        if (offers.Length > 0)
            await DoAsync(key, "run.open", new { runId = run });
        return run;
    }

    public Task OfferAsync(
        Guid run,
        string key,
        DemoGoods goods,
        string rule,
        long? ceiling = null,
        long? plusPercent = null
    ) =>
        DoAsync(
            key + goods.Sku,
            "offer.add",
            new
            {
                runId = run,
                sku = goods.Sku,
                priceRule = rule,
                ceiling,
                plusPercent,
                stallId = StallOf(goods.Sku),
            }
        );

    // Each of the goods has its stall, and some share one.
    private Guid StallOf(string sku) => stalls[Array.FindIndex(DemoGoods.All, g => g.Sku == sku) % stalls.Count];

    public static object Line(string sku, long qty, long tolerance = 0, long? substitute = null) =>
        new
        {
            sku,
            qty,
            tolerance,
            partOk = true,
            substitute = substitute is null ? "none" : "same-kind",
            substituteCeiling = substitute,
        };

    public async Task<Guid> JoinAsync(Guid run, string key, int buyer, object[] lines) => (
            await send.SendAsync(
                "reem " + key + " " + buyer.ToString(CultureInfo.InvariantCulture),
                "run.join",
                new
                {
                    runId = run,
                    lines,
                    name = Buyers[buyer],
                    phone = "09557100" + (10 + buyer).ToString(CultureInfo.InvariantCulture),
                    pickUpPoint = Point,
                },
                Actor.Anonymous,
                Door.Form
            )
        ).Subject!.Value;

    public Task BuyAsync(Guid run, string key, string sku, long qty, long paid, string? other = null) =>
        DoAsync(
            key + sku,
            "run.buy",
            new
            {
                runId = run,
                sku,
                qty,
                paid,
                otherSku = other,
                stallId = StallOf(other ?? sku),
            }
        );

    public Task SpendAsync(Guid run, string key, long amount, string what) =>
        DoAsync(
            key + what,
            "run.spend",
            new
            {
                runId = run,
                amount,
                what,
            }
        );

    public async Task ShareAsync(Guid run, string key, string bus)
    {
        await SpendAsync(run, key + bus, 6000, "الحافلة");
        await DoAsync(key, "run.share", new { runId = run });
        await DoAsync(key, "share.confirm", new { runId = run });
    }

    public async Task RoundAsync(
        Guid run,
        string key,
        DateOnly day,
        IReadOnlyList<(Guid Order, string Result, long Paid, string? Reason)> stops
    )
    {
        var round = await DoAsync(
            key,
            "round.plan",
            new
            {
                shopId = shop.Id,
                runId = run,
                day,
                stops = stops.Select(s => new { orderId = s.Order }),
            }
        );
        foreach (var step in (string[])["round.load", "round.start"])
            await DoAsync(key, step, new { roundId = round.Subject });
        foreach (var (order, result, paid, reason) in stops)
        {
            clock.Step(TimeSpan.FromMinutes(12));
            await DoAsync(
                key + order,
                "stop.record",
                new
                {
                    roundId = round.Subject,
                    orderId = order,
                    result,
                    reason,
                    paid = paid == 0 ? [] : new[] { new { minor = paid } },
                }
            );
        }
        foreach (var step in (string[])["round.end", "round.close"])
            await DoAsync(key, step, new { roundId = round.Subject });
    }
}
