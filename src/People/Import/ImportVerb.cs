using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Jisr.Contracts.People;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Import;

/// <summary><c>import people FILE --unit CODE</c>. Ends with 0 when all is well, 1 when rows were refused or clash, 2
/// when the file or the unit could not be read and nothing was imported.</summary>
internal static class ImportVerb
{
    public static Verb Make(IVerbHost host)
    {
        var file = new Argument<string>("FILE") { Description = "CSV (UTF-8) or XLSX, columns as in the guide" };
        var unit = new Option<string>("--unit")
        {
            Description = "Code of the unit that registered them",
            Required = true,
        };
        var programme = new Option<string?>("--programme") { Description = "Code of the programme they join" };
        var json = new Option<bool>("--json") { Description = "End with one line of JSON" };
        var result = new Option<string?>("--result") { Description = "Write every row's answer to this CSV file" };
        var command = new Command("people", "Registrations from a file; sending it again is safe")
        {
            file,
            unit,
            programme,
            json,
            result,
        };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        await using var scope = services.CreateAsyncScope();
                        try
                        {
                            return await RunAsync(
                                scope.ServiceProvider,
                                parsed.GetRequiredValue(file),
                                parsed.GetRequiredValue(unit),
                                parsed.GetValue(programme),
                                parsed.GetValue(json),
                                parsed.GetValue(result),
                                token
                            );
                        }
                        catch (UnreadableFileException e)
                        {
                            await Console.Error.WriteLineAsync(e.Message);
                            return 2;
                        }
                    },
                    ct
                )
        );
        return new Verb("import", command);
    }

    private static async Task<int> RunAsync(
        IServiceProvider services,
        string path,
        string unitCode,
        string? programmeCode,
        bool json,
        string? result,
        CancellationToken ct
    )
    {
        var units = services.GetRequiredService<IUnitDirectory>();
        var unit =
            await units.ByCodeAsync(unitCode, ct)
            ?? throw new UnreadableFileException($"There is no unit {unitCode}: see `jisr unit add --help`.");
        ProgrammeId? programme = programmeCode is null
            ? null
            : await units.ProgrammeByCodeAsync(programmeCode, ct)
                ?? throw new UnreadableFileException($"There is no programme {programmeCode}.");
        var file = ImportFile.Read(path);
        if (PeopleColumns.Fault(file) is { } fault)
            throw new UnreadableFileException(fault + " Nothing was imported.");
        var watch = Stopwatch.StartNew();
        var answers = await services
            .GetRequiredService<ImportPeople>()
            .RunAsync(file, unit, unitCode, programme, done => Progress(done, file.Rows.Count), ct);
        watch.Stop();
        var report = services.GetRequiredService<ImportReport>();
        var counts = answers.GroupBy(a => a.Outcome).ToDictionary(g => g.Key, g => g.Count());
        int Of(string outcome) => counts.GetValueOrDefault(outcome);
        if (Of("rejected") > 0)
            await report.WriteRejectedAsync(path + ".rejected.csv", file, answers, ct);
        if (result is not null)
            await report.WriteResultAsync(result, answers, ct);
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {answers.Count} rows in {watch.Elapsed.TotalSeconds:0.0} s ({answers.Count
                    / Math.Max(0.001, watch.Elapsed.TotalSeconds):0} a second)
                  accepted  {Of("accepted")}
                  duplicate {Of("duplicate")}
                  conflict  {Of("conflict")}
                  rejected  {Of("rejected")}{(Of("rejected") > 0 ? $"   see {path}.rejected.csv" : "")}
                """
            )
        );
        if (json)
            await Console.Out.WriteLineAsync(
                $$"""{"accepted":{{Of("accepted")}},"duplicate":{{Of("duplicate")}},"conflict":{{Of("conflict")}},"rejected":{{Of("rejected")}}}"""
            );
        return Of("rejected") + Of("conflict") > 0 ? 1 : 0;
    }

    private static void Progress(int done, int all) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {all}"));
}
