using Jisr.Kernel.Commands;

namespace Jisr.People.Import;

/// <summary>A file could not be read as registrations; the problem says why, for the one who sent it.</summary>
internal sealed class UnreadableFileException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;

    public UnreadableFileException(string code, params (string Name, string Value)[] args)
        : this(
            new Problem(code, "file")
            {
                Args = args.Length == 0 ? null : args.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal),
            }
        ) { }
}

/// <summary>A table as text: every cell as it was written, columns by their known names where they have one. CSV (UTF-8;
/// comma, semicolon, tab or bar) or the first sheet of an XLSX workbook.</summary>
internal sealed record ImportFile(
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    FileFacts Facts
)
{
    /// <summary>The headings as the file has them, where a person said what they mean.</summary>
    public IReadOnlyList<string>? Headings { get; init; }

    /// <summary>Larger files are cut in pieces by the sender: a table is read whole into memory.</summary>
    public const long MostBytes = 100L * 1024 * 1024;

    /// <summary>Reads a file of the disk.</summary>
    public static ImportFile Read(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                throw new UnreadableFileException("FILE_MISSING", ("file", path));
            // Asked before a byte is read: two gigabytes are refused in a moment, not after a minute.
            if (info.Length > MostBytes)
                throw TooLarge(MostBytes);
            return Read(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFileException("FILE_UNREADABLE", ("file", path));
        }
    }

    /// <summary>Reads a file by what it holds; its name does not matter.</summary>
    public static ImportFile Read(byte[] bytes, long most = MostBytes)
    {
        if (bytes.Length > most)
            throw TooLarge(most);
        if (bytes.Length == 0)
            throw new UnreadableFileException("FILE_EMPTY");
        return bytes switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] => XlsxTable.Read(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new UnreadableFileException("FILE_OLD_EXCEL"),
            _ => CsvTable.Read(bytes),
        };
    }

    /// <summary>Finds the row of column names and makes the table.</summary>
    public static ImportFile Of(IReadOnlyList<IReadOnlyList<string>> raw, FileFacts facts)
    {
        var heading = Heading.Find(raw);
        var columns = heading.Columns;
        var rows = new List<IReadOnlyList<string>>(raw.Count);
        for (var i = heading.FirstRow; i < raw.Count; i++)
        {
            var cells = raw[i];
            if (cells.All(c => c.Length == 0))
                continue;
            // A row of a CSV that is shorter or longer than its head is half a row, or has a separator too many.
            if (facts.Format == "csv" && cells.Count != columns.Count)
                throw new UnreadableFileException(
                    "FILE_ROW_CUT",
                    ("row", (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
                );
            var row = new string[columns.Count];
            for (var c = 0; c < row.Length; c++)
                row[c] = c < cells.Count ? cells[c] : "";
            rows.Add(row);
        }
        if (rows.Count == 0)
            throw new UnreadableFileException("FILE_WITHOUT_ROWS");
        return new ImportFile(columns, rows, facts with { Skipped = heading.Skipped });
    }

    private static UnreadableFileException TooLarge(long most) =>
        new(
            "FILE_TOO_LARGE",
            ("max", (most / 1024 / 1024).ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
}

/// <summary>How a file was written: what a preview tells.</summary>
/// <param name="Format">csv or xlsx.</param>
/// <param name="Separator">Of a CSV.</param>
/// <param name="Skipped">Rows before or after the head that are titles or repeat it.</param>
/// <param name="Formulas">Cells of a workbook that are formulas: their results were taken.</param>
internal sealed record FileFacts(string Format, char? Separator = null, int Skipped = 0, int Formulas = 0);
