using System.Globalization;
using CsvHelper;

namespace Jisr.People.Places;

/// <summary>A row of the reference data, in the shape of <c>Places/Data</c>.</summary>
internal sealed record PlaceRow(
    string Code,
    string Country,
    int Level,
    string Kind,
    string ParentCode,
    string NameAr,
    string NameFr,
    string NameEn,
    string Aliases,
    long? Population,
    int? PopulationYear
)
{
    /// <summary>An empty French name shows the English one, and the other way round.</summary>
    public string Fr => Or(NameFr, Or(NameEn, NameAr));
    public string En => Or(NameEn, Or(NameFr, NameAr));

    private static string Or(string first, string second) => first.Length > 0 ? first : second;
}

/// <summary>Reads place files: those that come with the program, and newer ones that an operator brings.</summary>
internal static class PlaceData
{
    /// <summary>Version of the files in <c>Places/Data</c>; versions are compared as text, newest last.</summary>
    public const string Version = "2026-07-02";

    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    public static IReadOnlyList<PlaceRow> Embedded()
    {
        var assembly = typeof(PlaceData).Assembly;
        var rows = new List<PlaceRow>();
        foreach (var name in assembly.GetManifestResourceNames().Where(IsPlaces).Order(StringComparer.Ordinal))
            rows.AddRange(Read(assembly.GetManifestResourceStream(name)!));
        return rows;
    }

    public static IReadOnlyList<PlaceRow> Read(Stream stream)
    {
        using var csv = CsvReader.Create(stream, Strict, leaveOpen: false);
        var rows = new List<PlaceRow>();
        while (csv.Read())
            rows.Add(
                new PlaceRow(
                    csv.GetString("code"),
                    csv.GetString("country"),
                    int.Parse(csv.GetString("level"), CultureInfo.InvariantCulture),
                    csv.GetString("kind"),
                    csv.GetString("parent_code"),
                    csv.GetString("name_ar"),
                    csv.GetString("name_fr"),
                    csv.GetString("name_en"),
                    csv.GetString("aliases"),
                    Number(csv.GetString("population")),
                    (int?)Number(csv.GetString("population_year"))
                )
            );
        return rows;
    }

    /// <summary>What is wrong with the rows as a whole, or null.</summary>
    public static string? Fault(IReadOnlyList<PlaceRow> rows)
    {
        if (rows.Count == 0)
            return "There is no place in the file.";
        if (rows.GroupBy(r => r.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"{twice.Key} stands twice.";
        var levels = rows.ToDictionary(r => r.Code, r => (r.Level, r.Country), StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Code.Length is 0 or > 40 || row.NameAr.Length == 0 || row.Level is < 1 or > 3)
                return $"{row.Code}: a code, a level of 1 to 3 and an Arabic name are needed.";
            if (row.Level == 1 ? row.ParentCode.Length > 0 : row.ParentCode.Length == 0)
                return $"{row.Code}: places of level 1 have no parent, all others have one.";
            if (
                row.Level > 1
                && levels.TryGetValue(row.ParentCode, out var parent)
                && (parent.Level != row.Level - 1 || parent.Country != row.Country)
            )
                return $"{row.Code}: {row.ParentCode} is not one level above it in {row.Country}.";
        }
        return null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsPlaces(string name) => name.StartsWith("places/", StringComparison.Ordinal);
}
