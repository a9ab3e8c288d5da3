using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Jisr.People.Import;

/// <summary>What all readers of XLSX files share: how large one may unfold, what a broken one throws, how numbers and days
/// are written.</summary>
internal static class Workbook
{
    /// <summary>Reads, and names whatever the file's own faults make of it.</summary>
    /// <exception cref="UnreadableFileException">FILE_NOT_XLSX, or what <paramref name="read"/> says itself.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or FormatException
                        or InvalidOperationException
                        or XmlException
                        or KeyNotFoundException
                        or ArgumentException
                        or EndOfStreamException
                        or NotSupportedException
                        or NullReferenceException
            )
        {
            throw new UnreadableFileException("FILE_NOT_XLSX");
        }
    }

    /// <summary>A few kilobytes can unfold into gigabytes.</summary>
    /// <param name="zip">The file.</param>
    /// <param name="most">Megabytes.</param>
    /// <exception cref="UnreadableFileException">FILE_TOO_LARGE.</exception>
    public static void CheckSize(ZipArchive zip, int most)
    {
        if (zip.Entries.Sum(e => e.Length) > most * 1024L * 1024)
            throw new UnreadableFileException("FILE_TOO_LARGE", ("max", most.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A cell as text; whatever is neither a day nor a number is the caller's to write.</summary>
    public static string Cell(object? value, Func<object, string> other) =>
        value switch
        {
            null => "",
            DateTime d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double n => n.ToString("0.################", CultureInfo.InvariantCulture),
            decimal n => n.ToString("0.################", CultureInfo.InvariantCulture),
            _ => other(value),
        };
}
