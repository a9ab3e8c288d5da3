using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;

namespace Jisr.People.Import;

/// <summary>Reads the first sheet of a workbook. A formula is the result that stands beside it; one without a result,
/// or with an error, is named and nothing is read.</summary>
internal static class XlsxTable
{
    // Megabytes.
    private const int MostUnpacked = 400;

    public static ImportFile Read(byte[] bytes) =>
        Workbook.Read(() =>
        {
            var formulas = Formulas(bytes);
            using var stream = new MemoryStream(bytes);
            List<IReadOnlyList<string>> rows =
            [
                .. MiniExcel
                    .Query(stream, useHeaderRow: false, excelType: ExcelType.XLSX)
                    .Cast<IDictionary<string, object?>>()
                    .Select(r => (IReadOnlyList<string>)[.. r.Values.Select(v => Workbook.Cell(v, Other))]),
            ];
            return rows.Count == 0
                ? throw new UnreadableFileException("FILE_WITHOUT_ROWS")
                : ImportFile.Of(rows, new FileFacts("xlsx", Formulas: formulas));
        });

    private static string Other(object value) =>
        CsvTable.Bare(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    // How many cells of the first sheet are formulas.
    private static int Formulas(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        Workbook.CheckSize(zip, MostUnpacked);
        var sheet =
            zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
                .OrderBy(e => e.FullName.Length)
                .ThenBy(e => e.FullName, StringComparer.Ordinal)
                .FirstOrDefault()
            ?? throw new InvalidDataException("No sheet.");
        using var stream = sheet.Open();
        using var xml = XmlReader.Create(
            stream,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreWhitespace = true,
            }
        );
        var (count, cell, type, isFormula, hasValue) = (0, "", "", false, false);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                (cell, type, isFormula, hasValue) = (
                    xml.GetAttribute("r") ?? "?",
                    xml.GetAttribute("t") ?? "",
                    false,
                    false
                );
                if (type == "e")
                    throw new UnreadableFileException("FILE_FORMULA", ("cell", cell));
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "f" })
                (isFormula, count) = (true, count + 1);
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" or "is" })
                hasValue = !xml.IsEmptyElement;
            else if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "c" } && isFormula && !hasValue)
                throw new UnreadableFileException("FILE_FORMULA", ("cell", cell));
        }
        return count;
    }
}
