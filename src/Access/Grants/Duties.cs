using Jisr.Kernel.Access;

namespace Jisr.Access.Grants;

/// <summary>The rules of doors.md §7 on who may hold and give which role, as data.</summary>
internal static class Duties
{
    /// <summary>Grants are given for 12 months at most.</summary>
    public const int MostMonths = 12;

    /// <summary>Roles of one unit, which a programme manager may give too.</summary>
    public static readonly IReadOnlySet<string> UnitRoles = new HashSet<string>(StringComparer.Ordinal)
    {
        Roles.CentreWorker,
        Roles.UnitLead,
        Roles.Trainer,
        Roles.Consultant,
    };

    /// <summary>Pairs that one person never holds at the same time: who fills in does not review, and so on.</summary>
    public static readonly IReadOnlyList<(string One, string Other)> Incompatible =
    [
        // fill in / review
        (Roles.CentreWorker, Roles.Reviewer),
        (Roles.UnitLead, Roles.Reviewer),
        // review / decide
        (Roles.Reviewer, Roles.ProgrammeManager),
        // decide / pay
        (Roles.ProgrammeManager, Roles.Payer),
        // pay / verify
        (Roles.Payer, Roles.PaymentVerifier),
        // grant roles / any money role
        (Roles.Administrator, Roles.FinanceOfficer),
        (Roles.Administrator, Roles.Payer),
        (Roles.Administrator, Roles.PaymentVerifier),
        (Roles.ProgrammeManager, Roles.FinanceOfficer),
        (Roles.ProgrammeManager, Roles.PaymentVerifier),
        // operator / safeguarding
        (Roles.Operator, Roles.SafeguardingOfficer),
    ];

    public static bool Clash(string one, string other) =>
        Incompatible.Any(p => (p.One == one && p.Other == other) || (p.One == other && p.Other == one));
}
