using System.Globalization;
using System.Text.RegularExpressions;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;

namespace Jisr.Kernel.Values;

/// <summary>How well a birth date is known.</summary>
public enum DatePrecision
{
    None,
    About,
    Year,
    Month,
    Day,
}

/// <summary>A date as well as it is known; never with an invented day. A year alone is stored as its first day.</summary>
public readonly record struct KnownDate(DateOnly Value, DatePrecision Precision)
{
    /// <summary>A year told as an age: «about 34» in 2026 is 1992.</summary>
    public static KnownDate FromAge(int age, DateOnly toldOn) =>
        new(new DateOnly(toldOn.Year - age, 1, 1), DatePrecision.About);
}

/// <summary>Typed dates (matching.md §7, experience.md §14). Impossible days are refused, never moved.</summary>
public static partial class DateBinder
{
    private static readonly string[][] MonthNames =
    [
        ["كانون الثاني", "يناير", "janvier", "january", "jan"],
        ["شباط", "فبراير", "fevrier", "february", "feb"],
        ["اذار", "مارس", "mars", "march", "mar"],
        ["نيسان", "ابريل", "avril", "april", "apr"],
        ["ايار", "مايو", "ماي", "mai", "may"],
        ["حزيران", "يونيو", "juin", "june", "jun"],
        ["تموز", "يوليو", "يوليوز", "juillet", "july", "jul"],
        ["اب", "اغسطس", "غشت", "aout", "august", "aug"],
        ["ايلول", "سبتمبر", "شتنبر", "septembre", "september", "sep"],
        ["تشرين الاول", "اكتوبر", "octobre", "october", "oct"],
        ["تشرين الثاني", "نوفمبر", "نونبر", "novembre", "november", "nov"],
        ["كانون الاول", "ديسمبر", "دجنبر", "decembre", "december", "dec"],
    ];

    /// <summary>A date in one text: yyyy-MM-dd, dd/MM/yyyy, dd-MM-yyyy or yyyy, in any digits.
    /// EMPTY, NOT_A_DATE, YEAR_IN_FULL where the year has two digits, DATE_IMPOSSIBLE.</summary>
    public static Reading<KnownDate> Read(string? typed)
    {
        var text = TypedNumber.Clean(typed ?? "");
        if (text.Length == 0)
            return Reading<KnownDate>.No("EMPTY");
        if (YearAlone().Match(text) is { Success: true })
            return Make(Number(text), 1, 1, DatePrecision.Year);
        if (ShortYear().IsMatch(text))
            return Reading<KnownDate>.No("YEAR_IN_FULL");
        var match = YearFirst().Match(text) is { Success: true } first ? first : DayFirst().Match(text);
        return match.Success
            ? Make(
                Number(match.Groups["y"].Value),
                Number(match.Groups["m"].Value),
                Number(match.Groups["d"].Value),
                DatePrecision.Day
            )
            : Reading<KnownDate>.No("NOT_A_DATE");
    }

    /// <summary>A date in three boxes; the day, or day and month, may be empty where the precision is less.</summary>
    public static Reading<KnownDate> Read(string? day, string? month, string? year)
    {
        var (d, m, y) = (TypedNumber.Clean(day ?? ""), TypedNumber.Clean(month ?? ""), TypedNumber.Clean(year ?? ""));
        if (d.Length == 0 && m.Length == 0 && y.Length == 0)
            return Reading<KnownDate>.No("EMPTY");
        if (y.Length == 2 && y.All(char.IsAsciiDigit))
            return Reading<KnownDate>.No("YEAR_IN_FULL");
        if (
            !YearAlone().IsMatch(y)
            || (d.Length > 0 && (d.Length > 2 || !d.All(char.IsAsciiDigit)))
            || (d.Length > 0 && m.Length == 0)
        )
            return Reading<KnownDate>.No("NOT_A_DATE");
        if (m.Length == 0)
            return Make(Number(y), 1, 1, DatePrecision.Year);
        return MonthOf(m) is not { } number
            ? Reading<KnownDate>.No("NOT_A_DATE")
            : Make(
                Number(y),
                number,
                d.Length == 0 ? 1 : Number(d),
                d.Length == 0 ? DatePrecision.Month : DatePrecision.Day
            );
    }

    /// <summary>What to tell her about one text, or null when it is a date: «February has 28 days in 2027».</summary>
    public static Problem? ProblemOf(string field, string? typed)
    {
        var reading = Read(typed);
        var text = TypedNumber.Clean(typed ?? "");
        var match = YearFirst().Match(text) is { Success: true } first ? first : DayFirst().Match(text);
        return match.Success
            ? ProblemOf(field, reading, match.Groups["m"].Value, match.Groups["y"].Value)
            : ProblemOf(field, reading, "", "");
    }

    /// <summary>What to tell her about three boxes, or null when they are a date.</summary>
    public static Problem? ProblemOf(string field, string? day, string? month, string? year) =>
        ProblemOf(field, Read(day, month, year), TypedNumber.Clean(month ?? ""), TypedNumber.Clean(year ?? ""));

    private static Problem? ProblemOf(string field, Reading<KnownDate> reading, string month, string year)
    {
        if (reading.IsValue)
            return null;
        var problem = new Problem(reading.IsEmpty ? "REQUIRED" : reading.Error!, field);
        if (reading.Error != "DATE_IMPOSSIBLE" || MonthOf(month) is not { } m || m is < 1 or > 12 || Number(year) < 1)
            return problem;
        var days = DateTime.DaysInMonth(Number(year), m);
        return problem with
        {
            Args = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["variant"] = "days",
                ["days"] = days.ToString(CultureInfo.InvariantCulture),
                ["month"] = m.ToString(CultureInfo.InvariantCulture),
                ["year"] = year,
            },
        };
    }

    private static Reading<KnownDate> Make(int year, int month, int day, DatePrecision precision) =>
        year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? Reading<KnownDate>.No("DATE_IMPOSSIBLE")
            : Reading<KnownDate>.Of(new KnownDate(new DateOnly(year, month, day), precision));

    private static int? MonthOf(string text)
    {
        if (text.All(char.IsAsciiDigit))
            return text.Length <= 2 ? Number(text) : null;
        var folded = ArabicText.Fold(text);
        var at = Array.FindIndex(MonthNames, names => names.Any(n => ArabicText.Fold(n) == folded));
        return at < 0 ? null : at + 1;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}$", RegexOptions.None, 500)]
    private static partial Regex ShortYear();

    [GeneratedRegex("^[0-9]{4}$", RegexOptions.None, 500)]
    private static partial Regex YearAlone();

    [GeneratedRegex("^(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex YearFirst();

    [GeneratedRegex("^(?<d>[0-9]{1,2})[-/.](?<m>[0-9]{1,2})[-/.](?<y>[0-9]{4})$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex DayFirst();
}
