using Jisr.Contracts.Access;
using Jisr.Kernel.Commands;

namespace Jisr.Safety.Cases;

/// <summary>Who may do what with confidential files.</summary>
internal static class CaseRights
{
    /// <summary>The safeguarding officer, in her unit.</summary>
    public const string See = "case.see";

    /// <summary>A woman's look at her own.</summary>
    public const string Own = "case.own";

    /// <summary>Reasons for which her need may come first. One word for each; no story.</summary>
    public static readonly IReadOnlyList<string> Codes = ["poverty", "disability", "alone", "guarded"];

    public static void CheckCodes(IReadOnlyList<string> codes, Problems problems)
    {
        if (codes.Count == 0)
            problems.Add("codes", "CHOOSE_ONE");
        else if (codes.Any(c => !Codes.Contains(c)))
            problems.Add("codes", "CHOICE_UNKNOWN");
    }

    /// <summary>No door but a page with its own sign-in step leads into the compartment.</summary>
    public static void CheckStep(IStepUp step, Problems problems, CommandScope scope, string? blind)
    {
        if (!scope.Actor.IsSystem && !step.IsProved)
            problems.Add(new Problem("PROVE_AGAIN"));
        if (blind is not { Length: >= 32 })
            problems.Add("blind", "REQUIRED");
    }
}
