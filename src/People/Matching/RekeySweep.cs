using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.People.Matching;

/// <summary>Once an hour, and so soon after a new version was put up: records that an older one keyed are keyed
/// anew.</summary>
internal sealed partial class RekeySweep(RekeyRecords records, TimeProvider clock, ILogger<RekeySweep> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var done = await records.RunAsync(_ => { }, stoppingToken);
                if (done > 0)
                    LogDone(log, done);
            }
            catch (System.Data.Common.DbException e)
            {
                // The database is away for now; the next hour tries again.
                LogFault(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} records were keyed anew")]
    private static partial void LogDone(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Records could not be keyed anew")]
    private static partial void LogFault(ILogger log, Exception fault);
}
