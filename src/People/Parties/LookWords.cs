using Jisr.Kernel.Access;
using Jisr.Kernel.Language;
using Jisr.People.Registration;

namespace Jisr.People.Parties;

/// <summary>A look in plain words: who by role and centre, and what was seen.</summary>
internal static class LookWords
{
    public static string Say(Words words, Look look, string? centre)
    {
        var roles = look.Role.Split(',');
        var who = Role(words, Array.Find(roles, r => r != Kernel.Access.Roles.SafeguardingOfficer) ?? roles[0]);
        if (centre is not null)
            who = words["{role} of {centre}", ("role", who), ("centre", centre)];
        return look.Action switch
        {
            "view" when look.Purpose?.StartsWith(Openings.OpenedFiles.Emergency, StringComparison.Ordinal) == true =>
                words["{who} opened the file in an emergency", ("who", who)],
            "view" => words["{who} opened the file", ("who", who)],
            "list" => words["{who} saw the name in a list", ("who", who)],
            "search" => words["{who} found the name in a search", ("who", who)],
            "export" => words[
                "{who} took the name into a file: {purpose}",
                ("who", who),
                ("purpose", Purpose(words, look.Purpose))
            ],
            "print" => words["{who} printed it", ("who", who)],
            _ => words["{who} saw the telephone or the paper number", ("who", who)],
        };
    }

    public static string Role(Words words, string role) =>
        role switch
        {
            Roles.CentreWorker => words["A worker"],
            Roles.UnitLead => words["The head"],
            Roles.ProgrammeManager => words["A programme manager"],
            Roles.Administrator => words["An administrator"],
            Roles.Member => words["The woman herself"],
            _ => words["Somebody with another role"],
        };

    /// <summary>Why people were taken into a file or printed.</summary>
    public static string Purpose(Words words, string? purpose) =>
        purpose?.Split(' ')[0] switch
        {
            "planning" => words["planning the work of the centre"],
            "attendance" => words["an attendance sheet"],
            "check" => words["checking the register"],
            { } share when share.StartsWith("share-with:", StringComparison.Ordinal) => Labels.Purpose(words, share),
            _ => words["not said"],
        };
}
