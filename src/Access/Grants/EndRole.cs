using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Grants;

/// <summary>Ends a role before its day. It opens nothing from the next request on.</summary>
internal sealed record EndRole(Guid GrantId) : ICommand
{
    public static string Kind => "role.end";
}

internal sealed class EndRoleHandler(JisrDb db, AccessGate gate, Administrators administrators) : IHandle<EndRole>
{
    public async Task<Reach> ReachAsync(EndRole command, CommandScope scope, CancellationToken ct)
    {
        var grant = await db.Set<RoleGrant>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == command.GrantId, ct);
        return grant is null ? Reach.Missing : Reach.Unit(grant.UnitId, grant.ProgrammeId);
    }

    public async Task<Outcome> HandleAsync(EndRole command, CommandScope scope, CancellationToken ct)
    {
        var grant = await db.Set<RoleGrant>().SingleAsync(g => g.Id == command.GrantId, ct);
        if (!AccessRights.MayHandle(gate, scope.Actor, grant.Role, grant.UnitId, grant.ProgrammeId))
            return Outcome.No("ROLE_NOT_YOURS_TO_GIVE");
        if (grant.Role == Roles.Administrator && await administrators.IsLastAsync(grant.AccountId, ct))
            return Outcome.No("LAST_ADMINISTRATOR");
        grant.EndedAt ??= scope.Now;
        grant.EndedBy ??= scope.Actor.AccountId;
        return new Outcome.Done { Subject = grant.Id };
    }
}
