using System.CommandLine;
using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Places;

/// <summary><c>places import</c>: newer reference places; names and parents that changed get a new dated row.</summary>
internal static class PlaceVerbs
{
    public static Verb Import(IVerbHost host)
    {
        var file = new Argument<string>("FILE") { Description = "CSV in the shape of the reference places" };
        var version = new Option<string>("--data-version")
        {
            Description = "Version of the data, such as 2027-01-01; older ones change nothing",
            Required = true,
        };
        var from = new Option<string?>("--from")
        {
            Description = "First day of new names (yyyy-MM-dd); today if left out",
        };
        var command = new Command("import", "Bring in newer reference places") { file, version, from };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        var today = DateOnly.FromDateTime(
                            services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
                        );
                        var day = parsed.GetValue(from) is { } text
                            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                            : today;
                        await using var stream = File.OpenRead(parsed.GetRequiredValue(file));
                        var rows = PlaceData.Read(stream);
                        await using var scope = services.CreateAsyncScope();
                        var write = new WritePlaces(scope.ServiceProvider.GetRequiredService<JisrDb>());
                        var written = await write.RunAsync(rows, parsed.GetRequiredValue(version), day, token);
                        await Console.Out.WriteLineAsync(
                            written
                                ? $"{rows.Count} places are up to date."
                                : "This version or a newer one is there: nothing changed."
                        );
                        return 0;
                    },
                    ct
                )
        );
        return new Verb("places", command);
    }
}
