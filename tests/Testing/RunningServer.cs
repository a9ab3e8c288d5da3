using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Jisr.Testing;

/// <summary>The program as a process of its own, as systemd runs it: it can be killed, and stopped politely.</summary>
public sealed partial class RunningServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("It ended: " + Log));
        process.EnableRaisingEvents = true;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>A client for it. No redirects, no cookies.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>All it wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    public int Exit => process.ExitCode;

    /// <summary>Starts <c>jisr serve</c> on a free port of the loopback address and waits until it listens.</summary>
    public static async Task<RunningServer> StartAsync(string data, string database, params string[] settings)
    {
        var start = new ProcessStartInfo(
            Repo.Program,
            [
                "serve",
                "--urls",
                "http://127.0.0.1:0",
                "--environment",
                "Production",
                "--data",
                data,
                "--database",
                database,
                "--Jisr:MigrateAtStart=true",
                "--Jisr:WritesPerMinute=100000",
                .. settings,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var server = new RunningServer(Process.Start(start)!);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        server.Address = await server.listening.Task.WaitAsync(TimeSpan.FromSeconds(300));
        server.Http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                MaxConnectionsPerServer = 64,
            }
        )
        {
            BaseAddress = server.Address,
            Timeout = TimeSpan.FromSeconds(300),
        };
        return server;
    }

    /// <summary>SIGKILL: no time to say anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as systemd sends it. Does not wait.</summary>
    public void AskToStop()
    {
        using var kill = Process.Start(
            "kill",
            ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );
        kill.WaitForExit();
    }

    /// <summary>Waits until it ended.</summary>
    public Task EndAsync() => process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        Http?.Dispose();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (log)
            log.AppendLine(line);
        if (Listening().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups["address"].Value));
    }

    [GeneratedRegex("listening on: (?<address>http://127[.]0[.]0[.]1:[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
