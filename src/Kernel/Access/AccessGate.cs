using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Access;

/// <summary>"May she?" in the one place that all doors and pages use. Deny by default.</summary>
public sealed class AccessGate(Permissions permissions, IUnitTree units)
{
    /// <summary>None when allowed; otherwise why not. An object that is not hers looks as if it were not there.</summary>
    public Refusal Check(Actor actor, string permission, Reach reach)
    {
        if (actor.IsSystem)
            return reach is Reach.Nothing ? Refusal.NotFound : Refusal.None;
        if (!Carries(actor, permission))
            return Refusal.Role;
        if (Covers(actor, permission, reach))
            return Refusal.None;
        if (HoldsAnywhere(actor, permission))
            return Refusal.NotFound;
        return actor.IsSignedIn ? Refusal.Role : Refusal.SignIn;
    }

    /// <summary>True when allowed.</summary>
    public bool May(Actor actor, string permission, Reach reach) => Check(actor, permission, reach) == Refusal.None;

    /// <summary>Roles in force at this moment, each once.</summary>
    public IReadOnlyList<string> RolesOf(Actor actor) =>
        [.. actor.Grants.Where(IsInForce).Select(g => g.Role).Distinct()];

    /// <summary>True when some grant of hers holds the permission at all: used for menus, never for objects.</summary>
    public bool HoldsAnywhere(Actor actor, string permission) =>
        actor.IsSystem
        || (
            Carries(actor, permission)
            && (
                permissions.Has(permission, Roles.Anyone)
                || permissions.Has(permission, Roles.Holder)
                || (actor.PartyId is not null && permissions.Has(permission, Roles.Member))
                || actor.Grants.Any(g => permissions.Has(permission, g.Role) && IsInForce(g))
            )
        );

    /// <summary>The units at which her grants hold the permission; each with those below where the grant says so.</summary>
    public IReadOnlyList<(UnitId Unit, bool Below)> UnitsWith(Actor actor, string permission) =>
        actor.IsSystem
            ? [(UnitId.Root, true)]
            :
            [
                .. actor
                    .Grants.Where(g =>
                        Carries(actor, permission) && permissions.Has(permission, g.Role) && IsInForce(g)
                    )
                    .Select(g => (g.UnitId, g.Below)),
            ];

    /// <summary>Programmes to which grants of hers that hold the permission are bound.</summary>
    public IReadOnlyList<ProgrammeId> ProgrammesWith(Actor actor, string permission) =>
        [
            .. actor
                .Grants.Where(g => Carries(actor, permission) && permissions.Has(permission, g.Role) && IsInForce(g))
                .Select(g => g.ProgrammeId)
                .OfType<ProgrammeId>()
                .Distinct(),
        ];

    // A token carries its scopes and nothing else.
    private static bool Carries(Actor actor, string permission) => actor.Scopes?.Contains(permission) != false;

    private bool Covers(Actor actor, string permission, Reach reach) =>
        reach switch
        {
            Reach.OfUnit u => actor.Grants.Any(g =>
                permissions.Has(permission, g.Role) && IsInForce(g) && Includes(g, u)
            ),
            Reach.OfParty p => actor.Is(p.Party) && permissions.Has(permission, Roles.Member),
            Reach.OfHolder h => h.Holds && permissions.Has(permission, Roles.Holder),
            Reach.Open => permissions.Has(permission, Roles.Anyone)
                || (actor.PartyId is not null && permissions.Has(permission, Roles.Member))
                || actor.Grants.Any(g => permissions.Has(permission, g.Role) && IsInForce(g)),
            Reach.Either e => e.Of.Any(r => Covers(actor, permission, r)),
            _ => false,
        };

    private bool Includes(Grant grant, Reach.OfUnit wanted) =>
        (grant.UnitId == wanted.At || (grant.Below && units.IsAtOrBelow(wanted.At, grant.UnitId)))
        && (grant.ProgrammeId is null || grant.ProgrammeId == wanted.Programme);

    private bool IsInForce(Grant grant)
    {
        var today = units.Today(grant.UnitId);
        return grant.From <= today && today <= grant.To;
    }
}
