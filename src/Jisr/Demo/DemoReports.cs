using Jisr.Contracts.People;
using Jisr.Kernel.Commands;

namespace Jisr.Demo;

/// <summary>The part of the demo world whose figures stand in the reports [F-10, F-11, F-12] (insight.md §11.5): spaces,
/// targets, the launch day, and beside each of them records that must not be counted. Dates are our choice where the
/// reports give none.</summary>
public static class DemoReports
{
    /// <summary>Makes it in an empty database; the clock stands in June 2022 afterwards.</summary>
    public static async Task MakeAsync(IServiceProvider services, IDemoClock clock, CancellationToken ct) =>
        await MakeAsync(services, new DemoSender(services.GetRequiredService<CommandDispatcher>(), clock), clock, ct);

    internal static async Task<DemoUnits> MakeAsync(
        IServiceProvider services,
        DemoSender send,
        IDemoClock clock,
        CancellationToken ct
    )
    {
        var places = services.GetRequiredService<IPlaces>();
        clock.Stand(new DateTimeOffset(2022, 1, 3, 8, 0, 0, TimeSpan.Zero));
        var units = await DemoUnits.MakeAsync(send);
        await DemoSpaces.MakeAsync(send, places);
        await DemoTargets.MakeAsync(send, units, places);
        await new DemoLaunchDay(services, send, units, clock).MakeAsync(ct);
        return units;
    }
}
