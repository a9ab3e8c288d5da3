using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.Extensions.Logging;

namespace Jisr.Ledger.Tasks;

/// <summary>Once an hour, what time alone does to money. The command's id is the hour's, so that several nodes do it once.</summary>
internal sealed class MoneyClock(CommandPipeline pipeline, TimeProvider clock, ILogger<MoneyClock> log)
    : HourlyWork(clock, log)
{
    protected override Task RoundAsync(CancellationToken ct)
    {
        var hour = Kernel.Data.Clock.Now(Clock).UtcDateTime.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture);
        return pipeline.SendAsync(
            new Envelope<SweepMoney>(new CommandId(NameUuid.Of("money-sweep/" + hour)), new SweepMoney()),
            Actor.System,
            Door.System,
            ct
        );
    }
}
