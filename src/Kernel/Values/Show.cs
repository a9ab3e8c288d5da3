using System.Globalization;
using System.Text;

namespace Jisr.Kernel.Values;

/// <summary>How one person sees values: language, digits, country. Stored values, codes and exports never follow it.</summary>
public sealed record Display(string Language, bool ArabicDigits, string Country)
{
    /// <summary>Default digits of a country (measured defaults of experience.md V-2).</summary>
    public static bool DefaultArabicDigits(string language, string country) =>
        language == "ar" && country is "SY" or "JO" or "LB" or "IQ" && language == "ar";
}

/// <summary>Writes values for the screen (experience.md §7). Attributes, SVG, JSON and URLs are never written here.</summary>
public sealed class Show(Display display)
{
    private const char NarrowSpace = '\u202F';

    private static readonly string[] Levant =
    [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ];
    private static readonly string[] Maghreb =
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "ماي",
        "يونيو",
        "يوليوز",
        "غشت",
        "شتنبر",
        "أكتوبر",
        "نونبر",
        "دجنبر",
    ];
    private static readonly string[] French =
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    private static readonly string[] English =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    private static readonly string[] WeekAr = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
    private static readonly string[] WeekFr = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
    private static readonly string[] WeekEn =
    [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ];

    public Display Display { get; } = display;

    /// <summary>A whole number with groups.</summary>
    public string Number(long value) =>
        Grouped(Math.Abs((decimal)value).ToString(CultureInfo.InvariantCulture), "", value < 0);

    /// <summary>A share of 0 to 1 as percent with one decimal.</summary>
    public string Percent(decimal share)
    {
        var text = Math.Round(Math.Abs(share) * 100, 1, MidpointRounding.AwayFromZero)
            .ToString("0.0", CultureInfo.InvariantCulture)
            .Split('.');
        var number = Grouped(text[0], text[1], share < 0);
        return Display.Language switch
        {
            "fr" => number + NarrowSpace + "%",
            "ar" when Display.ArabicDigits => number + "٪",
            _ => number + "%",
        };
    }

    /// <summary>An amount with all decimals of its currency, without its name.</summary>
    public string Amount(Money money)
    {
        var text = new Money(Math.Abs(money.Minor), money.Currency).ToString().Split('.');
        return Grouped(text[0], text.Length > 1 ? text[1] : "", money.Minor < 0);
    }

    /// <summary>An amount with its currency.</summary>
    public string Money(Money money) =>
        Display.Language == "ar"
            ? Amount(money) + "\u00A0" + money.Currency.Ar
            : Amount(money) + "\u00A0" + CodeOf(money.Currency);

    /// <summary>A quantity without needless zeros.</summary>
    public string Quantity(Quantity quantity)
    {
        var text = quantity.ToString().TrimStart('-').Split('.');
        return Grouped(text[0], text.Length > 1 ? text[1] : "", quantity.Thousandths < 0);
    }

    /// <summary>Day, month by name, year.</summary>
    public string Date(DateOnly day)
    {
        var month = Display.Language switch
        {
            "ar" => (Display.Country == "MA" ? Maghreb : Levant)[day.Month - 1],
            "fr" => French[day.Month - 1],
            _ => English[day.Month - 1],
        };
        var first =
            Display.Language == "fr" && day.Day == 1 ? "1er" : Digits(day.Day.ToString(CultureInfo.InvariantCulture));
        return $"{first} {month} {Digits(day.Year.ToString("0000", CultureInfo.InvariantCulture))}";
    }

    /// <summary>Today, yesterday, a weekday for the coming 7 days, else the date.</summary>
    public string Day(DateOnly day, DateOnly today)
    {
        var away = day.DayNumber - today.DayNumber;
        var words = Display.Language switch
        {
            "ar" => ("اليوم", "أمس", WeekAr),
            "fr" => ("aujourd’hui", "hier", WeekFr),
            _ => ("today", "yesterday", WeekEn),
        };
        return away switch
        {
            0 => words.Item1,
            -1 => words.Item2,
            > 0 and < 7 => words.Item3[(int)day.DayOfWeek],
            _ => Date(day),
        };
    }

    /// <summary>Hours and minutes of 24.</summary>
    public string Time(TimeOnly time) => Digits(time.ToString("HH:mm", CultureInfo.InvariantCulture));

    /// <summary>The day of a moment, where the hour says nothing.</summary>
    public string Date(DateTimeOffset at, TimeZoneInfo zone) =>
        Date(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));

    /// <summary>An instant at a unit's zone: day and time.</summary>
    public string Instant(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return Date(DateOnly.FromDateTime(local.DateTime))
            + (Display.Language == "ar" ? "، " : ", ")
            + Time(TimeOnly.FromDateTime(local.DateTime));
    }

    /// <summary>Digits of her setting; marks stay.</summary>
    public string Digits(string text) =>
        !Display.ArabicDigits
            ? text
            : new string([.. text.Select(c => char.IsAsciiDigit(c) ? (char)('٠' + (c - '0')) : c)]);

    private string Grouped(string whole, string decimals, bool negative)
    {
        var (group, mark) = Display switch
        {
            { ArabicDigits: true } => ('٬', '٫'),
            { Language: "fr" } => (NarrowSpace, ','),
            { Language: "ar", Country: "MA" } => (NarrowSpace, ','),
            { Language: "ar" } => (NarrowSpace, '.'),
            _ => (',', '.'),
        };
        var result = new StringBuilder(negative ? "\u2212" : "");
        for (var i = 0; i < whole.Length; i++)
        {
            if (i > 0 && (whole.Length - i) % 3 == 0)
                result.Append(group);
            result.Append(whole[i]);
        }
        if (decimals.Length > 0)
            result.Append(mark).Append(decimals);
        return Digits(result.ToString());
    }

    private static string CodeOf(Currency currency) =>
        currency.Code == "SYP" ? "SYP" + (currency.Series == 1 ? " (old)" : "") : currency.Code;
}
