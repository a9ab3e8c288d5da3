using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Events;

/// <summary>Work that every node does once an hour. A database or a disk that is away costs one round and never the
/// server: what was not done is still there an hour later.</summary>
public abstract partial class HourlyWork(TimeProvider clock, ILogger log) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected ILogger Log => log;

    /// <summary>One round.</summary>
    protected abstract Task RoundAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or IOException)
            {
                // Its name only: the words of a database may hold somebody's.
                LogFault(log, GetType().Name, e.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} could not run, the next hour tries again: {Fault}")]
    private static partial void LogFault(ILogger log, string work, string fault);
}
