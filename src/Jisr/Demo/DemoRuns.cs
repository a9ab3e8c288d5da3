using System.Globalization;
using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Demo;

/// <summary>Eight weeks of Reem's market runs (market.md §12): the last is the Thursday run of its examples, settled; the
/// next one takes orders. A fair stand sells what another maker left with her. What happens when is a list of moments, so
/// that it can be told between the orders of the other shops.</summary>
internal sealed class DemoRuns(DemoSender send, IServiceProvider services, IDemoClock clock, DemoShop shop)
{
    public const string ShopCode = "reem-home";
    private const int Weeks = 8;
    private const string Point = "المركز، من التاسعة إلى الواحدة";
    private const long Fee = 1000;
    private const string Shawl = "RM-SHAWL";
    private const string OtherKohl = "RM-KOHL-2";

    private sealed record Goods(
        string Sku,
        string NameAr,
        string NameFr,
        string NameEn,
        string Category,
        long Price,
        long Cost,
        string Unit = "piece",
        long? Box = null
    );

    private static readonly Goods Cream = new(
        "RM-CREAM",
        "كريم لليدين بزيت اللوز",
        "Crème mains à l’amande",
        "Almond hand cream",
        "cosmetics",
        4500,
        3000
    );
    private static readonly Goods Soap = new(
        "RM-SOAP",
        "صابون غار حلبي",
        "Savon d’Alep au laurier",
        "Aleppo laurel soap",
        "soap",
        2500,
        1667,
        Box: 6000
    );
    private static readonly Goods Zaatar = new(
        "RM-ZAATAR",
        "زعتر بلدي",
        "Zaatar du pays",
        "Country za’atar",
        "preserves",
        13_000,
        12_000,
        "kg"
    );
    private static readonly Goods Kohl = new(
        "RM-KOHL",
        "كحل عربي",
        "Khôl arabe",
        "Arabic kohl",
        "cosmetics",
        3500,
        2500
    );
    private static readonly Goods Second = new(
        OtherKohl,
        "كحل حجازي",
        "Khôl du Hedjaz",
        "Hejazi kohl",
        "cosmetics",
        3800,
        2700
    );
    private static readonly Goods Henna = new(
        "RM-HENNA",
        "حناء للشعر",
        "Henné pour cheveux",
        "Hair henna",
        "cosmetics",
        2000,
        1300
    );
    private static readonly Goods Loofah = new(
        "RM-LOOFAH",
        "ليفة استحمام طبيعيّة",
        "Louffa naturel",
        "Natural loofah",
        "cosmetics",
        1500,
        800
    );
    private static readonly Goods Comb = new(
        "RM-COMB",
        "مشط خشب",
        "Peigne en bois",
        "Wooden comb",
        "cosmetics",
        1800,
        1000
    );
    private static readonly Goods[] All = [Cream, Soap, Zaatar, Kohl, Second, Henna, Loofah, Comb];

    // Bought loose and at a fixed price: what most weeks are.
    private static readonly Goods[] Weekly = [Cream, Kohl, Henna, Loofah, Comb];

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

    private readonly List<(DateTimeOffset At, Func<Task> Do)> moments = [];
    private readonly List<Guid> stalls = [];
    private readonly DemoDice dice = new(41);
    private int next;

    /// <summary>The moments of its weeks up to <paramref name="until"/>.</summary>
    public void Plan(DateTimeOffset until)
    {
        var last = DateOnly.FromDateTime(until.UtcDateTime).AddDays(-1);
        while (last.DayOfWeek != DayOfWeek.Thursday)
            last = last.AddDays(-1);
        var thursdays = Enumerable.Range(0, Weeks).Select(k => last.AddDays(-7 * (Weeks - 1 - k))).ToList();
        At(thursdays[0], -5, 8, BeginAsync);
        foreach (var day in thursdays.SkipLast(1))
            Week(day);
        Thursday(last);
        var coming = last.AddDays(7);
        // The last hour before the doors open.
        var now = until.AddMinutes(-50);
        moments.Add((now, () => OpenAsync(coming, now)));
        moments.Add((now.AddMinutes(30), FairAsync));
    }

    /// <summary>Tells what happens until a moment.</summary>
    public async Task UntilAsync(DateTimeOffset moment)
    {
        for (; next < moments.Count && moments[next].At <= moment; next++)
        {
            clock.Stand(moments[next].At);
            await moments[next].Do();
        }
    }

