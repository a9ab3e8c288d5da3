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
        ["makes"] = (c, v) => c with { Makes = ChoiceCells.Many(v, RegistrationReader.Crafts) },
        ["wants"] = (c, v) => c with { Wants = ChoiceCells.Many(v, RegistrationReader.Wants) },
        ["wg_seeing"] = (c, v) => Answered(c, "seeing", v),
        ["wg_hearing"] = (c, v) => Answered(c, "hearing", v),
        ["wg_walking"] = (c, v) => Answered(c, "walking", v),
        ["wg_memory"] = (c, v) => Answered(c, "memory", v),
        ["wg_selfcare"] = (c, v) => Answered(c, "selfCare", v),
        ["wg_communication"] = (c, v) => Answered(c, "communication", v),
        ["consent_register"] = (c, v) => Agreed(c, ConsentRules.Register, v),
        ["consent_contact"] = (c, v) => Agreed(c, "contact", v),
        ["consent_reports"] = (c, v) => Agreed(c, ConsentRules.Reports, v),
        ["consent_directory"] = (c, v) => Agreed(c, "directory", v),
        ["consent_channel"] = (c, v) => c with { ConsentChannel = v.Trim() },
        ["notice_version"] = (c, v) => c with { NoticeVersion = v.Trim() },
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
        ("makes", ["ما تصنعه", "ماذا تصنع", "ce qu'elle fabrique", "what she makes"]),
        ("wants", ["ما تريده", "ماذا تريد", "ce qu'elle souhaite", "ce qu'elle veut", "what she wants"]),
        ("wg_seeing", ["صعوبة في الرؤية", "difficulte a voir", "difficulty seeing"]),
        ("wg_hearing", ["صعوبة في السمع", "difficulte a entendre", "difficulty hearing"]),
        ("wg_walking", ["صعوبة في المشي", "difficulte a marcher", "difficulty walking"]),
        ("wg_memory", ["صعوبة في التذكر", "difficulte a se souvenir", "difficulty remembering"]),
        ("wg_selfcare", ["wg_self_care", "صعوبة في العناية بالنفس", "difficulte pour les soins personnels"]),
        ("wg_communication", ["صعوبة في التواصل", "difficulte a communiquer", "difficulty communicating"]),
        ("consent_register", ["الموافقة على التسجيل", "consentement a l'inscription"]),
        ("consent_contact", ["الموافقة على التواصل", "consentement au contact"]),
        ("consent_reports", ["الموافقة على الإحصاء", "consentement aux rapports"]),
        ("consent_directory", ["الموافقة على الدليل", "consentement a l'annuaire"]),
        ("consent_channel", ["طريقة الموافقة", "mode de consentement"]),
        ("notice_version", ["نسخة الإشعار", "version de la notice"]),
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

    // "Not asked" is another thing than "no answer": it leaves no trace.
    private static RegisterPerson Answered(RegisterPerson command, string question, string cell) =>
        ChoiceCells.Answer(cell) is { } code
            ? command with
            {
                Functioning = new Dictionary<string, string>(command.Functioning ?? Nothing, StringComparer.Ordinal)
                {
                    [question] = code,
                },
            }
            : command;

    private static RegisterPerson Agreed(RegisterPerson command, string purpose, string cell) =>
        command with
        {
            Consents = new Dictionary<string, string>(command.Consents ?? Nothing, StringComparer.Ordinal)
            {
                [purpose] = ChoiceCells.Consent(cell),
            },
        };

    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The column of one of the six questions.</summary>
    public static string OfQuestion(string question) => "wg_" + question.ToLowerInvariant();

    /// <summary>The column of a purpose she was asked about.</summary>
    public static string OfPurpose(string purpose) => "consent_" + purpose;

    /// <summary>A field of the command as its column is called.</summary>
    public static string ColumnOf(string field) =>
        field == "consent"
            ? OfPurpose(ConsentRules.Register)
            : string.Concat(
                field.Select(c => char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString())
            );
}
