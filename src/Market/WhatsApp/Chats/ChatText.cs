using System.Text;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>The folding of whatsapp.md §4.2, sign by sign and without a culture: marks that nobody sees are dropped,
/// digits and spaces made plain.</summary>
internal static class ChatText
{
    /// <summary>Direction marks and the byte-order mark.</summary>
    public static bool IsMark(char c) =>
        c is '\u200E' or '\u200F' or '\u061C' or '\uFEFF' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    /// <summary>Arabic-Indic and Persian digits as 0–9, narrow and fixed spaces as a space.</summary>
    public static char Plain(char c) =>
        c switch
        {
            >= '\u0660' and <= '\u0669' => (char)('0' + (c - '\u0660')),
            >= '\u06F0' and <= '\u06F9' => (char)('0' + (c - '\u06F0')),
            '\u202F' or '\u00A0' => ' ',
            _ => c,
        };

    /// <summary>Without direction marks, spaces and line ends at both ends; what is between stays as written.</summary>
    public static string Trim(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && IsOutside(text[from]))
            from++;
        while (to > from && IsOutside(text[to - 1]))
            to--;
        return text[from..to];
    }

    public static string WithoutMarks(string text) =>
        text.Any(IsMark) ? new string([.. text.Where(c => !IsMark(c))]) : text;

    /// <summary>For comparing with words that the app writes: also without tashkeel and tatweel, spaces as one, small
    /// letters, curly apostrophes straight. Signs such as &lt; stay: only the app writes them round a word.</summary>
    public static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var raw in Composed(text))
        {
            var c = Plain(raw);
            if (IsMark(c) || IsTashkeel(c))
                continue;
            if (char.IsWhiteSpace(c))
            {
                if (result.Length > 0 && result[^1] != ' ')
                    result.Append(' ');
                continue;
            }
            result.Append(c is '’' or 'ʼ' ? '\'' : char.ToLowerInvariant(c));
        }
        if (result.Length > 0 && result[^1] == ' ')
            result.Length--;
        return result.ToString();
    }

    /// <summary>With a sign of replacement for each half of an emoji: a hash normalises its text, which halves forbid.</summary>
    public static string WithoutHalves(string text) =>
        text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes().Select(r => r.ToString())) : text;

    private static bool IsOutside(char c) => IsMark(c) || char.IsWhiteSpace(c);

    private static bool IsTashkeel(char c) =>
        c is '\u0640' or '\u0670' or >= '\u0610' and <= '\u061A' or >= '\u064B' and <= '\u065F';

    // An accent that comes as a sign of its own is the same letter; half an emoji has no composed form and stays.
    private static string Composed(string text)
    {
        foreach (var c in text)
            if (c is >= '\u0300' and <= '\u036F')
                return text.Any(char.IsSurrogate) ? text : text.Normalize(NormalizationForm.FormC);
        return text;
    }
}
