using Jisr.People.Registration;

namespace Jisr.People.Forms;

/// <summary>Which question fills which field of ours, and which of its codes means which of ours.</summary>
/// <param name="Fields">Path of a question → field.</param>
/// <param name="Codes">Path of a question → its code → ours; empty text where it means that nothing was said.</param>
/// <param name="Notice">Version of the notice that its people read out.</param>
internal sealed record FormMap(
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes,
    string Notice
)
{
    public static readonly FormMap Empty = new(
        new Dictionary<string, string>(),
        new Dictionary<string, IReadOnlyDictionary<string, string>>(),
        ConsentRules.Notice
    );

    /// <summary>Path of the question that fills a field, if one does.</summary>
    public string? PathOf(string field)
    {
        foreach (var (path, to) in Fields)
            if (to == field)
                return path;
        return null;
    }
}

/// <summary>Fields that a form can fill, what each takes, and what a question is likely to mean.</summary>
internal static class FormFields
{
    public const string Unit = "unit";
    public const string NoticeRead = "notice";
    public const string Consent = "consent:";
    public const string Difficulty = "wg:";

    private static readonly string[] YesNo = ["given", "refused"];

    /// <summary>Fields of a registration, in the order of the list.</summary>
    public static readonly IReadOnlyList<string> Registration =
    [
        "fullName",
        "givenName",
        "fatherName",
        "grandfatherName",
        "familyName",
        "latinName",
        "sex",
        "birthDate",
        "age",
        "phone",
        "phoneSafety",
        "preferredHour",
        "answeredBy",
        "whatsApp",
        "email",
        "nationalId",
        "governorate",
        "district",
        "displacement",
        "displacedFrom",
        "householdHead",
        "householdSize",
        "householdChildren",
        "language",
        "canRead",
        "makes",
        "wants",
        Unit,
        NoticeRead,
        .. ConsentRules.Known.Select(p => Consent + p),
        .. FunctioningRules.Questions.Select(q => Difficulty + q),
    ];

    /// <summary>Fields that a form can fill: those of a registration, or those of a change.</summary>
    public static IReadOnlyList<string> Of(FormDefinition form) =>
        form.IsChange ? [.. Parties.FieldGroups.Fields.Values.SelectMany(f => f)] : Registration;

    /// <summary>Codes that a field takes; null where it takes any text.</summary>
    public static IReadOnlyList<string>? CodesOf(string field) =>
        field switch
        {
            "sex" => ["F", "M"],
            "phoneSafety" => RegistrationReader.Safeties,
            "preferredHour" => RegistrationReader.Hours,
            "displacement" => RegistrationReader.Displacements,
            "language" => Kernel.Language.Words.Languages,
            "canRead" => ["yes", "no", "unknown"],
            "verifiedAt" => [Parties.ChangePerson.Now],
            "makes" => RegistrationReader.Crafts,
            "wants" => RegistrationReader.Wants,
            _ when field.StartsWith(Consent, StringComparison.Ordinal) => YesNo,
            _ when field.StartsWith(Difficulty, StringComparison.Ordinal) => FunctioningRules.Codes,
            _ => null,
        };

    // Names that forms of the field use, folded; the last part of a path is compared.
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["full_name"] = "fullName",
        ["name"] = "fullName",
        ["given_name"] = "givenName",
        ["first_name"] = "givenName",
        ["father_name"] = "fatherName",
        ["grandfather_name"] = "grandfatherName",
        ["family_name"] = "familyName",
        ["last_name"] = "familyName",
        ["latin_name"] = "latinName",
        ["sex"] = "sex",
        ["gender"] = "sex",
        ["birth_date"] = "birthDate",
        ["date_of_birth"] = "birthDate",
        ["dob"] = "birthDate",
        ["age"] = "age",
        ["age_declared"] = "age",
        ["phone"] = "phone",
        ["phone_number"] = "phone",
        ["phone_safety"] = "phoneSafety",
        ["preferred_hour"] = "preferredHour",
        ["answered_by"] = "answeredBy",
        ["national_id"] = "nationalId",
        ["governorate"] = "governorate",
        ["province"] = "governorate",
        ["district"] = "district",
        ["commune"] = "district",
        ["displacement"] = "displacement",
        ["displaced_from"] = "displacedFrom",
        ["household_head"] = "householdHead",
        ["language"] = "language",
        ["can_read"] = "canRead",
        ["household_size"] = "householdSize",
        ["household_children"] = "householdChildren",
        ["whatsapp"] = "whatsApp",
        ["email"] = "email",
        ["makes"] = "makes",
        ["wants"] = "wants",
        ["unit"] = Unit,
        ["centre"] = Unit,
        ["notice_read"] = NoticeRead,
        ["wg_seeing"] = "wg:seeing",
        ["wg_hearing"] = "wg:hearing",
        ["wg_walking"] = "wg:walking",
        ["wg_memory"] = "wg:memory",
        ["wg_selfcare"] = "wg:selfCare",
        ["wg_self_care"] = "wg:selfCare",
        ["wg_comm"] = "wg:communication",
        ["wg_communication"] = "wg:communication",
    };

    /// <summary>What is proposed for a question: the field of the last version, where it was asked then; otherwise the one
    /// that its name says.</summary>
    public static string? Propose(FormItem item, OutsideForm? before)
    {
        if (!MayFill(item))
            return null;
        if (before?.Read().Find(item.Path) is { } then && MayFill(then))
            return before.ReadMap().Fields.GetValueOrDefault(item.Path);
        var name = item.Name.ToLowerInvariant();
        return Usual.TryGetValue(name, out var field) ? field
            : name.StartsWith("consent_", StringComparison.Ordinal)
            && ConsentRules.Known.Contains(name["consent_".Length..].Replace('_', '-'))
                ? Consent + name["consent_".Length..].Replace('_', '-')
            : null;
    }

    /// <summary>Computed values and what the telephone fills in itself are read and kept, never trusted.</summary>
    public static bool MayFill(FormItem item) =>
        item.Kind
            is FormItemKind.Text
                or FormItemKind.Integer
                or FormItemKind.Decimal
                or FormItemKind.Date
                or FormItemKind.SelectOne
                or FormItemKind.SelectMany
                or FormItemKind.Acknowledge;

    /// <summary>What is proposed for a code: that of the last version, ours of the same letters, or nothing said.</summary>
    public static string? ProposeCode(string path, string field, string code, FormMap? before)
    {
        if (before?.Codes.GetValueOrDefault(path)?.TryGetValue(code, out var known) == true)
            return known;
        if (CodesOf(field) is not { } ours)
            return null;
        var plain = code.Replace('_', '-');
        if (ours.FirstOrDefault(c => string.Equals(c, plain, StringComparison.OrdinalIgnoreCase)) is { } same)
            return same;
        return field.StartsWith(Consent, StringComparison.Ordinal)
                ? plain.ToLowerInvariant() switch
                {
                    "yes" or "1" or "oui" => "given",
                    "no" or "0" or "non" => "refused",
                    _ => null,
                }
            : field == "sex"
                ? plain.ToLowerInvariant() switch
                {
                    "female" or "femme" => "F",
                    "male" or "homme" => "M",
                    "x" => "",
                    _ => null,
                }
            : null;
    }
}
