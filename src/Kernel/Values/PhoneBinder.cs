using System.Globalization;
using System.Text.RegularExpressions;
using Jisr.Kernel.Text;
using PhoneNumbers;

namespace Jisr.Kernel.Values;

/// <summary>Typed telephone numbers (matching.md §6), stored as E.164 beside what was typed.</summary>
public static partial class PhoneBinder
{
    private static readonly string[] Near = ["SY", "TR", "JO", "MA", "LB", "IQ"];
    private static readonly HashSet<string> None = new(StringComparer.Ordinal)
    {
        "لا يوجد",
        "لايوجد",
        "بدون",
        "neant",
        "none",
        "aucun",
        "no",
        "لا",
    };

    /// <summary>All numbers in the text as E.164, the country of the unit first. EMPTY for nothing or a word for
    /// none; PHONE_INVALID when any part is no number.</summary>
    public static Reading<IReadOnlyList<string>> ReadAll(string? typed, string country)
    {
        var text = ArabicText.AsciiDigits(ArabicText.StripInvisible(typed ?? "")).Trim();
        if (text.Length == 0 || text is "-" or "–" || None.Contains(ArabicText.Fold(text)))
            return Reading<IReadOnlyList<string>>.No("EMPTY");
        if (text.Length > 80)
            return Reading<IReadOnlyList<string>>.No("TOO_LONG");
        var found = new List<string>();
        foreach (
            var part in text.Replace(" أو ", "/", StringComparison.Ordinal)
                .Replace(" او ", "/", StringComparison.Ordinal)
                .Split(
                    ['/', ',', '،', ';', '؛'],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
        )
        {
            if (Parse(part, country) is not { } number)
                return Reading<IReadOnlyList<string>>.No("PHONE_INVALID");
            if (!found.Contains(number))
                found.Add(number);
        }
        return found.Count == 0 ? Reading<IReadOnlyList<string>>.No("EMPTY") : Reading<IReadOnlyList<string>>.Of(found);
    }

    /// <summary>One number as E.164.</summary>
    public static Reading<string> Read(string? typed, string country)
    {
        var all = ReadAll(typed, country);
        return all.Error is { } error ? Reading<string>.No(error)
            : all.Value!.Count == 1 ? Reading<string>.Of(all.Value[0])
            : Reading<string>.No("PHONE_INVALID");
    }

    /// <summary>The number as people of the country read it, left to right.</summary>
    public static string Show(string e164)
    {
        var phones = PhoneNumberUtil.GetInstance();
        return phones.Format(phones.Parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
    }

    /// <summary>ISO country of an E.164 number, or null.</summary>
    public static string? CountryOf(string e164)
    {
        var phones = PhoneNumberUtil.GetInstance();
        return phones.GetRegionCodeForNumber(phones.Parse(e164, null));
    }

    /// <summary>True when these digits, with or without +, are a number that somebody of the country could be called at.</summary>
    public static bool IsNumber(string digits, string country) => Number(digits, country) is not null;

    /// <summary>True when they are a mobile number there.</summary>
    public static bool IsMobile(string digits, string country) =>
        Number(digits, country) is { } number
        && (
            PhoneNumberUtil.GetInstance().GetNumberType(number)
                is PhoneNumberType.MOBILE
                    or PhoneNumberType.FIXED_LINE_OR_MOBILE
            || !PhoneNumberUtil.GetInstance().IsValidNumber(number)
        );

    private static PhoneNumber? Number(string digits, string country)
    {
        var phones = PhoneNumberUtil.GetInstance();
        try
        {
            var number = phones.Parse(digits, country);
            return CanBe(phones, number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string? Parse(string part, string country)
    {
        if (part.Length > 40 || part.Any(char.IsLetter))
            return null;
        var phones = PhoneNumberUtil.GetInstance();
        foreach (var region in Near.Prepend(country).Distinct(StringComparer.Ordinal))
        {
            try
            {
                var number = phones.Parse(part, region);
                if (CanBe(phones, number))
                    return phones.Format(number, PhoneNumberFormat.E164);
            }
            catch (NumberParseException)
            {
                // Not a number for this country; the next may read it.
            }
        }
        return null;
    }

    // Operators open new series faster than the library learns of them (Morocco's 068x): what a mobile number of the
    // four countries looks like is ours to say (matching.md §6). The rest is the library's.
    private static bool CanBe(PhoneNumberUtil phones, PhoneNumber number)
    {
        var digits = number.NationalNumber.ToString(CultureInfo.InvariantCulture);
        return number.CountryCode switch
        {
            212 => Morocco().IsMatch(digits),
            963 => SyrianMobile().IsMatch(digits) || phones.IsValidNumber(number),
            962 => JordanianMobile().IsMatch(digits) || phones.IsValidNumber(number),
            90 => TurkishMobile().IsMatch(digits) || phones.IsValidNumber(number),
            _ => phones.IsValidNumber(number),
        };
    }

    [GeneratedRegex("^[567][0-9]{8}$", RegexOptions.None, 500)]
    private static partial Regex Morocco();

    [GeneratedRegex("^(?:9[03-689]|50)[0-9]{7}$", RegexOptions.None, 500)]
    private static partial Regex SyrianMobile();

    [GeneratedRegex("^7[7-9][0-9]{7}$", RegexOptions.None, 500)]
    private static partial Regex JordanianMobile();

    [GeneratedRegex("^5[0-9]{9}$", RegexOptions.None, 500)]
    private static partial Regex TurkishMobile();
}
