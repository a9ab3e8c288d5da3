using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Jisr.Kernel.Text;

/// <summary>The folded form of text, for search and exact comparison (matching.md §2). It follows no culture and
/// works with invariant globalisation; folding twice equals folding once.</summary>
public static class ArabicText
{
    /// <summary>Version of the fold; stored beside every folded column.</summary>
    public const int FoldVersion = 1;

    private static readonly FrozenDictionary<char, string> Letters = MakeLetters();

    /// <summary>Folds: compatibility forms, marks, invisible signs, alef, seats, ya, kaf, digits, Latin; all else one space.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                FoldInto(result, new Rune(text[i], text[++i]));
            else
                FoldInto(result, text[i]);
        }
        if (result.Length > 0 && result[^1] == ' ')
            result.Length--;
        return result.ToString();
    }

    /// <summary>Words of the folded form.</summary>
    public static string[] Words(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Arabic-Indic and Persian digits, and full-width ones, as 0–9; everything else as it is.</summary>
    public static string AsciiDigits(string text) =>
        string.Create(
            text.Length,
            text,
            static (to, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                    to[i] = AsciiDigit(from[i]);
            }
        );

    /// <summary>Takes direction marks, zero-width signs, tatweel and soft hyphens away.</summary>
    public static string StripInvisible(string text)
    {
        if (!text.Any(IsInvisible))
            return text;
        return new string([.. text.Where(c => !IsInvisible(c))]);
    }

    /// <summary>True when there is a letter of any script.</summary>
    public static bool HasLetter(string text) => text.EnumerateRunes().Any(Rune.IsLetter);

    /// <summary>True when there is an Arabic letter.</summary>
    public static bool IsArabic(string text) =>
        text.Any(c => c is >= '\u0621' and <= '\u06FF' or >= '\uFB50' and <= '\uFEFC');

    internal static char AsciiDigit(char c) =>
        c switch
        {
            >= '\u0660' and <= '\u0669' => (char)('0' + (c - '\u0660')),
            >= '\u06F0' and <= '\u06F9' => (char)('0' + (c - '\u06F0')),
            >= '\uFF10' and <= '\uFF19' => (char)('0' + (c - '\uFF10')),
            _ => c,
        };

    internal static bool IsInvisible(char c) =>
        c
            is '\u0640'
                or '\u061C'
                or '\u00AD'
                or '\u2060'
                or '\uFEFF'
                or >= '\u200B'
                and <= '\u200F'
                or >= '\u202A'
                and <= '\u202E'
                or >= '\u2066'
                and <= '\u2069';

    private static bool IsMark(char c) =>
        c
            is >= '\u0610'
                and <= '\u061A'
                or >= '\u064B'
                and <= '\u065F'
                or '\u0670'
                or >= '\u06D6'
                and <= '\u06DC'
                or >= '\u06DF'
                and <= '\u06E8'
                or >= '\u06EA'
                and <= '\u06ED'
                or >= '\u0300'
                and <= '\u036F';

    private static void FoldInto(StringBuilder to, char c)
    {
        if (IsInvisible(c) || IsMark(c))
        {
            TurkishMark(to, c);
            return;
        }
        if (c is >= 'a' and <= 'z' or >= '0' and <= '9' or >= '\u0627' and <= '\u064A' && !Letters.ContainsKey(c))
            to.Append(c);
        else if (c is >= 'A' and <= 'Z')
            to.Append((char)(c + 32));
        else if (AsciiDigit(c) is >= '0' and <= '9' and var digit)
            to.Append(digit);
        else if (Letters.TryGetValue(c, out var folded))
            AppendWords(to, folded);
        else if (char.IsLetter(c))
        {
            // The small letter may fold on: Å of the ångström sign is å, which is a.
            var small = char.ToLowerInvariant(c);
            AppendWords(to, Letters.TryGetValue(small, out var again) ? again : small.ToString());
        }
        else if (char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber)
            to.Append(c);
        else
            AppendWords(to, " ");
    }

    // Letters outside the first plane are rare in names; they stay letters.
    private static void FoldInto(StringBuilder to, Rune rune)
    {
        if (Rune.IsLetterOrDigit(rune))
            to.Append(Rune.ToLowerInvariant(rune).ToString());
        else
            AppendWords(to, " ");
    }

    // One space between words, none in front: some forms stand for several words.
    private static void AppendWords(StringBuilder to, string folded)
    {
        foreach (var c in folded)
            if (c != ' ' || (to.Length > 0 && to[^1] != ' '))
                to.Append(c);
    }

    // A cedilla or breve that comes as a sign of its own says the same as ş, ç and ğ.
    private static void TurkishMark(StringBuilder to, char mark)
    {
        if (to.Length > 0 && ((mark == '\u0327' && to[^1] is 's' or 'c') || (mark == '\u0306' && to[^1] == 'g')))
            to.Append('h');
    }

    private static FrozenDictionary<char, string> MakeLetters()
    {
        var table = new Dictionary<char, string>();
        void Put(string to, params ReadOnlySpan<char> from)
        {
            foreach (var c in from)
                table[c] = to;
        }
        Put("ا", 'آ', 'أ', 'إ', '\u0671', '\u0672', '\u0673', '\u0675');
        Put("و", 'ؤ');
        Put("ي", 'ئ', 'ى', '\u06CC', '\u06D0', '\u06CE');
        Put("", 'ء', '\u0674', '\'', '\u2019', '\u2018', '`', '\u02BF', '\u02BE', '\u02BC', '\u00B4');
        Put("ه", 'ة', '\u06C0', '\u06D5', '\u06BE', '\u06C1', '\u06C2', '\u06C3');
        Put("ك", '\u06A9', '\u06AA', '\u06AF', '\u06AD', '\u0763');
        Put("ب", 'پ');
        Put("ج", 'چ');
        Put("ف", '\u06A4', '\u06A2', '\u06A5');
        Put("i", '\u0131', '\u0130');
        Put("sh", 'ş', 'Ş');
        Put("ch", 'ç', 'Ç');
        Put("gh", 'ğ', 'Ğ');
        Put("oe", 'œ', 'Œ');
        Put("ae", 'æ', 'Æ');
        Put("ss", 'ß');
        // Latin letters with marks, made once by decomposition and kept as a table: Normalize does nothing under
        // invariant globalisation, so what it says is written out here for the blocks that names use.
        foreach (var (from, to) in LatinMarks.Table)
            table.TryAdd(from, to);
        foreach (var (from, to) in PresentationForms.Table)
            table[from] = Twice(to, table);
        // Full-width signs are the plain ones 0xFEE0 further on; letters and apostrophes matter, the rest are spaces.
        for (var c = '\uFF01'; c <= '\uFF5E'; c++)
            if (Plain((char)(c - 0xFEE0)) is { } plain)
                table[c] = plain;
        AddEnclosed(table);
        return table.ToFrozenDictionary();
    }

    private static string? Plain(char ascii) =>
        char.IsAsciiLetter(ascii) ? char.ToLowerInvariant(ascii).ToString()
        : ascii is '\'' or '`' ? ""
        : null;

    // U+2460–24FF: numbers and letters in circles, in brackets, with a full stop.
    private static void AddEnclosed(Dictionary<char, string> table)
    {
        void Numbers(char first, int from, int to, string before = "", string after = "")
        {
            for (var n = from; n <= to; n++)
                table[(char)(first + n - from)] = before + n.ToString(CultureInfo.InvariantCulture) + after;
        }
        Numbers('\u2460', 1, 20);
        Numbers('\u2474', 1, 20, " ", " ");
        Numbers('\u2488', 1, 20, "", " ");
        Numbers('\u24EA', 0, 0);
        Numbers('\u24EB', 11, 20);
        Numbers('\u24F5', 1, 10);
        Numbers('\u24FF', 0, 0);
        for (var n = 0; n < 26; n++)
        {
            var letter = ((char)('a' + n)).ToString();
            table[(char)(0x249C + n)] = " " + letter + " ";
            table[(char)(0x24B6 + n)] = letter;
            table[(char)(0x24D0 + n)] = letter;
        }
    }

    // A form such as ﺃ stands for أ, which itself folds to ا.
    private static string Twice(string plain, Dictionary<char, string> table)
    {
        var result = new StringBuilder();
        foreach (var c in plain)
            if (!IsInvisible(c) && !IsMark(c))
                result.Append(table.TryGetValue(c, out var again) ? again : c.ToString());
        return result.ToString();
    }
}
