using Jisr.Kernel.Commands;

namespace Jisr.People.Registration;

/// <summary>The six questions of the Washington Group (people.md A3.9): codes, and what follows from them. What was not
/// asked is never a no.</summary>
internal static class FunctioningRules
{
    public static readonly IReadOnlyList<string> Questions =
    [
        "seeing",
        "hearing",
        "walking",
        "memory",
        "selfCare",
        "communication",
    ];

    /// <summary>1 none, 2 some, 3 a lot, 4 cannot, 7 no answer.</summary>
    public static readonly IReadOnlyList<string> Codes = ["1", "2", "3", "4", "7"];

    public static void Check(RegisterPerson command, Problems problems)
    {
        foreach (var (question, code) in command.Functioning ?? new Dictionary<string, string>())
            if (!Questions.Contains(question) || !Codes.Contains(code))
                problems.Add("wg_" + question.ToLowerInvariant(), "WG_CODE");
    }

    /// <summary>yes, no or unknown.</summary>
    public static string Disability(IReadOnlyDictionary<string, string> answers) =>
        answers.Values.Any(a => a is "3" or "4") ? "yes"
        : Questions.All(q => answers.GetValueOrDefault(q) is "1" or "2") ? "no"
        : "unknown";
}
