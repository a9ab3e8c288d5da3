using Jisr.Access.Accounts;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Grants;

/// <summary>Who can give out roles today. There must always be somebody.</summary>
internal sealed class Administrators(JisrDb db, IUnitTree units)
{
    public async Task<bool> AnyAsync(CancellationToken ct) => (await InForceAsync(ct)).Count > 0;

    /// <summary>True when nobody else is administrator.</summary>
    public async Task<bool> IsLastAsync(AccountId account, CancellationToken ct)
    {
        var all = await InForceAsync(ct);
        return all.Contains(account) && all.All(a => a == account);
    }

    private async Task<List<AccountId>> InForceAsync(CancellationToken ct)
    {
        var today = units.Today(UnitId.Root);
        var holders = await db.Set<RoleGrant>()
            .Where(g =>
                g.Role == Roles.Administrator
                && g.UnitId == UnitId.Root
                && g.EndedAt == null
                && g.From <= today
                && g.To >= today
            )
            .Select(g => g.AccountId)
            .Distinct()
            .ToListAsync(ct);
        var ids = holders.Select(h => h.Value).ToList();
        var open = await db.Set<Account>()
            .Where(a => ids.Contains(a.Id) && !a.IsClosed)
            .Select(a => a.Id)
            .ToListAsync(ct);
        return [.. open.Select(a => new AccountId(a))];
    }
}
