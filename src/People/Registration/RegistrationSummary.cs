using System.Globalization;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.People.Drafts;

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
            "name" => answers["fullName"],
            "birth" => Birth(words, show, answers),
            "governorate" => places.Name(answers["governorate"]),
            "district" => answers["district"] is null or "unknown"
                ? words["Not known"]
                : places.Name(answers["district"]),
            "contact" => answers["contactHow"] == "phone" ? answers["phone"] : words["Through the centre"],
            "safety" => Labels.Safety(words, answers["phoneSafety"])
                + " · "
                + Labels.Hour(words, answers["preferredHour"]),
            "displacement" => Displacement(words, answers),
            "household" => answers["householdHead"],
            "papers" => answers["nationalId"],
            _ => string.Join(" · ", answers.Many("makes").Select(m => Labels.Craft(words, m))) is { Length: > 0 } makes
                ? makes
                : null,
        };
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
