using Jisr.Kernel.Events;
using Microsoft.Extensions.Logging;

namespace Jisr.People.Matching;

/// <summary>Once an hour, and so soon after a new version was put up: records that an older one keyed are keyed
/// anew.</summary>
internal sealed partial class RekeySweep(RekeyRecords records, TimeProvider clock, ILogger<RekeySweep> log)
    : HourlyWork(clock, log)
{
    protected override async Task RoundAsync(CancellationToken ct)
    {
        var done = await records.RunAsync(_ => { }, ct);
        if (done > 0)
            LogDone(Log, done);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} records were keyed anew")]
    private static partial void LogDone(ILogger log, int count);
}
