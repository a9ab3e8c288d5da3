using System.Globalization;
using System.Text;

namespace Jisr.Kernel.Text;

/// <summary>A cell of a CSV file that no spreadsheet takes for a formula (insight.md §10, ASVS 1.2.10).</summary>
public static class CsvCell
{
    /// <summary>Text: direction marks dropped, then the first letter tested, then quoted.</summary>
    public static string Text(string? value)
    {
        var clean = new StringBuilder((value?.Length ?? 0) + 2);
        foreach (var c in value ?? "")
            if (c != '\0' && (!ArabicText.IsInvisible(c) || c == '\u0640'))
                clean.Append(c == '"' ? "\"\"" : c.ToString());
        if (IsRisky(clean))
            clean.Insert(0, '\'');
        return clean.Insert(0, '"').Append('"').ToString();
    }

    /// <summary>A number of a numeric column, bare.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A row with its line end (CRLF).</summary>
    public static string Row(params IEnumerable<string> cells) => string.Join(',', cells) + "\r\n";

    private static bool IsRisky(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\t' or '\r' or '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠')
                return true;
            if (!char.IsWhiteSpace(c))
                return false;
        }
        return false;
    }
}
