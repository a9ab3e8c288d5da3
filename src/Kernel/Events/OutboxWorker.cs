using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Events;

/// <summary>Takes due messages and has them done. Several nodes may compete: a row is claimed by a lease. A message
/// that keeps failing is parked and stops nobody.</summary>
public sealed partial class OutboxWorker(
    IServiceScopeFactory scopes,
    ModuleList modules,
    TimeProvider clock,
    ILogger<OutboxWorker> log
) : BackgroundService
{
    private const int Batch = 20;
    private const int MostAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Type> messages = modules
        .All.SelectMany(m => m.GetType().Assembly.GetTypes())
        .Where(t => t is { IsAbstract: false } && typeof(IMessage).IsAssignableFrom(t))
        .ToDictionary(t => (string)t.GetProperty(nameof(IMessage.Name))!.GetValue(null)!, StringComparer.Ordinal);

    /// <summary>Works until nothing is due. Returns how many messages were done.</summary>
    public async Task<int> DrainAsync(CancellationToken ct = default)
    {
        var done = 0;
        while (await ClaimAsync(ct) is { Count: > 0 } claimed)
            foreach (var row in claimed)
                done += await HandleAsync(row, ct) ? 1 : 0;
        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away for a moment: the messages wait in it. Whatever it is, a worker that fell would
                // take the whole server down with it.
                LogAway(log, e);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task<List<OutboxRow>> ClaimAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var now = Clock.Now(clock);
        var free = db.Set<OutboxRow>()
            .Where(r => r.ParkedAt == null && r.DueAt <= now && (r.LeasedUntil == null || r.LeasedUntil < now))
            .Where(r =>
                r.OrderKey == null
                || !db.Set<OutboxRow>().Any(o => o.OrderKey == r.OrderKey && o.ParkedAt == null && o.Seq < r.Seq)
            );
        var ids = await free.OrderBy(r => r.DueAt).ThenBy(r => r.Seq).Select(r => r.Id).Take(Batch).ToListAsync(ct);
        if (ids.Count == 0)
            return [];
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        var until = now + Lease;
        // Each claim has a name of its own: two in one program at one instant must not read each other's rows.
        Guid? claim = NewId.Next();
        await db.Set<OutboxRow>()
            .Where(r => ids.Contains(r.Id) && (r.LeasedUntil == null || r.LeasedUntil < now))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.LeasedUntil, until).SetProperty(r => r.LeasedBy, claim), ct);
        return await db.Set<OutboxRow>()
            .AsNoTracking()
            .Where(r => ids.Contains(r.Id) && r.LeasedBy == claim)
            .OrderBy(r => r.DueAt)
            .ThenBy(r => r.Seq)
            .ToListAsync(ct);
    }

    private async Task<bool> HandleAsync(OutboxRow row, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var type =
                messages.GetValueOrDefault(row.Name)
                ?? throw new InvalidOperationException($"No message is named '{row.Name}'.");
            var message = JsonSerializer.Deserialize(row.Payload, type, CanonicalJson.Options)!;
            foreach (var reactor in scope.ServiceProvider.GetServices(typeof(IReact<>).MakeGenericType(type)))
                await (Task)
                    typeof(IReact<>)
                        .MakeGenericType(type)
                        .GetMethod(nameof(IReact<>.ReactAsync))!
                        .Invoke(reactor, [message, row.Id, ct])!;
            await EndAsync(row, null, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(log, row.Name, row.Attempts + 1, e);
            await EndAsync(row, e, ct);
            return false;
        }
    }

    private async Task EndAsync(OutboxRow row, Exception? fault, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        var mine = db.Set<OutboxRow>().Where(r => r.Id == row.Id && r.LeasedBy == row.LeasedBy);
        if (fault is null)
        {
            await mine.ExecuteDeleteAsync(ct);
            return;
        }
        var attempts = row.Attempts + 1;
        var now = Clock.Now(clock);
        DateTimeOffset? parked = attempts >= MostAttempts ? now : null;
        var due = now + TimeSpan.FromSeconds(Math.Pow(2, attempts));
        // The kind of fault only: its text may hold what somebody typed.
        var error = fault.GetType().Name;
        await mine.ExecuteUpdateAsync(
            s =>
                s.SetProperty(r => r.Attempts, attempts)
                    .SetProperty(r => r.DueAt, due)
                    .SetProperty(r => r.ParkedAt, parked)
                    .SetProperty(r => r.LastError, error)
                    .SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null),
            ct
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Name} failed, try {Attempt}")]
    private static partial void LogFailed(ILogger log, string name, int attempt, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox cannot reach its database")]
    private static partial void LogAway(ILogger log, Exception e);
}
