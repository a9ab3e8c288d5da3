using Jisr.Access.Accounts;
using Jisr.Contracts.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Grants;

/// <summary>Reads what accounts may be called before others.</summary>
internal sealed class AccountRoles(JisrDb db) : IAccountRoles
{
    public async Task<IReadOnlyDictionary<AccountId, AccountRole>> OfAsync(
        IReadOnlyCollection<AccountId> accounts,
        CancellationToken ct
    )
    {
        Guid[] ids = [.. accounts.Select(a => a.Value).Distinct()];
        AccountId[] typed = [.. accounts.Distinct()];
        var parties = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.PartyId })
            .ToListAsync(ct);
        var grants = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => typed.Contains(g.AccountId))
            .OrderBy(g => g.GivenAt)
            .ThenBy(g => g.Id)
            .ToListAsync(ct);
        var newest = grants.GroupBy(g => g.AccountId).ToDictionary(g => g.Key, g => g.Last());
        return parties.ToDictionary(
            p => new AccountId(p.Id),
            p =>
                newest.TryGetValue(new AccountId(p.Id), out var grant)
                    ? new AccountRole(grant.Role, grant.UnitId, p.PartyId)
                    : new AccountRole(null, null, p.PartyId)
        );
    }
}
