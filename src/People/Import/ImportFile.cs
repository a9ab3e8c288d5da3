using System.Globalization;
using System.Text;
using CsvHelper;
using MiniExcelLibs;

namespace Jisr.People.Import;

/// <summary>A file could not be read as registrations; the message says why, for the one who sent it.</summary>
internal sealed class UnreadableFileException(string message) : Exception(message);

/// <summary>A table as text: every cell as it was written. CSV (UTF-8, with or without BOM; comma, semicolon or tab)
/// or XLSX, where a formula is only the text of its result.</summary>
internal sealed record ImportFile(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static ImportFile Read(string path)
    {
        if (!File.Exists(path))
            throw new UnreadableFileException($"There is no file {path}.");
        try
        {
            return Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
                ? ReadXlsx(path)
                : ReadCsv(File.ReadAllBytes(path));
        }
        catch (IOException e)
        {
            throw new UnreadableFileException($"{path} could not be read: {e.Message}");
        }
    }

    private static ImportFile ReadCsv(byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new UnreadableFileException("The file is empty.");
        var text = Decode(bytes);
        var header = text.Split('\n', 2)[0];
        var separator = new[] { ',', ';', '\t' }.MaxBy(c => header.Count(h => h == c));
        var options = new CsvReaderOptions
        {
            Separator = separator,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            IncludeValuesInExceptions = false,
            TrackLineNumbers = true,
        };
        using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(text), options);
        var rows = new List<IReadOnlyList<string>>();
        try
        {
            csv.ReadHeader();
            var columns = csv.Headers.Select(Name).ToArray();
            while (csv.Read())
            {
                var row = new string[columns.Length];
                for (var i = 0; i < row.Length; i++)
                    row[i] = csv.GetString(i);
                rows.Add(row);
            }
            return new ImportFile(columns, rows);
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableFileException(
                $"The file breaks off or is damaged at line {e.LineNumber}: a row there does not have the columns of the first line. Nothing was imported."
            );
        }
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new UnreadableFileException("The file is UTF-16. Save it as «CSV UTF-8» and send it again.");
        try
        {
            var text = StrictUtf8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new UnreadableFileException("This is not a CSV file.")
                : text;
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFileException(
                "The file is not UTF-8, so Arabic letters would be lost. Save it as «CSV UTF-8» and send it again."
            );
        }
    }

    private static ImportFile ReadXlsx(string path)
    {
        List<string[]> rows;
        try
        {
            rows =
            [
                .. MiniExcel
                    .Query(path, useHeaderRow: false)
                    .Cast<IDictionary<string, object?>>()
                    .Select(r => r.Values.Select(Cell).ToArray()),
            ];
        }
        catch (Exception e)
            when (e is InvalidDataException or FormatException or InvalidOperationException or System.Xml.XmlException)
        {
            throw new UnreadableFileException("The file is no XLSX workbook, or it is damaged. Nothing was imported.");
        }
        if (rows.Count == 0)
            throw new UnreadableFileException("The first sheet is empty.");
        var columns = rows[0].Select(Name).ToArray();
        return new ImportFile(
            columns,
            [
                .. rows.Skip(1)
                    .Where(r => r.Any(c => c.Length > 0))
                    .Select(r => columns.Select((_, i) => i < r.Length ? r[i] : "").ToArray()),
            ]
        );
    }

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            DateTime d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double n => n.ToString("0.################", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static string Name(string header) => header.Trim().Trim('\uFEFF').ToLowerInvariant();
}
