using System.Diagnostics;
using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;

namespace Jisr.Bench.Catalogue;

/// <summary>One market run of very many orders, three of twenty goods each, a tenth of everything missing.</summary>
internal sealed class BigRun(JisrApp jisr)
{
    private const int Goods = 20;
    private const int Lines = 3;

    public async Task TimeAsync(int orders)
    {
        var shop = await DoAsync("shop.open", Invented.Shop(0));
        var now = jisr.Clock.GetUtcNow();
        var run = await DoAsync(
            "run.plan",
            new
            {
                shopId = shop,
                name = "جولة كبيرة",
                marketDay = DateOnly.FromDateTime(now.UtcDateTime).AddDays(2),
                opensAt = now,
                closesAt = now.AddDays(1),
                shareRule = "equal",
            }
        );
        for (var i = 0; i < Goods; i++)
        {
            await DoAsync(
                "product.add",
                new
                {
                    shopId = shop,
                    sku = Sku(i),
                    nameAr = "صنف " + Sku(i),
                    category = "soap",
                    price = 1000,
                    currency = "TRY",
                    unit = "piece",
                    sale = "run",
                }
            );
            await DoAsync(
                "offer.add",
                new
                {
                    runId = run,
                    sku = Sku(i),
                    priceRule = "fixed",
                }
            );
        }
        await jisr.SendAsync("run.open", new { runId = run });
        for (var i = 0; i < orders; i++)
            await DoAsync("run.join", Order(run, i), Actor.Anonymous, Door.Form);
        await SayAsync("run.close: the buy list", () => DoAsync("run.close", new { runId = run }));
        var each = (long)orders * Lines / Goods * 2000 * 9 / 10_000 * 1000;
        for (var i = 0; i < Goods; i++)
            await DoAsync(
                "run.buy",
                new
                {
                    runId = run,
                    sku = Sku(i),
                    qty = each,
                    paid = 0,
                    note = "هدية",
                }
            );
        await SayAsync("run.share: the share-out", () => DoAsync("run.share", new { runId = run }));
        await SayAsync("run.share again", () => DoAsync("run.share", new { runId = run }));
        await SayAsync("share.confirm", () => DoAsync("share.confirm", new { runId = run }));
    }

    private static object Order(Guid run, int i) =>
        new
        {
            runId = run,
            lines = Enumerable
                .Range(0, Lines)
                .Select(n => new
                {
                    sku = Sku((i + n * 7) % Goods),
                    qty = 2000,
                    tolerance = 1000,
                    partOk = true,
                    substitute = "none",
                })
                .ToArray(),
            name = "سارة",
            phone = "0944" + i.ToString("000000", CultureInfo.InvariantCulture),
            pickUpPoint = Invented.Point,
        };

    private static string Sku(int i) => "s-" + i.ToString(CultureInfo.InvariantCulture);

    private static async Task SayAsync(string what, Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        Console.WriteLine(
            FormattableString.Invariant($"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s")
        );
    }

    private async Task<Guid> DoAsync(string kind, object payload, Actor? actor = null, Door door = Door.System)
    {
        var answer = await jisr.SendAsync(kind, payload, actor: actor, door: door);
        return answer.IsDone ? answer.Subject ?? Guid.Empty : throw new InvalidOperationException(kind + " " + answer);
    }
}
