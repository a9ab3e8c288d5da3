using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.People.Registration;

/// <summary>Which birth dates can be (people.md A8, matching.md §7).</summary>
internal static class BirthRules
{
    public const int Youngest = 10;
    public const int Oldest = 110;

    /// <summary>A date as the date binder reads it, and a month alone (yyyy-MM).</summary>
    public static Reading<KnownDate> Read(string? text) =>
        text is { Length: 7 } && text[4] == '-' && text.All(c => char.IsAsciiDigit(c) || c == '-')
            ? DateBinder.Read(null, text[5..], text[..4])
            : DateBinder.Read(text);

    /// <summary>AGE_OUT_OF_RANGE, or null. A year that looks Hijri says so and tells the year it would be; it is
    /// never turned by itself.</summary>
    public static Problem? Problem(string field, KnownDate birth, DateOnly on)
    {
        var year = birth.Value.Year;
        if (year is >= 1250 and < 1500)
            return new Problem("AGE_OUT_OF_RANGE", field)
            {
                Args = new Dictionary<string, string>
                {
                    ["variant"] = "hijri",
                    ["year"] = year.ToString(CultureInfo.InvariantCulture),
                    ["gregorian"] = GregorianOf(year).ToString(CultureInfo.InvariantCulture),
                },
            };
        var age = on.Year - year;
        if (birth.Precision == DatePrecision.Day && on < birth.Value.AddYears(age))
            age--;
        return age is < Youngest or > Oldest ? new Problem("AGE_OUT_OF_RANGE", field) : null;
    }

    // 33 Hijri years are 32 of ours.
    private static int GregorianOf(int hijri) => hijri * 32 / 33 + 622;
}
