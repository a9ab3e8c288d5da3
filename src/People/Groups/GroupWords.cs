using Jisr.Kernel.Language;

namespace Jisr.People.Groups;

/// <summary>Kinds of groups and roles in them, in words.</summary>
internal static class GroupWords
{
    public static string Kind(Words words, string? kind) =>
        kind switch
        {
            "co-operative" => words["Co-operative"],
            "association" => words["Association"],
            "union" => words["Union"],
            "agency" => words["Agency"],
            "council" => words["Council"],
            "business" => words["Business"],
            _ => words["Household"],
        };

    public static string Role(Words words, string role) =>
        role switch
        {
            "head" => words["Head"],
            "carer" => words["Carer"],
            "president" => words["President"],
            "treasurer" => words["Treasurer"],
            _ => words["Member"],
        };
}
