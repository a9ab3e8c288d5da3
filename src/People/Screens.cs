using Jisr.Kernel.Language;
using Jisr.Kernel.Values;

namespace Jisr.People;

/// <summary>Values as pages about people show them: dates of birth as well as they are known, days in words.</summary>
internal static class Screens
{
    public static Show Show(string? country = null) =>
        new(new Display(Words.Language, Display.DefaultArabicDigits(Words.Language, country ?? "SY"), country ?? "SY"));

    /// <summary>"1989-03-01", "1989", "~1989" or "" in words.</summary>
    public static string Birth(Words words, string text, Show show)
    {
        if (text.Length == 0)
            return words["Not known"];
        var (date, precision) = Parties.FieldReader.ReadBirth(text);
        var year = show.Digits(date!.Value.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture));
        return precision switch
        {
            "day" => show.Date(date.Value),
            "month" => year
                + " / "
                + show.Digits(date.Value.Month.ToString("00", System.Globalization.CultureInfo.InvariantCulture)),
            "about" => words["About {year}", ("year", year)],
            _ => year,
        };
    }
}
