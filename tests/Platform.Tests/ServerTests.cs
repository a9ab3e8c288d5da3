using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Data;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Platform.Tests;

/// <summary>The real program as a process: what only a real server and a real socket show.</summary>
public class ServerTests
{
    [Fact, Asvs("5.2.1")]
    public async Task Bodies_that_are_too_large_or_no_forms_get_a_page_in_her_language()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await using var server = await StartAsync(jisr);
        foreach (
            var (language, words) in new[]
            {
                ("ar", "الحجم أكبر من المسموح"),
                ("fr", "C’est trop volumineux"),
                ("en", "That is too large"),
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/help")
            {
                Content = new ByteArrayContent(new byte[11 * 1024 * 1024]),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            request.Headers.AcceptLanguage.ParseAdd(language);
            var answer = await server.Http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
            answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        }
        // A body that does not say how long it is, is counted.
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/help")
        {
            Content = new StreamContent(
                new MemoryStream(Encoding.ASCII.GetBytes("a=" + new string('x', 11 * 1024 * 1024)))
            ),
        };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        (await server.Http.SendAsync(chunked)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        foreach (var type in (string[])["application/json", "text/plain", "application/xml", "image/png"])
        {
            using var other = new StringContent("{}");
            other.Headers.ContentType = new MediaTypeHeaderValue(type);
            var answer = await server.Http.PostAsync(new Uri("/help", UriKind.Relative), other);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, type);
        }
        using var broken = new ByteArrayContent(
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf"u8.ToArray()
        );
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        (await server.Http.PostAsync(new Uri("/help", UriKind.Relative), broken)).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        using var api = JsonContent.Create(new { id = Guid.CreateVersion7(), note = new string('x', 300_000) });
        await api.LoadIntoBufferAsync();
        var large = await server.Http.PostAsync(new Uri("/api/v1/orders", UriKind.Relative), api);
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        large.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact, Asvs("1.2.3", "4.2.1")]
    public async Task Nothing_that_comes_over_the_wire_makes_it_fall()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await using var server = await StartAsync(jisr);
        string[] requests =
        [
            "GET /" + new string('a', 20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /help?q=" + new string('a', 7_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%ff%fe%c0%80 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /help?q=%zz%ff&%=&&= HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /language/fr?to=%2Fa%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /help HTTP/1.1\r\nHost: x\r\nAccept-Language: ,;q=,ar;q=x,\u0001\r\n\r\n",
            "GET /help HTTP/1.1\r\nHost: x\r\nAccept-Language: "
                + string.Join(',', Enumerable.Repeat("xx;q=0.1", 500))
                + "\r\n\r\n",
            "GET /help HTTP/1.1\r\nHost: x\r\nCookie: lang=%00%ff; digits=\"; __Host-form=zzz; =;;\r\n\r\n",
            "GET /help HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\n",
            "GET /help?kept=not-an-id HTTP/1.1\r\nHost: x\r\nCookie: __Host-kept=abc\r\n\r\n",
            "POST /help HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n%ff=%00%zz",
            "POST /help HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc",
            "POST /help HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
            "FOO /help HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://evil.example/help HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /help HTTP/1.1\r\n\r\n",
            "\u0016\u0003\u0001\u0002",
        ];
        foreach (var request in requests)
        {
            var answer = await RawAsync(server.Address, request);
            var what = request[..Math.Min(request.Length, 60)];
            answer.ShouldNotContain("HTTP/1.1 5", Case.Sensitive, what);
            answer.ShouldNotContain("evil=1", Case.Sensitive, what);
            answer.ShouldNotContain("evil.example", Case.Sensitive, what);
        }
        (await server.Http.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Log.ShouldNotContain("A request failed");
    }

    [Fact, Asvs("16.2.1", "16.2.2", "16.2.4", "16.2.5", "16.3.4", "16.4.1", "14.2.1")]
    public async Task Logs_are_json_with_route_and_status_and_hold_nothing_personal()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await OneShop.OpenAsync(jisr);
        await using var server = await StartAsync(jisr);
        const string Name = "زينة-Zeinab-Alhalabi";
        var id = Guid.CreateVersion7();
        var placed = await server.Http.PostAsJsonAsync("/api/v1/orders", OneShop.Order(id, 4567, Name));
        placed.StatusCode.ShouldBe(HttpStatusCode.Created);
        (
            await server.Http.PostAsJsonAsync(
                "/api/v1/orders",
                OneShop.Order(Guid.CreateVersion7(), 4567, new string('Z', 500))
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (
            var address in (string[])
                [
                    "/nowhere/Zeinab/0661204567?phone=0661204567&name=Zeinab",
                    "/help?name=Zeinab&phone=0661204567",
                    "/api/v1/places/find?name=Zeinab&country=MA",
                    "/api/v1/places/Zeinab",
                ]
        )
            await server.Http.GetAsync(new Uri(address, UriKind.Relative));
        using (var form = new FormUrlEncodedContent([new("name", Name), new("phone", "0661204567")]))
            await server.Http.PostAsync(new Uri("/help", UriKind.Relative), form);
        using (var odd = new HttpRequestMessage(new HttpMethod("ZEINAB"), "/help"))
            await server.Http.SendAsync(odd);
        // A fault in the middle of it: what was typed must not come out with the exception.
        await jisr.ExecuteAsync("ALTER TABLE market_order RENAME TO market_order_gone");
        var faulted = await server.Http.PostAsJsonAsync(
            "/api/v1/orders",
            OneShop.Order(Guid.CreateVersion7(), 4567, Name)
        );
        faulted.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var reference = (await faulted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reference").GetString()!;

        server.AskToStop();
        await server.EndAsync();
        var lines = server
            .Log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)
            .ToList();
        var requests = lines
            .Where(l => l.GetProperty("Category").GetString() == "Jisr.Web.RequestLog")
            .Select(l => l.GetProperty("State"))
            .ToList();
        requests.ShouldContain(r =>
            r.GetProperty("Route").GetString() == "/api/v1/orders"
            && r.GetProperty("Status").GetInt32() == 201
            && r.GetProperty("Method").GetString() == "POST"
        );
        requests.ShouldContain(r =>
            r.GetProperty("Route").GetString() == "(none)" && r.GetProperty("Status").GetInt32() == 404
        );
        requests.ShouldContain(r => r.GetProperty("Route").GetString() == "/api/v1/places/{code}");
        requests.ShouldAllBe(r => r.GetProperty("Milliseconds").GetDouble() >= 0);
        lines.ShouldContain(l => l.GetProperty("LogLevel").GetString() == "Error" && l.ToString().Contains(reference));
        foreach (var personal in (string[])["Zeinab", "ZEINAB", "زينة", "0661204567", "661204567", "ZZZZZZ", "\\u0632"])
            server.Log.ShouldNotContain(personal, Case.Sensitive);
    }

    [Fact, Asvs("13.4.5")]
    public async Task Metrics_are_for_the_machine_itself_and_count_commands_and_requests()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await OneShop.OpenAsync(jisr);
        await using var server = await StartAsync(jisr);
        (
            await server.Http.PostAsJsonAsync("/api/v1/orders", OneShop.Order(Guid.CreateVersion7(), 1))
        ).EnsureSuccessStatusCode();
        var metrics = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain("jisr_commands_total");
        metrics.ShouldContain("kind=\"order.place\"");
        metrics.ShouldContain("http_server_request_duration_seconds_count");
        metrics.ShouldContain("dotnet_process_memory");
        metrics.ShouldNotContain("Zeina");
        metrics.ShouldNotContain("06612");
        using var passedOn = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        passedOn.Headers.Add("X-Forwarded-For", "203.0.113.7");
        (await server.Http.SendAsync(passedOn)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Databases, Asvs("16.5.2")]
    public async Task Health_is_the_process_and_readiness_is_the_database(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await using var server = await StartAsync(jisr, database);
        (await server.Http.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await jisr.TakeDatabaseAwayAsync();
        var away = await server.Http.GetAsync(new Uri("/readyz", UriKind.Relative));
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await away.Content.ReadAsStringAsync()).ShouldBe("not ready");
        (await server.Http.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Databases]
    public async Task A_polite_stop_ends_what_is_under_way(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        await using var server = await StartAsync(jisr, database);
        var body = JsonSerializer.SerializeToUtf8Bytes(OneShop.Order(Guid.CreateVersion7(), 77));
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        var wire = socket.GetStream();
        await wire.WriteAsync(
            Encoding.ASCII.GetBytes(
                FormattableString.Invariant(
                    $"POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"
                )
            )
        );
        await wire.WriteAsync(body.AsMemory(0, body.Length / 2));
        await Task.Delay(500);
        server.AskToStop();
        await Task.Delay(1000);
        await wire.WriteAsync(body.AsMemory(body.Length / 2));
        using var reader = new StreamReader(wire);
        (await reader.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 201");
        await server.EndAsync();
        server.Exit.ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task DO15_killed_after_the_commit_and_before_the_answer_the_same_order_again_is_a_duplicate(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        var id = Guid.CreateVersion7();
        var body = OneShop.Order(id, 15);
        await using (var first = await StartAsync(jisr, database))
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
            using var socket = new TcpClient();
            await socket.ConnectAsync(first.Address.Host, first.Address.Port);
            await socket
                .GetStream()
                .WriteAsync(
                    (byte[])
                        [
                            .. Encoding.ASCII.GetBytes(
                                FormattableString.Invariant(
                                    $"POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n"
                                )
                            ),
                            .. bytes,
                        ]
                );
            // The answer is never read: as soon as the commit can be seen, the program is gone.
            while (await jisr.CountAsync("SELECT count(*) FROM market_order") == 0)
                await Task.Delay(5);
            await first.KillAsync();
        }
        await using var second = await StartAsync(jisr, database);
        var again = await second.Http.PostAsJsonAsync("/api/v1/orders", body);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await again.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("result").GetString().ShouldBe("duplicate");
        answer.GetProperty("first").GetProperty("result").GetString().ShouldBe("accepted");
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);
    }

    internal static Task<RunningServer> StartAsync(
        JisrApp jisr,
        string database = DatabasesAttribute.Sqlite,
        params string[] settings
    )
    {
        database.ShouldNotBeNullOrEmpty();
        return RunningServer.StartAsync(
            jisr.Folder,
            jisr.DatabaseSetting,
            settings is ["--key-file", ..] ? settings : ["--key-file", JisrApp.KeySetting, .. settings]
        );
    }

    private static async Task<string> RawAsync(Uri address, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        var wire = socket.GetStream();
        var answer = new StringBuilder();
        try
        {
            await wire.WriteAsync(Encoding.Latin1.GetBytes(request));
            socket.Client.Shutdown(SocketShutdown.Send);
            var buffer = new byte[8192];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            int read;
            while ((read = await wire.ReadAsync(buffer, patience.Token)) > 0)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // The server hung up in the middle, which is one of its rights.
        }
        return answer.ToString();
    }
}
