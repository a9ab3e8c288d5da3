using System.Globalization;
using Jisr.Kernel.Text;

namespace Jisr.People.Import;

/// <summary>Rows as people write them: «3, 7-9» with any digits and commas.</summary>
internal static class RowNumbers
{
    public const int MostLetters = 500;

    /// <summary>Indexes from 0; null where it cannot be read or names a row that is not there.</summary>
    public static IReadOnlySet<int>? Read(string? typed, int rows)
    {
        var found = new HashSet<int>();
        var text = ArabicText.AsciiDigits(typed ?? "").Replace('،', ',').Replace(';', ',').Replace('–', '-');
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (
                ends.Length > 2
                || !TryRead(ends[0], rows, out var first)
                || !TryRead(ends[^1], rows, out var last)
                || last < first
            )
                return null;
            for (var row = first; row <= last; row++)
                found.Add(row - 1);
        }
        return found;
    }

    private static bool TryRead(string text, int rows, out int row) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out row) && row >= 1 && row <= rows;
}
