using Jisr.Access.Accounts;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Grants;

/// <summary>Gives a role at a unit until a day.</summary>
internal sealed record GrantRole(
    AccountId AccountId,
    string Role,
    UnitId UnitId,
    bool Below,
    DateOnly From,
    DateOnly To,
    ProgrammeId? ProgrammeId = null
) : ICommand
{
    public static string Kind => "role.grant";
}

internal sealed class GrantRoleHandler(JisrDb db, AccessGate gate) : IHandle<GrantRole>
{
    public Task<Reach> ReachAsync(GrantRole command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(command.UnitId, command.ProgrammeId));

    public void Check(GrantRole command, Problems problems, CommandScope scope)
    {
        if (!Roles.Granted.Contains(command.Role))
            problems.Add("role", "ROLE_UNKNOWN");
        else if (!AccessRights.MayHandle(gate, scope.Actor, command.Role, command.UnitId, command.ProgrammeId))
            problems.Add("role", "ROLE_NOT_YOURS_TO_GIVE");
        if (command.To < command.From)
            problems.Add("to", "DAY_ORDER");
        else if (command.To > command.From.AddMonths(Duties.MostMonths))
            problems.Add("to", "GRANT_TOO_LONG");
        // The one who gives out roles never gives one to herself.
        if (scope.Actor.AccountId == command.AccountId)
            problems.Add("accountId", "NEVER_HER_OWN");
    }

    public async Task<Outcome> HandleAsync(GrantRole command, CommandScope scope, CancellationToken ct)
    {
        // Two who give two roles at once must see each other: what clashes is asked behind the lock.
        await db.Storage.LockRowAsync(db, "access_account", "id", command.AccountId.Value, ct);
        if (!await db.Set<Account>().AnyAsync(a => a.Id == command.AccountId.Value, ct))
            return Outcome.No("NOT_FOUND", "accountId");
        var beside = await db.Set<RoleGrant>()
            .Where(g =>
                g.AccountId == command.AccountId && g.EndedAt == null && g.From <= command.To && g.To >= command.From
            )
            .Select(g => g.Role)
            .Distinct()
            .ToListAsync(ct);
        if (beside.Find(r => Duties.Clash(r, command.Role)) is not null)
            return Outcome.No("DUTIES_CLASH", "role");
        db.Add(
            new RoleGrant
            {
                Id = scope.Id.Value,
                AccountId = command.AccountId,
                Role = command.Role,
                UnitId = command.UnitId,
                Below = command.Below,
                ProgrammeId = command.ProgrammeId,
                From = command.From,
                To = command.To,
                GivenBy = scope.Actor.AccountId,
                GivenAt = scope.Now,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
