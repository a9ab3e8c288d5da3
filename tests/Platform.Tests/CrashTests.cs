using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>kill -9 in the middle of a market day.</summary>
public class CrashTests
{
    private const int Orders = 1000;

    [Theory, Databases]
    public async Task Every_order_that_was_answered_is_there_once_after_a_kill_and_the_books_hold(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        // Books with something in them: some orders go the whole way first.
        for (var i = 0; i < 5; i++)
            await PayAsync(jisr, i);
        var ids = Enumerable.Range(0, Orders).Select(_ => Guid.CreateVersion7()).ToArray();
        var answered = new ConcurrentDictionary<Guid, bool>();
        var other = new ConcurrentQueue<string>();
        string said;
        await using (var server = await ServerTests.StartAsync(jisr, database))
        {
            var crowd = Parallel.ForEachAsync(
                Enumerable.Range(0, Orders),
                new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (i, ct) =>
                {
                    try
                    {
                        var answer = await SendAsync(server, OneShop.Order(ids[i], i % 97), ct);
                        if (answer.StatusCode == HttpStatusCode.Created)
                            answered[ids[i]] = true;
                        else
                            other.Enqueue(await answer.Content.ReadAsStringAsync(ct));
                    }
                    // A socket that is cut while the client asks who is at its other end falls with its own exception.
                    catch (Exception cut) when (cut is HttpRequestException or IOException or SocketException)
                    {
                        // The line was cut: she does not know, and will send it again.
                    }
                }
            );
            while (answered.Count < Orders / 5 && !crowd.IsCompleted)
                await Task.Delay(5);
            await server.KillAsync();
            await crowd;
            said = server.Log;
        }
        answered.Count.ShouldBeInRange(
            Orders / 5,
            Orders - 1,
            "the kill was meant to come in the middle; " + other.FirstOrDefault() + said
        );
        await using var restarted = await ServerTests.StartAsync(jisr, database);
        // Nothing half: each order has its line, its receipt, its audit row and its code.
        var kept = await jisr.CountAsync("SELECT count(*) FROM market_order") - 5;
        kept.ShouldBeGreaterThanOrEqualTo(answered.Count);
        foreach (
            var sql in (string[])
                [
                    "SELECT count(*) FROM market_order o WHERE (SELECT count(*) FROM market_order_line l WHERE l.order_id = o.id) <> 1",
                    "SELECT count(*) FROM market_order o WHERE (SELECT count(*) FROM kernel_command_receipt r WHERE r.id = o.id AND r.result = 'accepted') <> 1",
                    "SELECT count(*) FROM market_order o WHERE (SELECT count(*) FROM kernel_audit a WHERE a.command_id = o.id) <> 1",
                    "SELECT count(*) FROM kernel_command_receipt WHERE result = 'open'",
                    "SELECT count(*) FROM (SELECT code FROM market_order GROUP BY code HAVING count(*) > 1) twice",
                ]
        )
            (await jisr.CountAsync(sql)).ShouldBe(0, sql);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_variant v WHERE v.reserved <> (SELECT COALESCE(sum(l.asked - l.delivered), 0) FROM market_order_line l WHERE l.variant_id = v.id)"
            )
        ).ShouldBe(0, "the stock that is held is what the orders hold");
        var verify = await jisr.VerbAsync("ledger", "verify");
        verify.Exit.ShouldBe(0, verify.Output + verify.Errors);
        // Everybody sends again: those that were answered are duplicates, and in the end each is there once.
        var again = new ConcurrentDictionary<Guid, HttpStatusCode>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Orders),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, ct) => again[ids[i]] = (await SendAsync(restarted, OneShop.Order(ids[i], i % 97), ct)).StatusCode
        );
        foreach (var id in answered.Keys)
            again[id].ShouldBe(HttpStatusCode.OK);
        again.Values.ShouldAllBe(s => s == HttpStatusCode.OK || s == HttpStatusCode.Created);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(Orders + 5);
    }

    // A server that is busy says so, and the same order is sent again: that is what the id is for.
    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, object order, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await server.Http.PostAsJsonAsync("/api/v1/orders", order, ct);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 50)
                return answer;
            await Task.Delay(200, ct);
        }
    }

    private static async Task PayAsync(JisrApp jisr, int n)
    {
        var id = Guid.CreateVersion7();
        (await jisr.SendAsync("order.place", OneShop.Order(id, 900 + n), id)).IsDone.ShouldBeTrue();
        foreach (var kind in (string[])["order.accept", "order.deliver"])
        {
            var answer = await jisr.SendAsync(kind, new { orderId = id });
            answer.IsDone.ShouldBeTrue(kind + " " + string.Join(' ', answer.Reasons));
        }
    }
}