    private void At(DateOnly day, int days, int hour, Func<Task> what) =>
        moments.Add((new DateTimeOffset(day.AddDays(days).ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero), what));

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<Answer> DoAsync(string name, string kind, object payload) =>
        send.SendAsync("reem " + name, kind, payload);

    // Goods that she buys at the market, her stalls, and cash to begin with: a salon took twenty sets.
    private async Task BeginAsync()
    {
        foreach (var goods in All)
            await AddAsync(goods, "run", 0);
        await AddAsync(
            new Goods(Shawl, "شال صوف مطرّز", "Châle de laine brodé", "Embroidered wool shawl", "scarf", 40_000, 0),
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

    private async Task AddAsync(Goods goods, string sale, long onHand)
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

    // A week like most: loose goods at fixed prices, all of them found, all paid at the door.
    private void Week(DateOnly day)
    {
        var key = Key(day);
        var orders = new List<(Guid Id, long Total)>();
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal);
        var run = Guid.Empty;
        At(
            day,
            -3,
            8,
            async () =>
            {
                run = await PlanAsync(key, day, day.AddDays(-1).ToDateTime(new TimeOnly(18, 0)), "first-come", Weekly);
                foreach (var i in Enumerable.Range(0, 5 + dice.Throw(4)))
                {
                    clock.Step(TimeSpan.FromHours(2));
                    var lines = Weekly
                        .Skip(dice.Throw(3))
                        .Take(1 + dice.Throw(3))
                        .Select(g => (Goods: g, Qty: 1 + dice.Throw(3)))
                        .ToList();
                    foreach (var (goods, qty) in lines)
                        wanted[goods.Sku] = wanted.GetValueOrDefault(goods.Sku) + qty * 1000L;
                    var order = await JoinAsync(run, key, i, [.. lines.Select(l => Line(l.Goods.Sku, l.Qty * 1000L))]);
                    orders.Add((order, lines.Sum(l => l.Qty * l.Goods.Price) + Fee));
                }
            }
        );
        At(day, -1, 18, () => DoAsync(key, "run.close", new { runId = run }));
        At(
            day,
            0,
            8,
            async () =>
            {
                foreach (var goods in Weekly.Where(g => wanted.ContainsKey(g.Sku)))
                    await BuyAsync(run, key, goods.Sku, wanted[goods.Sku], goods.Cost * wanted[goods.Sku] / 1000);
                await ShareAsync(run, key, "bus");
            }
        );
        At(
            day,
            0,
            14,
            () => RoundAsync(run, key, day, [.. orders.Select(o => (o.Id, "done", o.Total, (string?)null))])
        );
        At(day, 0, 18, () => DoAsync(key, "run.settle", new { runId = run }));
    }

    // MK01 to MK06: what their figures say, with Reem herself at the doors.
    private void Thursday(DateOnly day)
    {
        var key = Key(day);
        var (run, a, b, c) = (Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty);
        At(
            day,
            -3,
            8,
            async () =>
            {
                run = await PlanAsync(key, day, day.AddDays(-1).ToDateTime(new TimeOnly(18, 0)), "equal", []);
                await OfferAsync(run, key, Cream, "fixed");
                await OfferAsync(run, key, Soap, "up-to", ceiling: 2800);
                await OfferAsync(run, key, Zaatar, "market-plus", plusPercent: 1000);
                await OfferAsync(run, key, Kohl, "fixed");
                await DoAsync(key, "run.open", new { runId = run });
                a = await JoinAsync(
                    run,
                    key,
                    0,
                    [Line(Cream.Sku, 2000), Line(Soap.Sku, 2000, 1000), Line(Zaatar.Sku, 1000)]
                );
                clock.Step(TimeSpan.FromHours(1));
                b = await JoinAsync(
                    run,
                    key,
                    1,
                    [Line(Cream.Sku, 1000), Line(Soap.Sku, 2000, 1000), Line(Kohl.Sku, 1000, substitute: 4000)]
                );
                clock.Step(TimeSpan.FromHours(1));
                c = await JoinAsync(run, key, 2, [Line(Cream.Sku, 3000), Line(Zaatar.Sku, 500), Line(Kohl.Sku, 1000)]);
            }
        );
        At(day, -1, 18, () => DoAsync(key, "run.close", new { runId = run }));
        At(
            day,
            0,
            8,
            async () =>
            {
                await BuyAsync(run, key, Cream.Sku, 5000, 15_000);
                await BuyAsync(run, key, Soap.Sku, 6000, 10_000);
                await BuyAsync(run, key, Zaatar.Sku, 1500, 18_000);
                await BuyAsync(run, key, Kohl.Sku, 1000, 2700, OtherKohl);
                await SpendAsync(run, key, 6000, "الحافلة");
                await CountAsync(key);
                await DoAsync(key, "run.share", new { runId = run });
                await DoAsync(key, "share.confirm", new { runId = run });
            }
        );
        At(
            day,
            0,
            14,
            () =>
                RoundAsync(
                    run,
                    key,
                    day,
                    [(a, "done", 30_000, null), (b, "done", 17_000, null), (c, "failed", 0, "not-home")]
                )
        );
        At(
            day,
            0,
            18,
            async () =>
            {
                await DoAsync(key, "order.take-back", new { orderId = c });
                await DoAsync(key, "run.settle", new { runId = run });
            }
        );
    }

    // Three lira are missing, and nobody knows where they went.
    private async Task CountAsync(string key)
    {
        await using var scope = services.CreateAsyncScope();
        var purse = scope.ServiceProvider.GetRequiredService<ISellerContacts>().PurseOf(shop.Owner);
        var cash = AccountRef.Cash(purse, "TRY");
        var there = (
            await scope.ServiceProvider.GetRequiredService<ILedger>().BalancesAsync([cash], default)
        ).GetValueOrDefault(cash);
        var reem = new Actor { PartyId = shop.Owner };
        var count = await send.SendAsync(
            "reem " + key,
            "count.type",
            new
            {
                custodianId = purse,
                currency = "TRY",
                minor = there - 300,
            },
            reem
        );
        await send.SendAsync(
            "reem " + key,
            "count.confirm",
            new { countId = count.Subject, reason = "فكّة ضاعت في الحافلة" },
            reem
        );
    }

    private async Task OpenAsync(DateOnly day, DateTimeOffset now)
    {
        var key = Key(day);
        var run = await PlanAsync(
            key,
            day,
            day.AddDays(-1).ToDateTime(new TimeOnly(18, 0)),
            "first-come",
            [.. Weekly, Zaatar],
            now
        );
        for (var i = 0; i < 12; i++)
        {
            clock.Step(TimeSpan.FromMinutes(1));
            await JoinAsync(
                run,
                key,
                i,
                [
                    Line(Weekly[i % Weekly.Length].Sku, 1000 + i % 3 * 1000),
                    .. i % 3 == 0 ? [Line(Zaatar.Sku, 500)] : (object[])[],
                ]
            );
        }
    }

    // A stand at the centre's fair, with shawls that another maker left with her.
    private async Task FairAsync()
    {
        await DoAsync(
            "shawls",
            "lot.take-in",
            new
            {
                shopId = shop.Id,
                owner = "khuyut-idlib",
                sku = Shawl,
                qty = 20_000L,
                ownerPrice = 30_000L,
            }
        );
        var counter = await DoAsync(
            "fair",
            "counter.open",
            new
            {
                shopId = shop.Id,
                name = "معرض المركز",
                @float = 20_000L,
            }
        );
        for (var i = 0; i < 6; i++)
        {
            clock.Step(TimeSpan.FromMinutes(1));
            await DoAsync(
                "fair " + i.ToString(CultureInfo.InvariantCulture),
                "counter.sell",
                new
                {
                    counterId = counter.Subject,
                    sku = Shawl,
                    qty = 1000L,
                    paid = 40_000L,
                }
            );
        }
    }

    private async Task<Guid> PlanAsync(
        string key,
        DateOnly day,
        DateTime closes,
        string rule,
        Goods[] offers,
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

    private Task OfferAsync(
        Guid run,
        string key,
        Goods goods,
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
    private Guid StallOf(string sku) => stalls[Array.FindIndex(All, g => g.Sku == sku) % stalls.Count];

    private static object Line(string sku, long qty, long tolerance = 0, long? substitute = null) =>
        new
        {
            sku,
            qty,
            tolerance,
            partOk = true,
            substitute = substitute is null ? "none" : "same-kind",
            substituteCeiling = substitute,
        };

    private async Task<Guid> JoinAsync(Guid run, string key, int buyer, object[] lines) => (
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

    private Task BuyAsync(Guid run, string key, string sku, long qty, long paid, string? other = null) =>
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

    private Task SpendAsync(Guid run, string key, long amount, string what) =>
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

    private async Task ShareAsync(Guid run, string key, string bus)
    {
        await SpendAsync(run, key + bus, 6000, "الحافلة");
        await DoAsync(key, "run.share", new { runId = run });
        await DoAsync(key, "share.confirm", new { runId = run });
    }

    private async Task RoundAsync(
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
