using Jisr.Kernel.Language;
using Jisr.Ui.Forms;

namespace Jisr.People.Programmes;

/// <summary>Roles of partners in words.</summary>
internal static class PartnerWords
{
    public static string Role(Words words, string role) =>
        role switch
        {
            "ministry" => words["Ministry"],
            "council" => words["Council"],
            "agency" => words["Agency"],
            "association" => words["Association"],
            _ => words["Centre"],
        };

    public static IReadOnlyList<Option> Options(Words words) =>
        [.. AddPartner.PartnerRoles.Select(r => new Option(r, Role(words, r)))];
}
