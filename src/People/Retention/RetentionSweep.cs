using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.People.Retention;

/// <summary>Runs the rules once a day. The command's id is the day's, so that several nodes do it once.</summary>
internal sealed partial class RetentionSweep(
    CommandPipeline pipeline,
    IUnitTree units,
    TimeProvider clock,
    ILogger<RetentionSweep> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        DateOnly? done = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var today = units.Today(UnitId.Root);
                if (today == done)
                    continue;
                var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                await pipeline.SendAsync(
                    new Envelope<RunRetention>(new CommandId(NameUuid.Of("retention/" + day)), new RunRetention()),
                    Actor.System,
                    Door.System,
                    stoppingToken
                );
                done = today;
            }
            catch (Exception e)
                when (e is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                // The database is away for now; the next hour tries again.
                LogFault(log, e.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rules of keeping could not run: {Fault}")]
    private static partial void LogFault(ILogger log, string fault);
}
