using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

namespace Jisr.Access.Grants;

/// <summary>Names of what the pages of this module show and allow, beside the kinds of its commands.</summary>
internal static class AccessRights
{
    /// <summary>The list of people who sign in and their roles.</summary>
    public const string SeeUsers = "user.see";

    /// <summary>Any role, not only those of a unit.</summary>
    public const string GrantAny = "role.grant-any";

    /// <summary>API tokens: for those who have a role.</summary>
    public const string Tokens = "api-token.add";

    /// <summary>True when she may give and end this role at this unit.</summary>
    public static bool MayHandle(AccessGate gate, Actor actor, string role, UnitId unit, ProgrammeId? programme) =>
        Duties.UnitRoles.Contains(role) || gate.May(actor, GrantAny, Reach.Unit(unit, programme));
}
