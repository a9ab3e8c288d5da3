using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.Extensions.Logging;

namespace Jisr.People.Retention;

/// <summary>Runs the rules once a day. The command's id is the day's, so that several nodes do it once.</summary>
internal sealed class RetentionSweep(
    CommandPipeline pipeline,
    IUnitTree units,
    TimeProvider clock,
    ILogger<RetentionSweep> log
) : DailyWork(units, clock, log)
{
    protected override Task DayAsync(string day, CancellationToken ct) =>
        pipeline.SendAsync(
            new Envelope<RunRetention>(new CommandId(NameUuid.Of("retention/" + day)), new RunRetention()),
            Actor.System,
            Door.System,
            ct
        );
}
