using System.Globalization;
using System.Text;
using CsvHelper;

namespace Jisr.People.Import;

/// <summary>Reads a CSV file, or says what is wrong with it as a whole.</summary>
internal static class CsvTable
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    public static ImportFile Read(byte[] bytes)
    {
        var text = Decode(bytes);
        if (string.IsNullOrWhiteSpace(text))
            throw new UnreadableFileException("FILE_EMPTY");
        var separator = SeparatorOf(text);
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            // Widths are compared by hand, once it is known which row is the head.
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MalformedData = CsvMalformedDataHandling.Throw,
            IncludeValuesInExceptions = false,
            TrackLineNumbers = true,
        };
        var rows = new List<IReadOnlyList<string>>();
        try
        {
            using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(text), options);
            while (csv.Read())
            {
                var row = new string[csv.FieldCount];
                for (var i = 0; i < row.Length; i++)
                    row[i] = Bare(csv.GetString(i));
                rows.Add(row);
            }
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableFileException(
                "FILE_QUOTES",
                ("line", e.LineNumber.ToString(CultureInfo.InvariantCulture))
            );
        }
        return ImportFile.Of(rows, new FileFacts("csv", separator));
    }

    /// <summary>A cell without the apostrophe that our own files put before what a spreadsheet would take for a
    /// formula: a refused row, mended and sent again, is the row she typed.</summary>
    public static string Bare(string cell) =>
        cell is ['\'', '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? cell[1..] : cell;

    // The separator that the first rows with words in them hold most of.
    private static char SeparatorOf(string text)
    {
        var first = string.Concat(text.Split('\n', 7).Take(6).Select(line => line.Length > 4000 ? line[..4000] : line));
        return Separators.MaxBy(c => first.Count(x => x == c));
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new UnreadableFileException("FILE_UTF16");
        try
        {
            var text = StrictUtf8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
            if (text.Any(c => c < ' ' && c is not ('\t' or '\r' or '\n')))
                throw new UnreadableFileException("FILE_NOT_TEXT");
            return text;
        }
        catch (DecoderFallbackException)
        {
            // Zero bytes are in no text of an older code page: a picture, a PDF, a program.
            throw new UnreadableFileException(bytes.Contains((byte)0) ? "FILE_NOT_TEXT" : "FILE_NOT_UTF8");
        }
    }
}
