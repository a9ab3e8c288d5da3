using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.People.Drafts;

/// <summary>Once an hour, drafts whose time is over go, also where nobody comes by.</summary>
internal sealed partial class DraftSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DraftSweep> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var gone = await scope.ServiceProvider.GetRequiredService<DraftStore>().SweepAsync(stoppingToken);
                if (gone > 0)
                    LogGone(log, gone);
            }
            catch (System.Data.Common.DbException e)
            {
                // The database is away for now; the next hour tries again.
                LogFault(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} drafts were over and are gone")]
    private static partial void LogGone(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Drafts could not be swept")]
    private static partial void LogFault(ILogger log, Exception fault);
}
