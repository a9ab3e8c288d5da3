using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>Looks after kept commands: applies what was let in and what no longer waits; after 5 days without its parent
/// a command goes to a person. It is never forced in (doors.md §4.6).</summary>
public sealed partial class SyncSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SyncSweep> log)
    : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Once over all that waits.</summary>
    public async Task RunAsync(CancellationToken ct = default)
    {
        await one.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
            var sender = scope.ServiceProvider.GetRequiredService<SyncSender>();
            await EachAsync(db, WorklistStates.Released, item => sender.ApplyReleasedAsync(item, ct), ct);
            await EachAsync(db, WorklistStates.Parked, item => sender.TryParkedAsync(item, ct), ct);
            await GiveUpAsync(db, ct);
        }
        finally
        {
            one.Release();
        }
    }

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: what waits is still there at the next round.
                LogFault(log, e);
            }
        }
    }

    private static async Task EachAsync(JisrDb db, string state, Func<WorklistItem, Task> act, CancellationToken ct)
    {
        var after = Guid.Empty;
        while (true)
        {
            var items = await db.Set<WorklistItem>()
                .AsNoTracking()
                .Where(i => i.State == state && i.Id > after)
                .OrderBy(i => i.Id)
                .Take(Batch)
                .ToListAsync(ct);
            foreach (var item in items)
                await act(item);
            if (items.Count < Batch)
                return;
            after = items[^1].Id;
        }
    }

    // A parent that lies on the worklist is being worked at: its child waits with it.
    private async Task GiveUpAsync(JisrDb db, CancellationToken ct)
    {
        var before = Clock.Now(clock) - Patience;
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<WorklistItem>()
            .Where(i =>
                i.State == WorklistStates.Parked
                && (
                    (
                        i.KeptAt <= before
                        && !db.Set<WorklistParent>()
                            .Any(p =>
                                p.ItemId == i.Id
                                && db.Set<WorklistItem>()
                                    .Any(o =>
                                        o.CommandId == p.ParentId
                                        && (o.State == WorklistStates.Open || o.State == WorklistStates.Quarantined)
                                    )
                            )
                    )
                    || db.Set<WorklistParent>()
                        .Any(p =>
                            p.ItemId == i.Id
                            && db.Set<WorklistItem>()
                                .Any(o => o.CommandId == p.ParentId && o.State == WorklistStates.Dismissed)
                        )
                )
            )
            .ExecuteUpdateAsync(
                s => s.SetProperty(i => i.State, WorklistStates.Open).SetProperty(i => i.Code, "PARENT_MISSING"),
                ct
            );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kept commands could not be looked through")]
    private static partial void LogFault(ILogger log, Exception e);
}
