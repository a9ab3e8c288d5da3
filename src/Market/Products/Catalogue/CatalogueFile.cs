using System.Globalization;
using System.Text;
using CsvHelper;
using Jisr.Kernel.Commands;
using MiniExcelLibs;

namespace Jisr.Market.Products.Catalogue;

/// <summary>The file could not be read as a catalogue: why, as a code for a page and a sentence for the command line.</summary>
internal sealed class UnreadableCatalogueException(string code, string message) : Exception(message)
{
    public Problem Problem { get; } = new(code, "file");
}

/// <summary>A catalogue as text: every cell as it was written. CSV (UTF-8, with or without BOM; comma, semicolon or
/// tab) or XLSX, where a formula is only the text of its result.</summary>
internal sealed record CatalogueFile(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Rows of one file; more are sent in parts.</summary>
    public const int MostRows = 5000;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static CatalogueFile Read(byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new UnreadableCatalogueException("FILE_EMPTY", "The file is empty.");
        // A workbook is a ZIP, whatever its name says.
        var file = bytes is [(byte)'P', (byte)'K', 3, 4, ..] ? ReadXlsx(bytes) : ReadCsv(bytes);
        var missing = CatalogueRow.Needed.Except(file.Columns, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new UnreadableCatalogueException(
                "FILE_COLUMNS",
                $"Columns are missing: {string.Join(", ", missing)}. The first line names them: {string.Join(',', CatalogueRow.Columns)}."
            );
        if (file.Columns.Distinct(StringComparer.Ordinal).Count() != file.Columns.Count)
            throw new UnreadableCatalogueException("FILE_COLUMNS", "Two columns have the same name.");
        return file.Rows.Count > MostRows
            ? throw new UnreadableCatalogueException(
                "FILE_TOO_MANY_ROWS",
                FormattableString.Invariant(
                    $"The file has {file.Rows.Count} rows; {MostRows} are the most of one file."
                )
            )
            : file;
    }

    private static CatalogueFile ReadCsv(byte[] bytes)
    {
        var text = Decode(bytes);
        var header = text.Split('\n', 2)[0];
        var options = new CsvReaderOptions
        {
            Separator = new[] { ',', ';', '\t' }.MaxBy(c => header.Count(h => h == c)),
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
            return new CatalogueFile(columns, rows);
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableCatalogueException(
                "FILE_BROKEN",
                $"The file breaks off or is damaged at line {e.LineNumber}. Nothing was imported."
            );
        }
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                throw new DecoderFallbackException();
            var text = StrictUtf8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new UnreadableCatalogueException("FILE_KIND", "This is neither CSV nor XLSX.")
                : text;
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableCatalogueException(
                "FILE_ENCODING",
                "The file is not UTF-8, so Arabic letters would be lost. Save it as «CSV UTF-8» and send it again."
            );
        }
    }

    private static CatalogueFile ReadXlsx(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            var rows = MiniExcel
                .Query(stream, useHeaderRow: false)
                .Cast<IDictionary<string, object?>>()
                .Take(MostRows + 2)
                .Select(r => r.Values.Select(Cell).ToArray())
                .ToList();
            if (rows.Count == 0)
                throw new UnreadableCatalogueException("FILE_EMPTY", "The first sheet is empty.");
            var columns = rows[0].Select(Name).ToArray();
            return new CatalogueFile(
                columns,
                [
                    .. rows.Skip(1)
                        .Where(r => r.Any(c => c.Length > 0))
                        .Select(r => columns.Select((_, i) => i < r.Length ? r[i] : "").ToArray()),
                ]
            );
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or FormatException
                        or InvalidOperationException
                        or System.Xml.XmlException
                        or NullReferenceException
                        or KeyNotFoundException
            )
        {
            throw new UnreadableCatalogueException(
                "FILE_BROKEN",
                "The file is no XLSX workbook, or it is damaged. Nothing was imported."
            );
        }
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
