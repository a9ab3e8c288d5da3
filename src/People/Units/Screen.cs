using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.People.Units;

/// <summary>Small things that the staff pages of this module share.</summary>
internal static class Screen
{
    /// <summary>Numbers and days as they are written in a country, in the language of the request.</summary>
    public static Show Show(string country = "SY") =>
        new(new Display(Words.Language, Display.DefaultArabicDigits(Words.Language, country), country));

    /// <summary>The three boxes of a day as one text; empty for nothing. A day that cannot be is a problem at the field.</summary>
    public static DateOnly? Day(FormState form, string field, Problems problems)
    {
        var reading = DateBinder.Read(form[field + ".day"], form[field + ".month"], form[field + ".year"]);
        if (reading.IsEmpty)
            return null;
        if (reading.Error is null && reading.Value.Precision == DatePrecision.Day)
            return reading.Value.Value;
        problems.Add(field, reading.Error ?? "NOT_A_DATE");
        return null;
    }

    /// <summary>Puts a day into the three boxes of a form that opens.</summary>
    public static void Start(FormState form, string field, DateOnly day)
    {
        var boxes = System.Globalization.CultureInfo.InvariantCulture;
        form.Start(field + ".day", day.Day.ToString(boxes));
        form.Start(field + ".month", day.Month.ToString(boxes));
        form.Start(field + ".year", day.Year.ToString(boxes));
    }

    /// <summary>The same day as a command carries it.</summary>
    public static string? Text(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
