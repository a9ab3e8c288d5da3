using System.Text;

namespace Jisr.Bench.Match;

/// <summary>Comma-separated rows with a header; quotes where needed.</summary>
internal static class Csv
{
    public static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        using var reader = new StreamReader(path);
        var heads = Split(reader.ReadLine() ?? "");
        while (reader.ReadLine() is { } line)
        {
            var cells = Split(line);
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < heads.Count; i++)
                row[heads[i].TrimStart('\uFEFF')] = i < cells.Count ? cells[i] : "";
            yield return row;
        }
    }

    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(c);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
