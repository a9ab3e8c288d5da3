using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Grants;

/// <summary>Finds the people of a role at a unit.</summary>
internal sealed class RoleHolders(JisrDb db, IUnitTree units) : IRoleHolders
{
    public async Task<IReadOnlyList<AccountId>> AtAsync(string role, UnitId unit, CancellationToken ct)
    {
        var today = units.Today(unit);
        var grants = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => g.Role == role && g.UnitId == unit && g.EndedAt == null && g.From <= today && g.To >= today)
            .OrderBy(g => g.GivenAt)
            .ThenBy(g => g.Id)
            .Select(g => g.AccountId)
            .ToListAsync(ct);
        return [.. grants.Distinct()];
    }
}
