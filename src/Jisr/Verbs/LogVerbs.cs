using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;

namespace Jisr.Verbs;

/// <summary><c>log verify</c>: exit 0 when the logs of looks are whole, 1 when a row was changed or taken out, 2 when they
/// could not be read.</summary>
internal static class LogVerbs
{
    public static Command Verify(JisrHost host)
    {
        var command = new Command("verify", "Check that nobody changed the logs of who looked at whom");
        command.SetAction(
            async (_, ct) =>
            {
                try
                {
                    return await host.RunAsync(CheckAsync, ct);
                }
                catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
                {
                    await Console.Error.WriteLineAsync("The logs could not be checked: " + e.Message);
                    return 2;
                }
            }
        );
        return command;
    }

    private static async Task<int> CheckAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var broken = 0;
        foreach (var chain in scope.ServiceProvider.GetServices<IChain>())
        {
            var at = await chain.FirstBrokenAsync(db, ct);
            broken += at is null ? 0 : 1;
            await Console.Out.WriteLineAsync(
                at is { } row
                    ? string.Create(CultureInfo.InvariantCulture, $"{chain.Name}: BROKEN at row {row}")
                    : $"{chain.Name}: whole"
            );
        }
        // What was sealed outside the database a day after the day: a chain that was made anew as a whole differs from it.
        var different = await scope.ServiceProvider.GetRequiredService<ReadLogDays>().FirstDifferentAsync(db, ct);
        broken += different is null ? 0 : 1;
        await Console.Out.WriteLineAsync(
            different is { } day
                ? string.Create(CultureInfo.InvariantCulture, $"sealed days: DIFFERENT on {day:yyyy-MM-dd}")
                : "sealed days: all fit"
        );
        return broken == 0 ? 0 : 1;
    }
}
