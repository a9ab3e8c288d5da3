using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Places;

/// <summary><c>places import</c>: newer reference places; names and parents that changed get a new dated row.</summary>
internal static partial class PlaceVerbs
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
                        if (!Version().IsMatch(parsed.GetRequiredValue(version)))
                            return await FailAsync("--data-version wants a day such as 2027-01-01.");
                        if (
                            parsed.GetValue(from) is { } typed
                            && !DateOnly.TryParseExact(
                                typed,
                                "yyyy-MM-dd",
                                CultureInfo.InvariantCulture,
                                DateTimeStyles.None,
                                out _
                            )
                        )
                            return await FailAsync("--from wants a day such as 2027-01-01.");
                        var day = parsed.GetValue(from) is { } text
                            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                            : DateOnly.FromDateTime(
                                services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
                            );
                        var (rows, fault) = Read(parsed.GetRequiredValue(file));
                        if (fault is not null)
                            return await FailAsync(fault);
                        await using var scope = services.CreateAsyncScope();
                        var write = new WritePlaces(scope.ServiceProvider.GetRequiredService<JisrDb>());
                        if (await write.LastChangeAsync(token) is { } last && day <= last)
                            return await FailAsync(
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"--from must come after {last:yyyy-MM-dd}, the last change of names or parents."
                                )
                            );
                        var written = await write.RunAsync(() => rows!, parsed.GetRequiredValue(version), day, token);
                        await Console.Out.WriteLineAsync(
                            written
                                ? $"{rows!.Count} places are up to date."
                                : "This version or a newer one is there: nothing changed."
                        );
                        services.GetRequiredService<PlaceBook>().Forget();
                        return 0;
                    },
                    ct
                )
        );
        return new Verb("places", command);
    }

    // The whole file is read and looked through before a row is written.
    private static (IReadOnlyList<PlaceRow>? Rows, string? Fault) Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var rows = PlaceData.Read(stream);
            return PlaceData.Fault(rows) is { } fault ? (null, fault) : (rows, null);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or FormatException
                        or CsvFormatException
                        or KeyNotFoundException
                        or ArgumentException
                        or OverflowException
            )
        {
            return (null, $"{path} could not be read as places: {e.Message}");
        }
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync(why + " Nothing was changed.");
        return 2;
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.None, 500)]
    private static partial Regex Version();
}
