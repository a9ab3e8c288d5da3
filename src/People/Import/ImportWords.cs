using Jisr.Kernel.Language;
using Jisr.People.Functioning;
using Jisr.People.Registration;

namespace Jisr.People.Import;

/// <summary>Columns, states and formats of files in words.</summary>
internal static class ImportWords
{
    /// <summary>The word for a column; one that nobody asked for is shown as it is written.</summary>
    public static string Column(Words words, string column) =>
        column switch
        {
            "record_id" => words["Number in the file"],
            "full_name" => words["Whole name"],
            "given_name" => words["Given name"],
            "father_name" => words["Father’s name"],
            "grandfather_name" => words["Grandfather’s name"],
            "family_name" => words["Family name"],
            "latin_name" => words["Name in Latin letters"],
            "sex" => words["Sex"],
            "birth_date" => words["Birth date"],
            "age" => words["Age"],
            "phone" => words["Phone"],
            "national_id" => words["Identity paper"],
            "governorate" => words["Governorate or province"],
            "district" => words["District or commune"],
            "displaced_from" => words["Displaced from"],
            "household_head" => words["Head of the household"],
            "registered_on" => words["Day of registration"],
            "email" => words["E-mail address"],
            "whatsapp" => words["WhatsApp"],
            "household_size" => words["How many people live in her household?"],
            "household_children" => words["How many of them are children?"],
            "makes" => words["What she makes"],
            "wants" => words["What she wants"],
            "consent_channel" => words["How she gave her consent"],
            "notice_version" => words["Version of the notice that is read out"],
            _ when QuestionOf(column) is { } question => words[
                "Difficulty: {question}",
                ("question", Forms.FormWords.Difficulty(words, question))
            ],
            _ when PurposeOf(column) is { } purpose => Labels.Purpose(words, purpose),
            _ => column,
        };

    /// <summary>A cell as it was understood: choices and answers in words, all else as it is written. A question that was
    /// not asked is told from one that she did not answer.</summary>
    public static string Cell(Words words, string column, string text) =>
        column switch
        {
            _ when text.Length == 0 => "",
            "makes" => Many(text, RegistrationReader.Crafts, c => Labels.Craft(words, c)),
            "wants" => Many(text, RegistrationReader.Wants, w => Labels.Want(words, w)),
            _ when QuestionOf(column) is not null => ChoiceCells.Answer(text) switch
            {
                null => words["Not asked yet"],
                { } code when FunctioningRules.Codes.Contains(code) => FunctioningWords.Answer(words, code),
                _ => text,
            },
            _ when PurposeOf(column) is not null => ChoiceCells.Consent(text) is ("given" or "refused") and var answer
                ? Labels.Answer(words, answer)
                : text,
            _ => text,
        };

    /// <summary>How the cells of a column may be written; null where any text may stand.</summary>
    public static string? Hint(Words words, string column) =>
        column switch
        {
            "makes" => string.Join(", ", RegistrationReader.Crafts),
            "wants" => string.Join(", ", RegistrationReader.Wants),
            _ when QuestionOf(column) is not null => words[
                "1 none, 2 some, 3 a lot, 4 cannot, 7 refused; empty: not asked"
            ],
            _ when PurposeOf(column) is not null => words["yes or no; empty: not asked"],
            "consent_channel" => string.Join(", ", ConsentRules.Channels),
            _ => null,
        };

    private static string? QuestionOf(string column) =>
        FunctioningRules.Questions.FirstOrDefault(q => PeopleColumns.OfQuestion(q) == column);

    private static string? PurposeOf(string column) =>
        column.StartsWith("consent_", StringComparison.Ordinal)
        && ConsentRules.Known.Contains(column["consent_".Length..])
            ? column["consent_".Length..]
            : null;

    private static string Many(string text, IReadOnlyList<string> known, Func<string, string> word) =>
        string.Join(
            " · ",
            (ChoiceCells.Many(text, known) ?? []).Select(code => known.Contains(code) ? word(code) : code)
        );

    public static string State(Words words, string state) =>
        state switch
        {
            "previewed" => words["Looked at, not yet registered"],
            "applying" => words["Not finished"],
            _ => words["Registered"],
        };

    public static string StateTag(string state) => state == "applied" ? "ok" : "warn";

    public static string Separator(Words words, char separator) =>
        separator switch
        {
            ';' => words["semicolon"],
            '\t' => words["tab"],
            '|' => words["bar"],
            _ => words["comma"],
        };

    /// <summary>The name a row is known by on the screen.</summary>
    public static string NameOf(RegisterPerson command)
    {
        var parts = new[]
        {
            command.FullName,
            command.GivenName,
            command.FatherName,
            command.GrandfatherName,
            command.FamilyName,
        }.Where(p => !string.IsNullOrWhiteSpace(p));
        var name = string.Join(' ', parts);
        return name.Length > 0 ? name : command.LatinName ?? "–";
    }
}
