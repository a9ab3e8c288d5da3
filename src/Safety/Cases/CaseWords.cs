using Jisr.Kernel.Language;
using Jisr.Ui.Forms;

namespace Jisr.Safety.Cases;

/// <summary>Reasons in words. They are shown inside the compartment only.</summary>
internal static class CaseWords
{
    public static string Code(Words words, string code) =>
        code switch
        {
            "poverty" => words["She has very little to live on"],
            "disability" => words["She or somebody in her care has a disability"],
            "alone" => words["She carries the household alone"],
            _ => words["She needs protection"],
        };

    public static IReadOnlyList<Option> Options(Words words) =>
        [.. CaseRights.Codes.Select(c => new Option(c, Code(words, c)))];
}
