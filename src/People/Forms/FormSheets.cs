using System.Globalization;
using System.IO.Compression;
using System.Text;
using Jisr.People.Import;
using MiniExcelLibs;

namespace Jisr.People.Forms;

/// <summary>The three sheets of an XLSForm as texts: from a workbook, or from the text form in which forms are written
/// down (a table with bars).</summary>
internal static class FormSheets
{
    /// <summary>What a page takes; a form is small.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    // Megabytes.
    private const int MostUnpacked = 40;
    private const int MostRows = 5000;

    /// <summary>Rows of each sheet by its name in small letters.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Read(byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new UnreadableFileException("FILE_EMPTY");
        if (bytes.Length > MostBytes)
            throw new UnreadableFileException("FILE_TOO_LARGE", ("max", "2"));
        var sheets = bytes switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] => Sheets(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new UnreadableFileException("FILE_OLD_EXCEL"),
            _ => Text(bytes),
        };
        if (!sheets.ContainsKey("survey"))
            throw new UnreadableFileException("FORM_NO_SURVEY");
        return sheets;
    }

    private static Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> Sheets(byte[] bytes) =>
        Workbook.Read(() =>
        {
            using (var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read))
                Workbook.CheckSize(zip, MostUnpacked);
            using var stream = new MemoryStream(bytes);
            var sheets = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.OrdinalIgnoreCase);
            foreach (var name in MiniExcel.GetSheetNames(stream))
            {
                stream.Position = 0;
                sheets[name.Trim()] =
                [
                    .. MiniExcel
                        .Query(stream, useHeaderRow: false, sheetName: name, excelType: ExcelType.XLSX)
                        .Cast<IDictionary<string, object?>>()
                        .Take(MostRows)
                        .Select(r => (IReadOnlyList<string>)[.. r.Values.Select(v => Workbook.Cell(v, Other))]),
                ];
                stream.Position = 0;
            }
            return sheets;
        });

    private static string Other(object value) =>
        value is bool b
            ? b
                ? "yes"
                : "no"
            : (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Trim();

    // A row whose first cell is filled names a sheet; its rows come below it with the first cell empty.
    private static Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> Text(byte[] bytes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFileException("FORM_NO_SURVEY");
        }
        var sheets = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.OrdinalIgnoreCase);
        List<IReadOnlyList<string>>? rows = null;
        foreach (var line in text.Split('\n').Take(3 * MostRows))
        {
            if (line.Trim() is not ['|', ..] cut)
                continue;
            var cells = Cells(cut);
            if (cells[0].Length > 0 && !cells[0].All(c => c is '-' or ':'))
                sheets[cells[0]] = rows = [];
            else if (cells.Count > 1)
                rows?.Add([.. cells.Skip(1)]);
        }
        return sheets;
    }

    // A bar behind a backslash belongs to the text.
    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] == '|')
                cell.Append(line[++i]);
            else if (line[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        }
        if (cell.ToString().Trim() is { Length: > 0 } rest)
            cells.Add(rest);
        return cells.Count == 0 ? [""] : cells;
    }
}
