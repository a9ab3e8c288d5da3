using Jisr.Contracts.People;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Demo;

/// <summary>Fills an empty database with the demo world: by the same commands as everybody else, the same on every
/// machine, in the order in which it would have happened.</summary>
internal static class DemoWorld
{
    public static async Task FillAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var clock =
            services.GetRequiredService<TimeProvider>() as DemoClock
            ?? throw new InvalidOperationException("The demo world needs the program's own clock.");
        var started = clock.GetTimestamp();
        var isNew = await IsNewAsync(services, ct);
        if (isNew)
        {
            try
            {
                await MakeAsync(services, clock, ct);
            }
            finally
            {
                clock.Run();
            }
            await output.WriteLineAsync(
                $"The demo world was made in {clock.GetElapsedTime(started).TotalSeconds:0} s."
            );
        }
        await DemoStaff.PrintAsync(output, services, ct);
    }

    private static async Task<bool> IsNewAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var end = new Kernel.Ids.CommandId(DemoSender.Id("user.add", "made"));
        if (await db.Set<CommandReceipt>().AnyAsync(r => r.Id == end, ct))
            return false;
        if (await db.Set<AuditRow>().AnyAsync(ct))
            throw new InvalidOperationException(
                "--demo fills an empty database only, and this one has work of people in it. Name another with --data."
            );
        return true;
    }

    private static async Task MakeAsync(IServiceProvider services, DemoClock clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow();
        var send = new DemoSender(services.GetRequiredService<CommandDispatcher>(), clock);
        var units = await DemoReports.MakeAsync(services, send, clock, ct);
        // The last year: people come week by week, shops open, orders follow.
        clock.Stand(today.AddDays(-300));
        var people = await DemoPeople.YearAsync(send, units, clock, today);
        clock.Stand(today.AddDays(-70));
        await DemoStaff.MakeAsync(send, services, units, people, ct);
        var shops = await DemoShops.MakeAsync(send, people, services.GetRequiredService<IPlaces>());
        var runs = new DemoRuns(send, services, clock, shops.First(s => s.Code == DemoRuns.ShopCode));
        runs.Plan(today);
        await DemoOrders.MakeAsync(send, shops, clock, today, runs);
        await DemoStaff.EndAsync(send);
    }
}
