using Jisr.Kernel.Language;
using Jisr.People.Registration;

namespace Jisr.People.Forms;

/// <summary>Fields, codes and states of forms in words.</summary>
internal static class FormWords
{
    public static string Field(Words words, string field) =>
        field switch
        {
            FormFields.Unit => words["Code of the unit"],
            FormFields.NoticeRead => words["The notice was read out"],
            "fullName" => words["Whole name"],
            "givenName" => words["Given name"],
            "fatherName" => words["Father’s name"],
            "grandfatherName" => words["Grandfather’s name"],
            "familyName" => words["Family name"],
            "latinName" => words["Name in Latin letters"],
            "sex" => words["Sex"],
            "birthDate" => words["Birth date"],
            "age" => words["Age"],
            "phone" => words["Phone"],
            "phoneSafety" => words["Who can see this phone?"],
            "preferredHour" => words["What is the best hour?"],
            "answeredBy" => words["Who answers this number?"],
            "verifiedAt" => words["She was reached by it"],
            "nationalId" => words["Identity paper"],
            "governorate" => words["Governorate or province"],
            "district" => words["District or commune"],
            "place" => words["Place"],
            "displacement" => words["Displacement"],
            "displacedFrom" => words["Displaced from"],
            "householdHead" => words["Head of the household"],
            "language" => words["Language"],
            "canRead" => words["Can she read?"],
            "householdSize" => words["How many people live in her household?"],
            "householdChildren" => words["How many of them are children?"],
            "whatsApp" => words["WhatsApp"],
            "email" => words["E-mail address"],
            "makes" => words["What does she make?"],
            "wants" => words["What does she want?"],
            _ when field.StartsWith(FormFields.Consent, StringComparison.Ordinal) => words[
                "Her yes: {purpose}",
                ("purpose", Labels.Purpose(words, field[FormFields.Consent.Length..]))
            ],
            _ => words[
                "Difficulty: {question}",
                ("question", Difficulty(words, field[FormFields.Difficulty.Length..]))
            ],
        };

    public static string Code(Words words, string field, string code) =>
        field switch
        {
            "sex" => code == "F" ? words["Woman"] : words["Man"],
            "phoneSafety" => Labels.Safety(words, code),
            "preferredHour" => Labels.Hour(words, code),
            "displacement" => Labels.Displacement(words, code),
            "makes" => Labels.Craft(words, code),
            "wants" => Labels.Want(words, code),
            "canRead" => code switch
            {
                "yes" => words["Yes"],
                "no" => words["No"],
                _ => words["Not known"],
            },
            _ when field.StartsWith(FormFields.Consent, StringComparison.Ordinal) => code == "given"
                ? words["Yes"]
                : words["No"],
            _ when field.StartsWith(FormFields.Difficulty, StringComparison.Ordinal) => code switch
            {
                "1" => words["No difficulty"],
                "2" => words["Some difficulty"],
                "3" => words["A lot of difficulty"],
                "4" => words["Cannot do it at all"],
                _ => words["No answer"],
            },
            _ => code,
        };

    public static string State(Words words, OutsideForm form, DateTimeOffset now) =>
        form.State == "brought" ? words["Not yet published"]
        : form.ReplacedAt is null ? words["Filled in now"]
        : form.IsTaken(now) ? words["Older, still taken"]
        : words["No longer taken"];

    public static string Tag(OutsideForm form) => form.State == "published" && form.ReplacedAt is null ? "ok" : "warn";

    /// <summary>What one of the six questions asks about.</summary>
    public static string Difficulty(Words words, string question) =>
        question switch
        {
            "seeing" => words["seeing"],
            "hearing" => words["hearing"],
            "walking" => words["walking"],
            "memory" => words["memory"],
            "selfCare" => words["self-care"],
            _ => words["communication"],
        };
}
