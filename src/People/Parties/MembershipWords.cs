using Jisr.Kernel.Language;

namespace Jisr.People.Parties;

/// <summary>Reasons of a standing in words.</summary>
internal static class MembershipWords
{
    public static string Reason(Words words, string code) =>
        code switch
        {
            "moved" => words["Moved to another place"],
            "work" => words["Found work"],
            "health" => words["Health"],
            "family" => words["Family or care of others"],
            "too-far" => words["Too far, or no way to come"],
            "no-time" => words["No time"],
            "no-contact" => words["Could not be reached"],
            "age" => words["Outside the age of the programme"],
            "place" => words["Outside the place of the programme"],
            "other-programme" => words["In another programme already"],
            "full" => words["No seat is free"],
            "exception" => words["An exception for good reason"],
            _ => words["Another reason"],
        };
}
