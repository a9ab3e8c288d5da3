using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Jisr.Access.Tests;

/// <summary>A gateway for short messages, as a real one takes them: JSON by POST.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task work;
    private readonly ConcurrentQueue<(string To, string Text)> sent = new();

    public FakeGateway()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Address);
        listener.Start();
        work = Task.Run(ServeAsync);
    }

    public string Address { get; }
    public IReadOnlyList<(string To, string Text)> Sent => [.. sent];
    public string? Authorization { get; private set; }

    /// <summary>Waits until so many have come: the work after a commit may run beside the test.</summary>
    public async Task UntilAsync(int count)
    {
        for (var i = 0; i < 200 && sent.Count < count; i++)
            await Task.Delay(50);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await work;
        listener.Close();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            Authorization = context.Request.Headers["Authorization"];
            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            sent.Enqueue(
                (body.RootElement.GetProperty("to").GetString()!, body.RootElement.GetProperty("text").GetString()!)
            );
            context.Response.Close();
        }
    }
}
