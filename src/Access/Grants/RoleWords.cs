using Jisr.Kernel.Access;
using Jisr.Kernel.Language;

namespace Jisr.Access.Grants;

/// <summary>The names of roles on screens.</summary>
internal static class RoleWords
{
    public static string Of(Words words, string role) =>
        role switch
        {
            Roles.CentreWorker => words["Centre worker"],
            Roles.UnitLead => words["Unit lead"],
            Roles.Trainer => words["Trainer"],
            Roles.Consultant => words["Consultant"],
            Roles.Reviewer => words["Reviewer"],
            Roles.FinanceOfficer => words["Finance officer"],
            Roles.Payer => words["Payer"],
            Roles.PaymentVerifier => words["Payment verifier"],
            Roles.ProgrammeManager => words["Programme manager"],
            Roles.Coordinator => words["Coordinator"],
            Roles.SafeguardingOfficer => words["Safeguarding officer"],
            Roles.FocalPoint => words["Focal point"],
            Roles.PartnerReader => words["Partner reader"],
            Roles.Administrator => words["Administrator"],
            Roles.Operator => words["Operator"],
            _ => role,
        };
}
