using System.Globalization;
using CsvHelper;

namespace Jisr.Demo;

/// <summary>The demo's own files, read row by row as text.</summary>
internal static class DemoFiles
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string name)
    {
        using var stream = typeof(DemoFiles).Assembly.GetManifestResourceStream("demo/" + name)!;
        using var csv = new CsvReader(new StreamReader(stream), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h) ?? "", StringComparer.Ordinal));
        return rows;
    }
}
