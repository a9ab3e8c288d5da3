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

    private readonly List<(DateTimeOffset At, Func<Task> Do)> moments = [];
    private readonly DemoRunDesk desk = new(send, clock, shop);
    private readonly DemoDice dice = new(41);
    private int next;

    /// <summary>The moments of its weeks up to <paramref name="until"/>.</summary>
    public void Plan(DateTimeOffset until)
    {
        var last = DateOnly.FromDateTime(until.UtcDateTime).AddDays(-1);
        while (last.DayOfWeek != DayOfWeek.Thursday)
            last = last.AddDays(-1);
        var thursdays = Enumerable.Range(0, Weeks).Select(k => last.AddDays(-7 * (Weeks - 1 - k))).ToList();
        At(thursdays[0], -5, 8, desk.BeginAsync);
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
                run = await desk.PlanAsync(
                    key,
                    day,
                    day.AddDays(-1).ToDateTime(new TimeOnly(18, 0)),
                    "first-come",
                    DemoGoods.Weekly
                );
                foreach (var i in Enumerable.Range(0, 5 + dice.Throw(4)))
                {
                    clock.Step(TimeSpan.FromHours(2));
                    var lines = DemoGoods
                        .Weekly.Skip(dice.Throw(3))
                        .Take(1 + dice.Throw(3))
                        .Select(g => (Goods: g, Qty: 1 + dice.Throw(3)))
                        .ToList();
                    foreach (var (goods, qty) in lines)
                        wanted[goods.Sku] = wanted.GetValueOrDefault(goods.Sku) + qty * 1000L;
                    var order = await desk.JoinAsync(
                        run,
                        key,
                        i,
                        [.. lines.Select(l => DemoRunDesk.Line(l.Goods.Sku, l.Qty * 1000L))]
                    );
                    orders.Add((order, lines.Sum(l => l.Qty * l.Goods.Price) + DemoRunDesk.Fee));
                }
            }
        );
        At(day, -1, 18, () => desk.DoAsync(key, "run.close", new { runId = run }));
        At(
            day,
            0,
            8,
            async () =>
            {
                foreach (var goods in DemoGoods.Weekly.Where(g => wanted.ContainsKey(g.Sku)))
                    await desk.BuyAsync(run, key, goods.Sku, wanted[goods.Sku], goods.Cost * wanted[goods.Sku] / 1000);
                await desk.ShareAsync(run, key, "bus");
            }
        );
        At(
            day,
            0,
            14,
            () => desk.RoundAsync(run, key, day, [.. orders.Select(o => (o.Id, "done", o.Total, (string?)null))])
        );
        At(day, 0, 18, () => desk.DoAsync(key, "run.settle", new { runId = run }));
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
                run = await desk.PlanAsync(key, day, day.AddDays(-1).ToDateTime(new TimeOnly(18, 0)), "equal", []);
                await desk.OfferAsync(run, key, DemoGoods.Cream, "fixed");
                await desk.OfferAsync(run, key, DemoGoods.Soap, "up-to", ceiling: 2800);
                await desk.OfferAsync(run, key, DemoGoods.Zaatar, "market-plus", plusPercent: 1000);
                await desk.OfferAsync(run, key, DemoGoods.Kohl, "fixed");
                await desk.DoAsync(key, "run.open", new { runId = run });
                a = await desk.JoinAsync(
                    run,
                    key,
                    0,
                    [
                        DemoRunDesk.Line(DemoGoods.Cream.Sku, 2000),
                        DemoRunDesk.Line(DemoGoods.Soap.Sku, 2000, 1000),
                        DemoRunDesk.Line(DemoGoods.Zaatar.Sku, 1000),
                    ]
                );
                clock.Step(TimeSpan.FromHours(1));
                b = await desk.JoinAsync(
                    run,
                    key,
                    1,
                    [
                        DemoRunDesk.Line(DemoGoods.Cream.Sku, 1000),
                        DemoRunDesk.Line(DemoGoods.Soap.Sku, 2000, 1000),
                        DemoRunDesk.Line(DemoGoods.Kohl.Sku, 1000, substitute: 4000),
                    ]
                );
                clock.Step(TimeSpan.FromHours(1));
                c = await desk.JoinAsync(
                    run,
                    key,
                    2,
                    [
                        DemoRunDesk.Line(DemoGoods.Cream.Sku, 3000),
                        DemoRunDesk.Line(DemoGoods.Zaatar.Sku, 500),
                        DemoRunDesk.Line(DemoGoods.Kohl.Sku, 1000),
                    ]
                );
            }
        );
        At(day, -1, 18, () => desk.DoAsync(key, "run.close", new { runId = run }));
        At(
            day,
            0,
            8,
            async () =>
            {
                await desk.BuyAsync(run, key, DemoGoods.Cream.Sku, 5000, 15_000);
                await desk.BuyAsync(run, key, DemoGoods.Soap.Sku, 6000, 10_000);
                await desk.BuyAsync(run, key, DemoGoods.Zaatar.Sku, 1500, 18_000);
                await desk.BuyAsync(run, key, DemoGoods.Kohl.Sku, 1000, 2700, DemoGoods.Second.Sku);
                await desk.SpendAsync(run, key, 6000, "الحافلة");
                await CountAsync(key);
                await desk.DoAsync(key, "run.share", new { runId = run });
                await desk.DoAsync(key, "share.confirm", new { runId = run });
            }
        );
        At(
            day,
            0,
            14,
            () =>
                desk.RoundAsync(
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
                await desk.DoAsync(key, "order.take-back", new { orderId = c });
                await desk.DoAsync(key, "run.settle", new { runId = run });
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
        var run = await desk.PlanAsync(
            key,
            day,
            day.AddDays(-1).ToDateTime(new TimeOnly(18, 0)),
            "first-come",
            [.. DemoGoods.Weekly, DemoGoods.Zaatar],
            now
        );
        for (var i = 0; i < 12; i++)
        {
            clock.Step(TimeSpan.FromMinutes(1));
            await desk.JoinAsync(
                run,
                key,
                i,
                [
                    DemoRunDesk.Line(DemoGoods.Weekly[i % DemoGoods.Weekly.Length].Sku, 1000 + i % 3 * 1000),
                    .. i % 3 == 0 ? [DemoRunDesk.Line(DemoGoods.Zaatar.Sku, 500)] : (object[])[],
                ]
            );
        }
    }

    // A stand at the centre's fair, with shawls that another maker left with her.
    private async Task FairAsync()
    {
        await desk.DoAsync(
            "shawls",
            "lot.take-in",
            new
            {
                shopId = shop.Id,
                owner = "khuyut-idlib",
                sku = DemoRunDesk.Shawl,
                qty = 20_000L,
                ownerPrice = 30_000L,
            }
        );
        var counter = await desk.DoAsync(
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
            await desk.DoAsync(
                "fair " + i.ToString(CultureInfo.InvariantCulture),
                "counter.sell",
                new
                {
                    counterId = counter.Subject,
                    sku = DemoRunDesk.Shawl,
                    qty = 1000L,
                    paid = 40_000L,
                }
            );
        }
    }
}
