using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Modules;
using Jisr.Ui.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Products.Catalogue;

/// <summary><c>import products FILE</c>. Ends with 0 when all is well, 1 when rows were refused, 2 when the file could
/// not be read and nothing was imported.</summary>
internal static class ImportProductsVerb
{
    public static Verb Make(IVerbHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "CSV (UTF-8) or XLSX: " + string.Join(',', CatalogueRow.Columns),
        };
        var shop = new Option<string?>("--shop") { Description = "The shop, where rows do not name one" };
        var json = new Option<bool>("--json") { Description = "End with one line of JSON" };
        var command = new Command("products", "A catalogue from a file; sending it again is safe") { file, shop, json };
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
                                parsed.GetValue(shop),
                                parsed.GetValue(json),
                                token
                            );
                        }
                        catch (UnreadableCatalogueException e)
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
        string? shop,
        bool json,
        CancellationToken ct
    )
    {
        var file = CatalogueFile.Read(await BytesAsync(path, ct));
        var watch = Stopwatch.StartNew();
        var answers = await services
            .GetRequiredService<ImportProducts>()
            .RunAsync(
                file,
                shop,
                Actor.System,
                Path.GetDirectoryName(Path.GetFullPath(path)),
                done => Progress(done, file.Rows.Count),
                ct
            );
        var counts = answers.GroupBy(a => a.Outcome).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        int Of(string outcome) => counts.GetValueOrDefault(outcome);
        var refused = Of("rejected") + Of("conflict");
        if (refused > 0)
            await services
                .GetRequiredService<CatalogueText>()
                .WriteRejectedAsync(path + ".rejected.csv", file, answers, ct);
        var says = services.GetRequiredService<Says>();
        foreach (var answer in answers.Where(a => a.Photo is not null))
            await Console.Error.WriteLineAsync($"{answer.Sku}: {says.In("en", answer.Photo!)}");
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {answers.Count} rows in {watch.Elapsed.TotalSeconds:0.0} s
                  accepted  {Of("accepted")}   ({answers.Count(a =>
                    a.Outcome == "accepted" && a.IsNew
                )} new, {answers.Count(a => a.Outcome == "accepted" && !a.IsNew)} changed)
                  duplicate {Of("duplicate")}
                  conflict  {Of("conflict")}
                  rejected  {Of("rejected")}{(refused > 0 ? $"   see {path}.rejected.csv" : "")}
                """
            )
        );
        if (json)
            await Console.Out.WriteLineAsync(
                $$"""{"accepted":{{Of("accepted")}},"duplicate":{{Of("duplicate")}},"conflict":{{Of("conflict")}},"rejected":{{Of("rejected")}}}"""
            );
        return refused > 0 ? 1 : 0;
    }

    private static async Task<byte[]> BytesAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableCatalogueException("FILE_KIND", $"{path} could not be read: {e.Message}");
        }
    }

    private static void Progress(int done, int all)
    {
        if (done % 500 == 0 || done == all)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {all}"));
    }
}
