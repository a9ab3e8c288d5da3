using System.Globalization;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.People.Drafts;
using Jisr.People.Functioning;

namespace Jisr.People.Registration;

/// <summary>The answer of each page in words, for checking and for reading back.</summary>
internal static class RegistrationSummary
{
    public static string? Of(Words words, Show show, PlaceChoices places, DraftAnswers answers, RegistrationStep step)
    {
        if (answers.IsSkipped(step.Code))
            return words["Left out"];
        return step.Code switch
        {
            "name" => answers["fullName"]
                + (answers["sex"] is "M" or "not-said" ? " · " + Labels.Sex(words, answers["sex"]) : ""),
            "birth" => Birth(words, show, answers),
            "governorate" => places.Name(answers["governorate"]),
            "district" => answers["district"] is null or "unknown"
                ? words["Not known"]
                : places.Name(answers["district"]),
            "contact" => answers["contactHow"] == "phone"
                ? answers["phone"] + (answers["whatsApp"] is null ? "" : " · " + words["WhatsApp"])
                : words["Through the centre"],
            "safety" => Labels.Safety(words, answers["phoneSafety"])
                + " · "
                + Labels.Hour(words, answers["preferredHour"])
                + (answers["answeredBy"] is { } answerer ? " · " + words["Who answers: {who}", ("who", answerer)] : "")
                + (answers["phoneVerified"] is null ? "" : " · " + words["I tried this number and reached her"]),
            "displacement" => Displacement(words, answers),
            "household" => Household(words, show, answers),
            "papers" => answers["nationalId"],
            "makes" => Chosen(answers, "makes", m => Labels.Craft(words, m)),
            "wants" => Chosen(answers, "wants", w => Labels.Want(words, w)),
            _ => answers[step.Code] is { } code ? FunctioningWords.Answer(words, code) : null,
        };
    }

    private static string? Chosen(DraftAnswers answers, string field, Func<string, string> text) =>
        string.Join(" · ", answers.Many(field).Select(text)) is { Length: > 0 } chosen ? chosen : null;

    private static string? Household(Words words, Show show, DraftAnswers answers)
    {
        string? Of(string field, string one, string many) =>
            WholeNumberBinder.Read(answers[field]) is { IsValue: true } read
                ? words.Count(one, many, read.Value, show.Digits(read.Value.ToString(CultureInfo.InvariantCulture)))
                : null;
        var told = new[]
        {
            answers["householdHead"],
            Of("householdSize", "{n} person in the household", "{n} people in the household"),
            Of("householdChildren", "{n} child", "{n} children"),
        }.OfType<string>();
        return string.Join(" · ", told) is { Length: > 0 } text ? text : null;
    }

    private static string Birth(Words words, Show show, DraftAnswers answers) =>
        answers["birthHow"] switch
        {
            "age" when WholeNumberBinder.Read(answers["age"]) is { IsValue: true } age => words.Count(
                "{n} year",
                "{n} years",
                age.Value,
                show.Digits(age.Value.ToString(CultureInfo.InvariantCulture))
            ),
            "date" when StepRules.BirthText(f => answers[f]) is { } text && BirthRules.Read(text).Error is null =>
                Screens.Birth(words, text, show),
            "unknown" => words["Not known"],
            _ => "",
        };

    private static string? Displacement(Words words, DraftAnswers answers)
    {
        var status = Labels.Displacement(words, answers["displacement"]);
        return answers["displacedFrom"] is { } from ? (status.Length == 0 ? from : status + " · " + from)
            : status.Length == 0 ? null
            : status;
    }
}
