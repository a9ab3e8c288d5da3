using Jisr.Kernel.Language;

namespace Jisr.People.Functioning;

/// <summary>The words of the Washington Group Short Set on Functioning, in its order and not changed.</summary>
internal static class FunctioningWords
{
    public static string Question(Words words, string function) =>
        function switch
        {
            "seeing" => words["Do you have difficulty seeing, even if wearing glasses?"],
            "hearing" => words["Do you have difficulty hearing, even if using a hearing aid?"],
            "walking" => words["Do you have difficulty walking or climbing steps?"],
            "memory" => words["Do you have difficulty remembering or concentrating?"],
            "selfCare" => words["Do you have difficulty with self-care such as washing all over or dressing?"],
            _ => words[
                "Using your usual language, do you have difficulty communicating, for example understanding or being understood?"
            ],
        };

    public static string Answer(Words words, string code) =>
        code switch
        {
            "1" => words["No, no difficulty"],
            "2" => words["Yes, some difficulty"],
            "3" => words["Yes, a lot of difficulty"],
            "4" => words["Cannot do at all"],
            _ => words["She does not answer"],
        };

    /// <summary>The same as she chooses it herself.</summary>
    public static string OwnAnswer(Words words, string code) =>
        code == "7" ? words["I do not want to say"] : Answer(words, code);

    public static string Disability(Words words, string answer) =>
        answer switch
        {
            "yes" => words["A lot of difficulty with at least one thing"],
            "no" => words["No great difficulty"],
            _ => words["Not known: not every question was answered"],
        };
}
