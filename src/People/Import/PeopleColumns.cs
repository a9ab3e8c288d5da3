using System.Collections.Frozen;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.People.Registration;

namespace Jisr.People.Import;

/// <summary>Columns of a registration file, and the command each row becomes. Columns nobody asked for, such as
/// <c>true_person_id</c>, are left alone.</summary>
internal static class PeopleColumns
{
    private static readonly Dictionary<string, Func<RegisterPerson, string, RegisterPerson>> Known = new(
        StringComparer.Ordinal
    )
    {
        ["record_id"] = (c, v) => c with { RecordId = v },
        ["full_name"] = (c, v) => c with { FullName = v },
        ["given_name"] = (c, v) => c with { GivenName = v },
        ["father_name"] = (c, v) => c with { FatherName = v },
        ["grandfather_name"] = (c, v) => c with { GrandfatherName = v },
        ["family_name"] = (c, v) => c with { FamilyName = v },
        ["latin_name"] = (c, v) => c with { LatinName = v },
        ["sex"] = (c, v) => c with { Sex = v },
        ["birth_date"] = (c, v) => c with { BirthDate = v },
        ["age"] = (c, v) => c with { Age = v },
        ["phone"] = (c, v) => c with { Phone = v },
        ["whatsapp"] = (c, v) => c with { WhatsApp = v },
        ["email"] = (c, v) => c with { Email = v },
        ["national_id"] = (c, v) => c with { NationalId = v },
        ["governorate"] = (c, v) => c with { Governorate = v },
        ["district"] = (c, v) => c with { District = v },
        ["displaced_from"] = (c, v) => c with { DisplacedFrom = v },
        ["household_head"] = (c, v) => c with { HouseholdHead = v },
        ["household_size"] = (c, v) => c with { HouseholdSize = v },
        ["household_children"] = (c, v) => c with { HouseholdChildren = v },
        ["registered_on"] = (c, v) => c with { RegisteredOn = v },
    };

    // How people head these columns, in the three languages.
    private static readonly FrozenDictionary<string, string> Headings = new (string Name, string[] Written)[]
    {
        ("record_id", ["رقم السجل", "رقم التسجيل", "numero d'enregistrement"]),
        ("full_name", ["الاسم الكامل", "nom complet", "nom et prenom", "name"]),
        ("given_name", ["الاسم", "الاسم الشخصي", "الاسم الأول", "prenom", "first name"]),
        ("father_name", ["اسم الأب", "nom du pere", "prenom du pere"]),
        ("grandfather_name", ["اسم الجد", "nom du grand-pere"]),
        ("family_name", ["الكنية", "اللقب", "اسم العائلة", "الاسم العائلي", "nom", "nom de famille", "surname"]),
        ("latin_name", ["الاسم باللاتينية", "nom en latin", "nom latin"]),
        ("sex", ["الجنس", "sexe"]),
        ("birth_date", ["تاريخ الميلاد", "تاريخ الولادة", "تاريخ الازدياد", "date de naissance", "date of birth"]),
        ("age", ["العمر", "السن"]),
        ("phone", ["الهاتف", "رقم الهاتف", "الموبايل", "الجوال", "telephone", "tel", "mobile"]),
        ("whatsapp", ["واتساب", "رقم الواتساب"]),
        ("email", ["البريد الإلكتروني", "الإيميل", "courriel", "adresse e-mail"]),
        ("national_id", ["الرقم الوطني", "البطاقة الوطنية", "رقم البطاقة", "cin", "id number"]),
        ("governorate", ["المحافظة", "الإقليم", "العمالة", "province", "gouvernorat"]),
        ("district", ["المنطقة", "الناحية", "الجماعة", "اللواء", "commune"]),
        ("displaced_from", ["نازحة من", "مكان النزوح", "deplacee de"]),
        ("household_head", ["رب الأسرة", "ربة الأسرة", "chef de menage"]),
        ("household_size", ["عدد أفراد الأسرة", "حجم الأسرة", "taille du menage"]),
        ("household_children", ["عدد الأطفال", "nombre d'enfants"]),
        ("registered_on", ["تاريخ التسجيل", "date d'inscription", "date d'enregistrement"]),
    }
        .SelectMany(c => c.Written.Append(c.Name), (c, written) => (Folded: ArabicText.Fold(written), c.Name))
        .ToFrozenDictionary(c => c.Folded, c => c.Name, StringComparer.Ordinal);

    /// <summary>Columns that hold a name; a file needs one of them.</summary>
    public static readonly IReadOnlyList<string> Names = ["full_name", "given_name", "family_name", "latin_name"];

    /// <summary>Columns that our own result files add; a mended file brings them back.</summary>
    public static readonly IReadOnlyList<string> Answers =
    [
        "outcome",
        "field",
        "code",
        "reason",
        "match_strength",
        "match_with",
        "number",
    ];

    /// <summary>All columns that are understood, for messages.</summary>
    public static string Expected { get; } = string.Join(", ", Known.Keys);

    /// <summary>The known column that a heading means, or null.</summary>
    public static string? NameOf(string heading) =>
        heading.Length is 0 or > 60 ? null : Headings.GetValueOrDefault(ArabicText.Fold(heading));

    public static bool IsKnown(string column) => Known.ContainsKey(column);

    public static RegisterPerson Command(
        ImportFile file,
        IReadOnlyList<string> row,
        UnitId unit,
        ProgrammeId? programme
    )
    {
        var command = new RegisterPerson { UnitId = unit, ProgrammeId = programme };
        for (var i = 0; i < row.Count; i++)
            if (row[i].Length > 0 && Known.TryGetValue(file.Columns[i], out var put))
                command = put(command, row[i]);
        return command;
    }

    /// <summary>The id of a row: from the source and its own id; without one, from what it says. So the same row again
    /// is seen as a repeat.</summary>
    public static CommandId IdOf(string unitCode, ImportFile file, IReadOnlyList<string> row, RegisterPerson command) =>
        new(
            command.RecordId?.Trim() is { Length: > 0 } id
                ? NameUuid.Of(unitCode, "import", id)
                : NameUuid.Of(
                    unitCode,
                    "import-text",
                    string.Join(
                        '\u001e',
                        file.Columns.Zip(row, (c, v) => (Column: c, Text: v.Trim()))
                            .Where(c => c.Text.Length > 0 && IsKnown(c.Column))
                            .Select(c => c.Column + "=" + c.Text)
                            .Order(StringComparer.Ordinal)
                    )
                )
        );

    /// <summary>A field of the command as its column is called.</summary>
    public static string ColumnOf(string field) =>
        string.Concat(field.Select(c => char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));
}
