using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Events;

/// <summary>Work of once a day of the platform; what could not run is tried again the next hour.</summary>
public abstract class DailyWork(IUnitTree units, TimeProvider clock, ILogger log) : HourlyWork(clock, log)
{
    private DateOnly? done;

    /// <summary>The work. <paramref name="day"/> is written yyyy-MM-dd: an id made of it lets several nodes do it once.</summary>
    protected abstract Task DayAsync(string day, CancellationToken ct);

    protected sealed override async Task RoundAsync(CancellationToken ct)
    {
        var today = units.Today(UnitId.Root);
        if (today == done)
            return;
        await DayAsync(today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ct);
        done = today;
    }
}
