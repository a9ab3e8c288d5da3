using CsvHelper;

namespace Jisr.Demo;

/// <summary>The demo's own files, read row by row as text.</summary>
internal static class DemoFiles
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string name)
    {
        using var stream = typeof(DemoFiles).Assembly.GetManifestResourceStream("demo/" + name)!;
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default, leaveOpen: false);
        csv.ReadHeader();
        var headers = csv.Headers.ToArray();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
            rows.Add(headers.ToDictionary(h => h, h => csv.GetStringOrNull(h) ?? "", StringComparer.Ordinal));
        return rows;
    }
}
