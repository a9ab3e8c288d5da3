using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Ui.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Import;

/// <summary><c>import people FILE --unit CODE</c>. Ends with 0 when all is well, 1 when rows were refused or clash, 2
/// when the file or the unit could not be read and nothing was imported.</summary>
internal static class ImportVerb
{
    public static Verb Make(IVerbHost host)
    {
        var file = new Argument<string>("FILE") { Description = "CSV (UTF-8) or XLSX, columns as in docs/import.md" };
        var unit = new Option<string>("--unit")
        {
            Description = "Code of the unit that registered them",
            Required = true,
        };
        var programme = new Option<string?>("--programme") { Description = "Code of the programme they join" };
        var json = new Option<bool>("--json") { Description = "End with one line of JSON" };
        var result = new Option<string?>("--result") { Description = "Write every row's answer to this CSV file" };
        var command = new Command(
            "people",
            "Registrations from a file; sending it again is safe. Ends with 0 when all rows are in, 1 when rows were "
                + "refused or clash (see FILE.rejected.csv), 2 when the file or the unit could not be read and nothing was done."
        )
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
                            var says = scope.ServiceProvider.GetRequiredService<Says>();
                            await Console.Error.WriteLineAsync(
                                $"{e.Problem.Code}: {says.In("en", e.Problem)} Nothing was imported."
                            );
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
            ?? throw new UnreadableFileException("IMPORT_UNIT_UNKNOWN", ("unit", unitCode));
        ProgrammeId? programme = programmeCode is null
            ? null
            : await units.ProgrammeByCodeAsync(programmeCode, ct)
                ?? throw new UnreadableFileException("IMPORT_PROGRAMME_UNKNOWN", ("programme", programmeCode));
        var file = ImportFile.Read(path);
        var watch = Stopwatch.StartNew();
        var answers = await services
            .GetRequiredService<ImportPeople>()
            .RunAsync(
                file,
                unit,
                unitCode,
                programme,
                Actor.System,
                startedAt: null,
                done => Progress(done, file.Rows.Count, watch.Elapsed),
                ct
            );
        watch.Stop();
        var rejected = answers.Any(a => a.Outcome == "rejected");
        var report = services.GetRequiredService<ImportReport>();
        // What is registered stays registered, even where the disk takes no file: then the reasons come on the screen.
        var written = !rejected || await WriteAsync(path + ".rejected.csv", report.Rejected(file, answers, "ar"), ct);
        if (result is not null)
            written &= await WriteAsync(
                result,
                await report.ResultAsync(file, answers, await report.PartiesAsync(answers, ct), "ar", ct),
                ct
            );
        if (!written)
            foreach (var answer in answers.Where(a => a.Outcome == "rejected"))
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"row {answer.Row + 1} {answer.Command.RecordId}: {ImportReport.FieldOf(answer)} {answer.Problem?.Code}"
                    )
                );
        await SayAsync(answers, watch.Elapsed, rejected ? path + ".rejected.csv" : null, json);
        return answers.Any(a => a.Outcome is "rejected" or "conflict") || !written ? 1 : 0;
    }

    private static async Task<bool> WriteAsync(string path, string text, CancellationToken ct)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, ImportReport.Encoding, ct);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{path} could not be written: {e.Message}");
            return false;
        }
    }

    private static async Task SayAsync(IReadOnlyList<RowAnswer> answers, TimeSpan took, string? rejected, bool json)
    {
        int Of(string outcome) => answers.Count(a => a.Outcome == outcome);
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {answers.Count} rows in {took.TotalSeconds:0.0} s ({Rate(answers.Count, took):0} a second)
                  accepted  {Of("accepted")}
                  duplicate {Of("duplicate")}
                  conflict  {Of("conflict")}
                  rejected  {Of("rejected")}{(rejected is null ? "" : "   see " + rejected)}
                """
            )
        );
        if (json)
            await Console.Out.WriteLineAsync(
                $$"""{"accepted":{{Of("accepted")}},"duplicate":{{Of("duplicate")}},"conflict":{{Of("conflict")}},"rejected":{{Of("rejected")}}}"""
            );
    }

    private static double Rate(int rows, TimeSpan took) => rows / Math.Max(0.001, took.TotalSeconds);

    private static void Progress(int done, int all, TimeSpan took) =>
        Console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{done} of {all}, {Rate(done, took):0} rows a second")
        );
}
