using Jisr.Kernel.Access;
using Jisr.Kernel.Events;
using Jisr.Kernel.Values;
using Microsoft.Extensions.Logging;

namespace Jisr.Ledger.Verify;

/// <summary>Checks all books once a night, in the first quiet hours of the platform's day.</summary>
internal sealed partial class NightlyCheck(
    BooksChecker checker,
    IUnitTree units,
    TimeProvider clock,
    ILogger<NightlyCheck> log
) : DailyWork(units, clock, log)
{
    protected override async Task DayAsync(string day, CancellationToken ct)
    {
        var broken = await checker.CheckAsync(BooksCheck.Nightly, NameUuid.Of("books-check/" + day), ct);
        if (broken > 0)
            LogBroken(Log, broken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The books do not hold: {Count} findings, see /books")]
    private static partial void LogBroken(ILogger log, int count);
}
