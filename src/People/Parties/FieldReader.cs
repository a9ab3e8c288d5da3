using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.People.Places;
using Jisr.People.Registration;

namespace Jisr.People.Parties;

/// <summary>A typed field of a person as the one text that is compared and kept: "" for nothing.</summary>
internal static class FieldReader
{
    public static string Read(
        string field,
        string? typed,
        string country,
        DateOnly today,
        PlaceFinder places,
        Problems problems
    )
    {
        var text = ArabicText.StripInvisible(typed ?? "").Trim();
        switch (field)
        {
            case "fullName":
                if (!ArabicText.HasLetter(text))
                    problems.Add(field, "NAME_MISSING");
                problems.Text(field, typed, 120, required: false);
                return (typed ?? "").Trim();
            case "latinName" or "householdHead":
                problems.Text(field, typed, 120, required: false);
                return (typed ?? "").Trim();
            case "answeredBy":
                problems.Text(field, typed, 80, required: false);
                return text;
            case "verifiedAt":
                if (
                    text.Length > 0
                    && (ReadInstant(text) is not { } at || DateOnly.FromDateTime(at.UtcDateTime) > today.AddDays(1))
                )
                    problems.Add(field, "NOT_A_DATE");
                return text;
            case "birthDate":
                return Birth(text, today, problems);
            case "phone":
                var phones = PhoneBinder.ReadAll(typed, country);
                if (phones.Error is not (null or "EMPTY"))
                    problems.Add(field, "PHONE_INVALID");
                return string.Join(" / ", phones.Value ?? []);
            case "whatsApp":
                return string.Join(" / ", ContactReader.WhatsApps(typed, country, problems));
            case "email":
                return ContactReader.Email(typed, problems) ?? "";
            case "place" or "displacedFrom":
                if (text.Length == 0)
                    return "";
                var found = places.Any(text.Length > 100 ? text[..100] : text, country);
                if (found.Place is null)
                    problems.Add(
                        field,
                        "PLACE_UNKNOWN",
                        ("typed", text.Length > 100 ? text[..100] : text),
                        ("near", string.Join(" · ", found.Near.Select(p => p.Name(Words.Language))))
                    );
                return found.Place?.Code ?? "";
            case "makes" or "wants":
                var chosen = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                var known = field == "makes" ? RegistrationReader.Crafts : RegistrationReader.Wants;
                if (chosen.Except(known, StringComparer.Ordinal).Any())
                    problems.Add(field, "CHOICE_UNKNOWN");
                return string.Join(',', chosen.Distinct().Order(StringComparer.Ordinal));
            default:
                if (text.Length > 0 && !ChoicesOf(field).Contains(text))
                    problems.Add(field, "CHOICE_UNKNOWN");
                return text;
        }
    }

    /// <summary>"1989-03-01", "1989-03", "1989", "~1989" for about, "" for unknown.</summary>
    public static string WriteBirth(DateOnly? date, string precision) =>
        date is not { } day
            ? ""
            : precision switch
            {
                "day" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                "month" => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                "about" => day.ToString("'~'yyyy", CultureInfo.InvariantCulture),
                _ => day.ToString("yyyy", CultureInfo.InvariantCulture),
            };

    public static (DateOnly? Date, string Precision) ReadBirth(string text)
    {
        if (text.Length == 0)
            return (null, "none");
        var digits = text.TrimStart('~').Split('-').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var date = new DateOnly(
            digits[0],
            digits.ElementAtOrDefault(1) is > 0 and var m ? m : 1,
            digits.Length > 2 ? digits[2] : 1
        );
        return (
            date,
            text[0] == '~' ? "about"
            : digits.Length == 3 ? "day"
            : digits.Length == 2 ? "month"
            : "year"
        );
    }

    /// <summary>An instant as it is kept in a field: UTC, to the second.</summary>
    public static string WriteInstant(DateTimeOffset at) =>
        at.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>Null where the text is none, or no instant.</summary>
    public static DateTimeOffset? ReadInstant(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            InstantFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static string Birth(string text, DateOnly today, Problems problems)
    {
        if (text.Length == 0)
            return "";
        var about = text[0] == '~';
        var reading = BirthRules.Read(about ? text[1..] : text);
        if (reading.Error is { } error)
        {
            problems.Add("birthDate", error == "DATE_IMPOSSIBLE" ? "BIRTH_DATE_IMPOSSIBLE" : "NOT_A_DATE");
            return "";
        }
        if (BirthRules.Problem("birthDate", reading.Value, today) is { } problem)
        {
            problems.Add(problem);
            return "";
        }
        var precision = about ? "about" : reading.Value.Precision.ToString().ToLowerInvariant();
        return WriteBirth(reading.Value.Value, precision);
    }

    private static IReadOnlyList<string> ChoicesOf(string field) =>
        field switch
        {
            "phoneSafety" => RegistrationReader.Safeties,
            "preferredHour" => RegistrationReader.Hours,
            "displacement" => RegistrationReader.Displacements,
            "language" => Kernel.Language.Words.Languages,
            "canRead" => ["yes", "no", "unknown"],
            _ => [],
        };
}
