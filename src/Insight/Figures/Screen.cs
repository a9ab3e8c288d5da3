using System.Globalization;
using Jisr.Contracts.People;
using Jisr.Insight.External;
using Jisr.Insight.Periods;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Http;

namespace Jisr.Insight.Figures;

/// <summary>How the pages of this module write values and name things.</summary>
internal sealed class Screen(Words words, IPlaces places, IHttpContextAccessor http)
{
    /// <summary>Countries whose places are known, in the order of the lists.</summary>
    public static readonly IReadOnlyList<string> Countries = ["MA", "SY", "JO"];

    /// <summary>Numbers in her digits: those she chose, or those of the country.</summary>
    public Show Show(string? country)
    {
        var language = Words.Language;
        var arabic = http.HttpContext?.Request.Cookies["digits"] switch
        {
            "arabic" => language == "ar",
            "latin" => false,
            _ => Display.DefaultArabicDigits(language, country ?? "SY"),
        };
        return new Show(new Display(language, arabic, country ?? "SY"));
    }

    public string Country(string code) =>
        code switch
        {
            "MA" => words["Morocco"],
            "SY" => words["Syria"],
            "JO" => words["Jordan"],
            _ => words["Place unknown"],
        };

    /// <summary>A region or governorate, a country, or the line of those whose place is not known.</summary>
    public string Area(string key, bool countries) =>
        countries ? Country(key)
        : key.Length > 2 ? places.Find(key)?.Name(Words.Language) ?? key
        : words["Place unknown"];

    /// <summary>A detail of an event, in words.</summary>
    public string Detail(string splitBy, string code) =>
        (splitBy, code) switch
        {
            ("door", "assisted") => words["With a worker"],
            ("door", "self") => words["By herself"],
            ("door", "import") => words["From a file"],
            ("state", "applied") => words["Applied"],
            ("state", "eligible") => words["Women found eligible"],
            ("state", "not-eligible") => words["Women found not eligible"],
            ("state", "waiting") => words["Waiting"],
            ("state", "enrolled") => words["Women enrolled"],
            ("state", "paused") => words["Women paused"],
            ("state", "completed") => words["Women who completed"],
            ("state", "exited") => words["Left the programme"],
            ("state", "withdrawn") => words["Withdrew"],
            ("unit-kind", "space") => words["Women’s spaces"],
            ("unit-kind", "rural-centre") => words["Rural centres"],
            ("unit-kind", "rural-unit") => words["Rural units"],
            ("unit-kind", "association") => words["Associations"],
            ("unit-kind", "cooperative") => words["Co-operatives"],
            ("unit-kind", "agency") => words["Agencies"],
            ("unit-kind", "market") => words["Markets"],
            (_, "") => words["Not said"],
            _ => code,
        };

    /// <summary>Whether a number from elsewhere was found or is aimed at.</summary>
    public string Meaning(string code) =>
        code switch
        {
            "aim" => words["An aim: to reach it"],
            "aim-above" => words["An aim: to be above it"],
            "aim-below" => words["An aim: to be below it"],
            _ => words["Found by somebody"],
        };

    /// <summary>The value of a number from elsewhere, in words where it is an aim.</summary>
    public string External(ExternalLine line, Show show)
    {
        var value = show.Quantity(line.Value) + "\u00A0" + line.Unit;
        return line.Meaning switch
        {
            "aim" => words["aim: {value}", ("value", value)],
            "aim-above" => words["aim: above {value}", ("value", value)],
            "aim-below" => words["aim: below {value}", ("value", value)],
            _ => value,
        };
    }

    /// <summary>What a file is taken for.</summary>
    public string Purpose(string code) =>
        code switch
        {
            "report" => words["A report"],
            "planning" => words["Planning"],
            "check" => words["Checking the records"],
            _ => words["Another purpose"],
        };

    /// <summary>A period by name: a month, a quarter, a half-year, a year, or its two days.</summary>
    public string Period(Period period, Show show)
    {
        var year = show.Digits(period.From.Year.ToString(CultureInfo.InvariantCulture));
        if (period.Length == PeriodLength.Year && period.From.Month == 1)
            return year;
        if (period.Length == PeriodLength.HalfYear && period.From.Month is 1 or 7 && period.Code.Length == 6)
            return period.From.Month == 1
                ? words["First half of {year}", ("year", year)]
                : words["Second half of {year}", ("year", year)];
        if (period.Length == PeriodLength.Quarter)
            return words[
                "Quarter {n} of {year}",
                ("n", show.Digits(((period.From.Month + 2) / 3).ToString(CultureInfo.InvariantCulture))),
                ("year", year)
            ];
        if (period.Length == PeriodLength.Month)
            return Month(period.From, show);
        if (period.Length == PeriodLength.Day)
            return show.Date(period.From);
        return words["{from} to {to}", ("from", show.Date(period.From)), ("to", show.Date(period.To))];
    }

    /// <summary>A month and its year.</summary>
    public static string Month(DateOnly first, Show show)
    {
        var text = show.Date(new DateOnly(first.Year, first.Month, 2));
        return text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>A value of a cell: a number, an amount, or the mark of what is hidden.</summary>
    public static string Value(ShownCell cell, Show show) =>
        cell.Hidden ? SmallCells.Mark
        : cell.Currency.Length > 0 ? show.Money(new Money(cell.Value, Currency.Parse(cell.Currency)))
        : show.Number(cell.Value);
}
