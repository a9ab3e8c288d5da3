using System.Text;

namespace Jisr.Kernel.Language;

/// <summary>One entry of a PO file: the key, its plural key, and the translated forms.</summary>
public sealed record PoEntry(string Key, string? PluralKey, IReadOnlyList<string> Forms);

/// <summary>Reads GNU gettext PO text: msgid, msgid_plural, msgstr[n], comments and continued lines.</summary>
public static class PoFile
{
    /// <summary>All entries but the header.</summary>
    public static IReadOnlyList<PoEntry> Read(string text)
    {
        var entries = new List<PoEntry>();
        var forms = new SortedDictionary<int, StringBuilder>();
        StringBuilder? current = null;
        StringBuilder keyText = new(),
            pluralText = new();

        void Close()
        {
            if (keyText.Length > 0)
                entries.Add(
                    new PoEntry(
                        keyText.ToString(),
                        pluralText.Length == 0 ? null : pluralText.ToString(),
                        [.. forms.Values.Select(f => f.ToString())]
                    )
                );
            keyText = new StringBuilder();
            pluralText = new StringBuilder();
            forms.Clear();
            current = null;
        }

        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.StartsWith("msgid_plural", StringComparison.Ordinal))
                current = pluralText;
            else if (line.StartsWith("msgid", StringComparison.Ordinal))
            {
                Close();
                current = keyText;
            }
            else if (line.StartsWith("msgstr", StringComparison.Ordinal))
            {
                var n = line.Length > 7 && line[6] == '[' ? line[7] - '0' : 0;
                forms[n] = current = new StringBuilder();
            }
            var open = line.IndexOf('"', StringComparison.Ordinal);
            if (open >= 0 && current is not null)
                current.Append(Unescape(line[(open + 1)..line.LastIndexOf('"')]));
        }
        Close();
        return entries;
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            result.Append(
                text[i] != '\\' || i + 1 == text.Length ? text[i]
                : text[++i] == 'n' ? '\n'
                : text[i] == 't' ? '\t'
                : text[i]
            );
        return result.ToString();
    }
}
