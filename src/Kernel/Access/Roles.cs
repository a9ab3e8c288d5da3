namespace Jisr.Kernel.Access;

/// <summary>The only list of roles (doors.md §7), by their codes.</summary>
public static class Roles
{
    public const string Member = "member";
    public const string CentreWorker = "centre-worker";
    public const string UnitLead = "unit-lead";
    public const string Trainer = "trainer";
    public const string Consultant = "consultant";
    public const string Reviewer = "reviewer";
    public const string FinanceOfficer = "finance-officer";
    public const string Payer = "payer";
    public const string PaymentVerifier = "payment-verifier";
    public const string ProgrammeManager = "programme-manager";
    public const string Coordinator = "coordinator";
    public const string SafeguardingOfficer = "safeguarding-officer";
    public const string FocalPoint = "focal-point";
    public const string PartnerReader = "partner-reader";
    public const string Administrator = "administrator";
    public const string Operator = "operator";

    /// <summary>Not a grant: anybody, without an account.</summary>
    public const string Anyone = "anyone";

    /// <summary>Not a grant: a right that comes with an object, such as a seller's shop or an order's token.</summary>
    public const string Holder = "holder";

    /// <summary>Roles that are granted at a unit, in the order of the page.</summary>
    public static readonly IReadOnlyList<string> Granted =
    [
        CentreWorker,
        UnitLead,
        Trainer,
        Consultant,
        Reviewer,
        FinanceOfficer,
        Payer,
        PaymentVerifier,
        ProgrammeManager,
        Coordinator,
        SafeguardingOfficer,
        FocalPoint,
        PartnerReader,
        Administrator,
        Operator,
    ];
}
