using System.Globalization;

namespace Jisr.Demo;

/// <summary>Eight weeks of orders, in every state.</summary>
internal static class DemoOrders
{
    private static readonly string[] Buyers =
    [
        "أم ياسين",
        "سارة",
        "هدى",
        "أبو محمد",
        "Salma",
        "نهى",
        "رغد",
        "Karim",
        "أم عمر",
        "ليلى",
    ];

    public static async Task MakeAsync(
        DemoSender send,
        IReadOnlyList<DemoShop> shops,
        DemoClock clock,
        DateTimeOffset until,
        DemoRuns runs
    )
    {
        var dice = new DemoDice(8);
        var start = clock.GetUtcNow();
        const int many = 160;
        for (var i = 0; i < many; i++)
        {
            var moment = start + (until - start) * ((double)(i + 1) / (many + 2));
            await runs.UntilAsync(moment);
            clock.Stand(moment);
            var name = i.ToString(CultureInfo.InvariantCulture);
            var shop = dice.Pick(shops);
            var (lines, total) = Lines(shop, dice);
            var order = await send.SendAsync(
                name,
                "order.place",
                new
                {
                    shop = shop.Code,
                    lines,
                    name = dice.Pick(Buyers),
                    phone = PhoneOf(shop.Country, i),
                    pickUpPoint = "المركز، من التاسعة إلى الواحدة",
                }
            );
            await FollowAsync(send, name, order.Subject!.Value, total, isNew: i > many - 26, i);
        }
        await runs.UntilAsync(until);
    }

    // Most are delivered and paid; the newest stand at every step, some were declined or cancelled.
    private static async Task FollowAsync(DemoSender send, string name, Guid id, long total, bool isNew, int i)
    {
        var step =
            isNew ? i % 5
            : i % 11 == 3 ? -1
            : i % 13 == 5 ? -2
            : 4;
        if (step == -1)
            await send.SendAsync(name, "order.decline", new { orderId = id, reason = "نفدت المواد هذا الأسبوع" });
        if (step == -2)
            await send.SendAsync(name, "order.cancel", new { orderId = id, reason = "طلبت الزبونة ذلك" });
        if (step >= 1)
            await send.SendAsync(name, "order.accept", new { orderId = id });
        if (step >= 2)
            await send.SendAsync(name, "order.ready", new { orderId = id });
        if (step >= 3)
            await send.SendAsync(name, "order.deliver", new { orderId = id });
        if (step >= 4)
            await send.SendAsync(name, "order.pay", new { orderId = id, minor = total });
    }

    private static (List<object> Lines, long Total) Lines(DemoShop shop, DemoDice dice)
    {
        var lines = new List<object>();
        var total = 0L;
        var from = dice.Throw(shop.Goods.Count);
        var many = 1 + dice.Throw(3);
        for (var n = 0; n < many && n < shop.Goods.Count; n++)
        {
            var (sku, price) = shop.Goods[(from + n) % shop.Goods.Count];
            lines.Add(new { sku, qty = 1000L });
            total += price;
        }
        return (lines, total);
    }

    private static string PhoneOf(string country, int i) =>
        country switch
        {
            "MA" => $"06{61_000_000 + i % 60 * 113}",
            "JO" => $"079{5_000_000 + i % 60 * 113}",
            _ => $"09{55_000_000 + i % 60 * 113}",
        };
}
