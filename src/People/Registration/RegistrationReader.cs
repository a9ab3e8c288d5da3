using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.People.Groups;
using Jisr.People.Parties;
using Jisr.People.Places;

namespace Jisr.People.Registration;

/// <summary>Reads what was typed into what it means, or says what is wrong with it (people.md A8). Pages use it one
/// field at a time, the command for all.</summary>
internal sealed class RegistrationReader(PlaceFinder places, IUnitTree units, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> Safeties = ["mine", "shared", "do-not-write"];
    public static readonly IReadOnlyList<string> Hours = ["morning", "noon", "evening"];
    public static readonly IReadOnlyList<string> Displacements =
    [
        "host",
        "idp",
        "idp-returnee",
        "refugee",
        "refugee-returnee",
        "other",
        "refused",
    ];
    public static readonly IReadOnlyList<string> Crafts =
    [
        "food",
        "sewing",
        "embroidery",
        "carpets",
        "soap",
        "pottery",
        "leather",
        "jewellery",
        "farming",
        "services",
        "other",
    ];
    public static readonly IReadOnlyList<string> Wants =
    [
        "training",
        "advice",
        "grant",
        "tools",
        "materials",
        "work",
        "selling",
        "else",
    ];
    public static readonly IReadOnlyList<string> Sexes = ["F", "M", "not-said"];

    private const int MostPart = 80;
    private const int MostFull = 120;

    /// <summary>Reads all. <paramref name="happened"/>: when she came, where that is not now.</summary>
    public Registered Read(RegisterPerson command, UnitId? unit, Problems problems, DateTimeOffset? happened = null)
    {
        var notes = new Problems();
        var country = unit is { } id ? units.Find(id)?.Country : null;
        var on = Day(command, unit, happened, problems);
        Names(command, problems);
        var place = Place(command, country ?? "SY", problems);
        country ??= place?.Country ?? "SY";
        var phones = Phones(command.Phone, country, problems);
        var paper = Paper.Read(command.NationalId, country);
        if (paper is { FitsAForm: false })
            notes.Add("nationalId", "IDENTIFIER_PATTERN");
        if (command.NationalId is { Length: > MostPart } long1)
            problems.Add("nationalId", "TOO_LONG", ("max", MostPart), ("over", long1.Length - MostPart));
        var (birth, age) = Birth(command, on, hasPaper: paper is not null, problems);
        var origin = Origin(command, country, notes);
        Choices(command, problems);
        var (size, children) = Household(command, problems);
        return new Registered
        {
            FullName = FullNameOf(command),
            Sex = SexOf(command.Sex, problems),
            Birth = birth,
            DeclaredAge = age,
            Phones = phones,
            WhatsApps = WhatsApps(command, phones, country, problems),
            Email = ContactReader.Email(command.Email, problems),
            PhoneSafety = command.PhoneSafety ?? "shared",
            HouseholdSize = size,
            HouseholdChildren = children,
            Paper = paper,
            Place = place,
            Displacement = DisplacementOf(command, origin, country),
            Origin = origin,
            On = on,
            Notes = notes,
        };
    }

    private DateOnly Day(RegisterPerson command, UnitId? unit, DateTimeOffset? happened, Problems problems)
    {
        var today = unit is { } id ? units.Today(id) : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (string.IsNullOrWhiteSpace(command.RegisteredOn))
            return happened is { } at && Local(at, unit) is var day && day < today ? day : today;
        var reading = DateBinder.Read(command.RegisteredOn);
        if (reading.Error is not null || reading.Value.Precision != DatePrecision.Day)
            problems.Add("registeredOn", "NOT_A_DATE");
        else if (reading.Value.Value > today)
            problems.Add("registeredOn", "REGISTERED_IN_FUTURE");
        else
            return reading.Value.Value;
        return today;
    }

    private DateOnly Local(DateTimeOffset at, UnitId? unit) =>
        DateOnly.FromDateTime(
            TimeZoneInfo
                .ConvertTime(at, unit is { } id ? units.Find(id)?.Zone ?? TimeZoneInfo.Utc : TimeZoneInfo.Utc)
                .DateTime
        );

    private static void Names(RegisterPerson command, Problems problems)
    {
        string?[] names =
        [
            command.FullName,
            command.GivenName,
            command.FamilyName,
            command.LatinName,
            command.FatherName,
            command.GrandfatherName,
        ];
        var first = command.FullName is null && HasPart(command) ? "givenName" : "fullName";
        if (!names.Any(n => n is not null && ArabicText.HasLetter(n)))
            problems.Add(first, "NAME_MISSING");
        problems.Text("fullName", command.FullName, MostFull, required: false);
        problems.Text("givenName", command.GivenName, MostPart, required: false);
        problems.Text("fatherName", command.FatherName, MostPart, required: false);
        problems.Text("grandfatherName", command.GrandfatherName, MostPart, required: false);
        problems.Text("familyName", command.FamilyName, MostPart, required: false);
        problems.Text("latinName", command.LatinName, MostFull, required: false);
        problems.Text("householdHead", command.HouseholdHead, MostFull, required: false);
    }

    // A file always names the parts, even where they are empty.
    private static bool HasPart(RegisterPerson command) =>
        command.RecordId is not null || command.GivenName is not null || command.FamilyName is not null;

    private PlaceInfo? Place(RegisterPerson command, string country, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(command.Governorate))
            return null;
        var alone = string.IsNullOrWhiteSpace(command.District);
        var (upper, lower) = alone
            ? (places.Upper(Short(command.Governorate), country), new PlaceFound(null, null, []))
            : places.Both(Short(command.Governorate), Short(command.District!), country);
        if (upper.Place is not { } governorate)
        {
            Unknown("governorate", command.Governorate, upper, problems);
            return null;
        }
        if (alone)
            return governorate;
        if (lower.Place is null && lower.Elsewhere is not null)
            problems.Add(
                "district",
                "PLACE_MISMATCH",
                ("typed", Short(command.District!)),
                ("place", governorate.Name(Words.Language))
            );
        else if (lower.Place is null)
            Unknown("district", command.District!, lower, problems);
        return lower.Place;
    }

    private static void Unknown(string field, string typed, PlaceFound found, Problems problems) =>
        problems.Add(
            field,
            "PLACE_UNKNOWN",
            ("typed", Short(typed)),
            ("near", string.Join(" · ", found.Near.Select(p => p.Name(Words.Language))))
        );

    private static IReadOnlyList<string> Phones(string? typed, string country, Problems problems)
    {
        var reading = PhoneBinder.ReadAll(typed, country);
        if (reading.Error is not (null or "EMPTY"))
            problems.Add("phone", reading.Error == "TOO_LONG" ? "PHONE_INVALID" : reading.Error);
        return reading.Value ?? [];
    }

    private static IReadOnlyList<string> WhatsApps(
        RegisterPerson command,
        IReadOnlyList<string> phones,
        string country,
        Problems problems
    )
    {
        if (command.WhatsApp != "yes")
            return ContactReader.WhatsApps(command.WhatsApp, country, problems);
        if (string.IsNullOrWhiteSpace(command.Phone))
            problems.Add("phone", "PHONE_MISSING");
        return [.. phones.Take(1)];
    }

    private static (int? Size, int? Children) Household(RegisterPerson command, Problems problems)
    {
        int? Number(string field, string? typed)
        {
            if (string.IsNullOrWhiteSpace(typed))
                return null;
            if (WholeNumberBinder.Read(typed, 1000) is not { IsValue: true } read)
            {
                problems.Add(field, "NOT_WHOLE");
                return null;
            }
            return (int)read.Value;
        }
        var size = Number("householdSize", command.HouseholdSize);
        var children = Number("householdChildren", command.HouseholdChildren);
        GroupRules.Household("householdSize", size, "householdChildren", children, problems);
        return (size, children);
    }

    private static (KnownDate?, int?) Birth(RegisterPerson command, DateOnly on, bool hasPaper, Problems problems)
    {
        if (!string.IsNullOrWhiteSpace(command.Age))
            return Age(command.Age, on, problems);
        var reading = BirthRules.Read(command.BirthDate);
        if (reading.IsEmpty)
            return (null, null);
        if (reading.Error is { } error)
        {
            problems.Add("birthDate", error == "DATE_IMPOSSIBLE" ? "BIRTH_DATE_IMPOSSIBLE" : "NOT_A_DATE");
            return (null, null);
        }
        var known = reading.Value;
        if (BirthRules.Problem("birthDate", known, on) is { } problem)
            problems.Add(problem);
        // The first of January without a paper is how a year is written down.
        if (known is { Precision: DatePrecision.Day, Value: { Month: 1, Day: 1 } } && !hasPaper)
            known = known with { Precision = DatePrecision.Year };
        return (known, null);
    }

    private static (KnownDate?, int?) Age(string typed, DateOnly on, Problems problems)
    {
        var reading = WholeNumberBinder.Read(typed, 1000);
        if (!reading.IsValue)
        {
            problems.Add("age", "NOT_WHOLE");
            return (null, null);
        }
        var age = (int)reading.Value;
        if (age is < BirthRules.Youngest or > BirthRules.Oldest)
        {
            problems.Add("age", "AGE_OUT_OF_RANGE");
            return (null, null);
        }
        return (KnownDate.FromAge(age, on), age);
    }

    private PlaceInfo? Origin(RegisterPerson command, string country, Problems notes)
    {
        if (string.IsNullOrWhiteSpace(command.DisplacedFrom))
            return null;
        var found = places.Any(Short(command.DisplacedFrom), country);
        if (found.Place is null)
            Unknown("displacedFrom", command.DisplacedFrom, found, notes);
        return found.Place;
    }

    private static string? DisplacementOf(RegisterPerson command, PlaceInfo? origin, string country) =>
        command.Displacement is { Length: > 0 } told ? told
        : string.IsNullOrWhiteSpace(command.DisplacedFrom) ? null
        : origin is null ? "other"
        : origin.Country == country ? "idp"
        : "refugee";

    private static void Choices(RegisterPerson command, Problems problems)
    {
        void One(string field, string? value, IReadOnlyList<string> of)
        {
            if (!string.IsNullOrEmpty(value) && !of.Contains(value))
                problems.Add(field, "CHOICE_UNKNOWN");
        }
        One("phoneSafety", command.PhoneSafety, Safeties);
        One("preferredHour", command.PreferredHour, Hours);
        One("phoneVerified", command.PhoneVerified, ["yes", "no"]);
        problems.Text("answeredBy", command.AnsweredBy, MostPart, required: false);
        One("displacement", command.Displacement, Displacements);
        One("language", command.Language, Kernel.Language.Words.Languages);
        One("canRead", command.CanRead, ["yes", "no", "unknown"]);
        foreach (var craft in command.Makes ?? [])
            One("makes", craft, Crafts);
        foreach (var want in command.Wants ?? [])
            One("wants", want, Wants);
    }

    private static string SexOf(string? typed, Problems problems)
    {
        switch (ArabicText.StripInvisible(typed ?? "").Trim().ToUpperInvariant())
        {
            case "":
                return "not-said";
            case "F":
                return "F";
            case "M":
                return "M";
            default:
                problems.Add("sex", "SEX_UNKNOWN");
                return "not-said";
        }
    }

    private static string FullNameOf(RegisterPerson command)
    {
        if (!string.IsNullOrWhiteSpace(command.FullName))
            return command.FullName.Trim();
        var parts = new[] { command.GivenName, command.FatherName, command.GrandfatherName, command.FamilyName }
            .Where(p => !string.IsNullOrWhiteSpace(p))
            .Select(p => p!.Trim());
        var joined = string.Join(' ', parts);
        return joined.Length > 0 ? joined : command.LatinName?.Trim() ?? "";
    }

    private static string Short(string typed) => typed.Length > 100 ? typed[..100] : typed.Trim();
}
