using System.Globalization;
using System.Text.RegularExpressions;

namespace Jisr.People.Forms;

/// <summary>Values and functions of form expressions. A value is a text, a number or a truth, as in XPath 1.0; a date is
/// its text, and counts as days where a number is asked.</summary>
internal static class FormFunctions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private static readonly Dictionary<string, (int Least, int Most, Func<FormContext, object[], object> Run)> Known =
        new(StringComparer.Ordinal)
        {
            ["true"] = (0, 0, (_, _) => true),
            ["false"] = (0, 0, (_, _) => false),
            ["not"] = (1, 1, (_, a) => !Bool(a[0])),
            ["if"] = (3, 3, (_, a) => Bool(a[0]) ? a[1] : a[2]),
            ["selected"] = (2, 2, (_, a) => Words(a[0]).Contains(Text(a[1]).Trim(), StringComparer.Ordinal)),
            ["count-selected"] = (1, 1, (_, a) => (double)Words(a[0]).Length),
            ["regex"] = (2, 2, (_, a) => Matches(Text(a[0]), Text(a[1]))),
            ["string-length"] = (0, 1, (c, a) => (double)(a.Length == 0 ? c.Own : Text(a[0])).Length),
            ["normalize-space"] = (1, 1, (_, a) => string.Join(' ', Words(a[0]))),
            ["starts-with"] = (2, 2, (_, a) => Text(a[0]).StartsWith(Text(a[1]), StringComparison.Ordinal)),
            ["contains"] = (2, 2, (_, a) => Text(a[0]).Contains(Text(a[1]), StringComparison.Ordinal)),
            ["concat"] = (1, 20, (_, a) => string.Concat(a.Select(Text))),
            ["coalesce"] = (2, 2, (_, a) => Text(a[0]).Length > 0 ? a[0] : a[1]),
            ["string"] = (1, 1, (_, a) => Text(a[0])),
            ["number"] = (1, 1, (_, a) => Number(a[0])),
            ["boolean"] = (1, 1, (_, a) => Bool(a[0])),
            ["int"] = (1, 1, (_, a) => Math.Truncate(Number(a[0]))),
            ["round"] = (1, 1, (_, a) => Math.Floor(Number(a[0]) + 0.5)),
            ["today"] = (0, 0, (c, _) => c.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ["date"] = (1, 1, (_, a) => Text(a[0])),
        };

    /// <summary>The functions that are known, for messages and pages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A call, or null where the function or the number of its arguments is not known.</summary>
    public static Func<FormContext, object>? Find(string name, IReadOnlyList<Func<FormContext, object>> arguments) =>
        Known.TryGetValue(name, out var known) && arguments.Count >= known.Least && arguments.Count <= known.Most
            ? c => known.Run(c, [.. arguments.Select(a => a(c))])
            : null;

    public static bool Bool(object value) =>
        value switch
        {
            bool b => b,
            double n => n != 0 && !double.IsNaN(n),
            _ => Text(value).Length > 0,
        };

    public static double Number(object value) =>
        value switch
        {
            double n => n,
            bool b => b ? 1 : 0,
            string text
                when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) => n,
            string { Length: >= 10 } text
                when DateOnly.TryParseExact(
                    text[..10],
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                ) => day.DayNumber - Epoch.DayNumber,
            _ => double.NaN,
        };

    public static string Text(object value) =>
        value switch
        {
            string text => text,
            bool b => b ? "true" : "false",
            double n => n.ToString("R", CultureInfo.InvariantCulture),
            _ => "",
        };

    // A truth makes both truths, a number makes both numbers, else they are texts (XPath 1.0, 3.4).
    public static bool Same(object a, object b) =>
        a is bool || b is bool ? Bool(a) == Bool(b)
        : a is double || b is double ? Number(a) == Number(b)
        : string.Equals(Text(a), Text(b), StringComparison.Ordinal);

    public static bool IsPattern(string pattern)
    {
        try
        {
            _ = Make(pattern);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    // The whole answer must fit, as on the telephone. Without going back, so that no pattern can take for ever.
    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Make(pattern).IsMatch(text);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return true;
        }
    }

    private static Regex Make(string pattern) =>
        new(@"\A(?:" + pattern + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Longest);

    private static string[] Words(object value) =>
        Text(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
