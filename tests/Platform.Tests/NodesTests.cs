using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>Two web nodes on one PostgreSQL, with a Redis between them that keeps the pages.</summary>
public sealed class NodesTests : IDisposable
{
    private const string Page = $"/s/{OneShop.Code}/p/{OneShop.Sku}";
    private readonly string folder = Directory.CreateTempSubdirectory("jisr-redis-").FullName;
    private Process? redis;

    [Fact]
    public async Task A_page_that_one_node_keeps_is_dropped_when_another_changes_it()
    {
        if (Environment.GetEnvironmentVariable("JISR_TEST_POSTGRES") is null or "")
            Assert.Skip("JISR_TEST_POSTGRES is not set");
        var address = await StartRedisAsync();
        await using var one = await JisrApp.StartAsync(DatabasesAttribute.Postgres, ("Jisr:Redis", address));
        var product = await OneShop.OpenAsync(one);
        await using var two = await ServerTests.StartAsync(one, DatabasesAttribute.Postgres, "--Jisr:Redis=" + address);

        (await AskAsync(two)).Kept.ShouldBeFalse();
        (await AskAsync(two)).Kept.ShouldBeTrue("the second time it comes from Redis");

        (await one.SendAsync("product.hide", new { productId = product })).IsDone.ShouldBeTrue();
        (await AskAsync(two)).Status.ShouldBe(HttpStatusCode.Gone);
        (await one.SendAsync("product.show", new { productId = product })).IsDone.ShouldBeTrue();
        (await AskAsync(two)).ShouldBe((HttpStatusCode.OK, false));

        // Redis only saves work: without it pages are made anew, and a change is still taken.
        redis!.Kill();
        await redis.WaitForExitAsync();
        (await AskAsync(two)).ShouldBe((HttpStatusCode.OK, false));
        (await one.SendAsync("product.hide", new { productId = product })).IsDone.ShouldBeTrue();
        (await AskAsync(two)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    public void Dispose()
    {
        if (redis is { HasExited: false })
            redis.Kill();
        redis?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(HttpStatusCode Status, bool Kept)> AskAsync(RunningServer node)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, Page);
        ask.Headers.AcceptLanguage.ParseAdd("ar");
        using var answer = await node.Http.SendAsync(ask);
        return (answer.StatusCode, answer.Headers.Age is not null);
    }

    private async Task<string> StartRedisAsync()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var text = port.ToString(CultureInfo.InvariantCulture);
        redis = Process.Start(
            new ProcessStartInfo(
                "redis-server",
                ["--port", text, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        redis.BeginOutputReadLine();
        for (var i = 0; ; i++)
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                // Short waits: a page must not hang on a store that only saves work.
                return $"127.0.0.1:{text},abortConnect=false,connectTimeout=1000,syncTimeout=1000,asyncTimeout=1000";
            }
            catch (SocketException) when (i < 100)
            {
                await Task.Delay(50);
            }
    }
}
