using System.Globalization;
using Jisr.Kernel.Text;

namespace Jisr.Kernel.Values;

/// <summary>Typed digits and marks as a number of smallest parts (experience.md §6 steps 1 and 3–7). No culture.</summary>
internal static class TypedNumber
{
    public const int MostLetters = 32;

    /// <summary>Step 1: invisible signs dropped, digits and marks made plain, trimmed.</summary>
    public static string Clean(string typed)
    {
        var text = ArabicText.AsciiDigits(ArabicText.StripInvisible(typed));
        text = text.Replace('،', ',')
            .Replace('−', '-')
            .Replace('\u00A0', ' ')
            .Replace('\u202F', ' ')
            .Replace('\u2009', ' ');
        return text.Trim();
    }

    /// <summary>Reads a clean text at a scale; values are in smallest parts.</summary>
    public static Reading<long> Read(string text, int scale, long most)
    {
        if (text.Length == 0)
            return Reading<long>.No("EMPTY");
        if (text[0] == '-' || text[^1] == '-' || (text[0] == '(' && text[^1] == ')'))
            return Reading<long>.No("NEGATIVE");
        if (text.Any(c => !char.IsAsciiDigit(c) && c is not ('.' or ',' or '٫' or '٬' or '\'' or '’' or ' ')))
            return Reading<long>.No("NOT_NUMBER");
        text = text.Replace('’', '\'');
        var always = Split(text, '٫');
        if (always.Length > 2)
            return Reading<long>.No("NOT_NUMBER");
        if (always.Length == 2)
            return Parts(always[0], always[1], scale, most);
        var (dots, commas) = (text.Count(c => c == '.'), text.Count(c => c == ','));
        if (dots > 0 && commas > 0)
        {
            var mark = text.LastIndexOf('.') > text.LastIndexOf(',') ? '.' : ',';
            var halves = Split(text, mark);
            return halves.Length == 2 ? Parts(halves[0], halves[1], scale, most) : Reading<long>.No("NOT_NUMBER");
        }
        if (dots + commas != 1)
            return Whole(text, scale, most);
        return OneMark(text, dots == 1 ? '.' : ',', scale, most);
    }

    // Step 6: one mark, exactly three digits after and one to three before: a group, or asked.
    private static Reading<long> OneMark(string text, char mark, int scale, long most)
    {
        var halves = Split(text, mark);
        var grouping =
            text.Contains('٬', StringComparison.Ordinal)
            || text.Contains('\'', StringComparison.Ordinal)
            || text.Contains(' ', StringComparison.Ordinal);
        var canGroup =
            !grouping
            && halves[1].Length == 3
            && halves[0].Length is >= 1 and <= 3
            && halves[0][0] != '0'
            && AllDigits(halves[0])
            && AllDigits(halves[1]);
        if (!canGroup)
            return Parts(halves[0], halves[1], scale, most);
        var group = Scaled(halves[0] + halves[1], "", scale, most);
        if (scale == 0 || !group.IsValue)
            return group;
        return scale == 3
            ? Reading<long>.Ask(group.Value, Scaled(halves[0], halves[1], scale, most).Value)
            : Reading<long>.Ask(group.Value);
    }

    private static Reading<long> Parts(string whole, string decimals, int scale, long most)
    {
        if (whole.Length == 0 || decimals.Length == 0 || !AllDigits(decimals) || Ungrouped(whole) is not { } digits)
            return Reading<long>.No("NOT_NUMBER");
        return decimals.Length > scale ? Reading<long>.No("TOO_MANY_DECIMALS") : Scaled(digits, decimals, scale, most);
    }

    private static Reading<long> Whole(string text, int scale, long most) =>
        Ungrouped(text) is { } digits ? Scaled(digits, "", scale, most) : Reading<long>.No("NOT_NUMBER");

    // Step 4: first 1–3 digits not starting with 0, then exactly three each, one kind of mark.
    private static string? Ungrouped(string text)
    {
        if (AllDigits(text))
            return text.Length > 1 && text[0] == '0' ? null : text;
        var marks = text.Where(c => !char.IsAsciiDigit(c)).Distinct().ToArray();
        if (marks.Length != 1)
            return null;
        var groups = text.Split(marks[0]);
        if (
            groups[0].Length is < 1 or > 3
            || groups[0][0] == '0'
            || groups.Skip(1).Any(g => g.Length != 3)
            || groups.Any(g => !AllDigits(g))
        )
            return null;
        return string.Concat(groups);
    }

    private static Reading<long> Scaled(string whole, string decimals, int scale, long most)
    {
        var digits = (whole + decimals.PadRight(scale, '0')).TrimStart('0');
        if (digits.Length > 18)
            return Reading<long>.No("TOO_BIG");
        var value = digits.Length == 0 ? 0 : long.Parse(digits, CultureInfo.InvariantCulture);
        return value > most ? Reading<long>.No("TOO_BIG") : Reading<long>.Of(value);
    }

    private static string[] Split(string text, char mark) => text.Split(mark);

    private static bool AllDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
