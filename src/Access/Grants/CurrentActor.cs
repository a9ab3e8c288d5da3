using System.Security.Claims;
using Jisr.Access.Accounts;
using Jisr.Access.Sessions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Grants;

/// <summary>Reads the account and its grants once per request, so that a change of role acts at the next one.</summary>
internal sealed class CurrentActor(IHttpContextAccessor http, JisrDb db, JisrSettings settings, MemberRecords records)
    : ICurrentActor
{
    private Actor? known;

    public async ValueTask<Actor> GetAsync(CancellationToken ct = default) => known ??= await ReadAsync(ct);

    private async Task<Actor> ReadAsync(CancellationToken ct)
    {
        var user = http.HttpContext?.User;
        if (
            user?.Identity?.IsAuthenticated != true
            || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        )
            return Actor.Anonymous;
        var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (account is null or { IsClosed: true })
            return Actor.Anonymous;
        var accountId = new AccountId(id);
        // S-28: a session that began with a password alone has no right of staff, even when the role came later.
        var isWeak = user.FindFirstValue(SessionSignIn.FactorsClaim) == "1" && !(account.IsDemo && settings.Demo);
        var grants = isWeak
            ? []
            : await db.Set<RoleGrant>()
                .AsNoTracking()
                .Where(g => g.AccountId == accountId && g.EndedAt == null)
                .ToListAsync(ct);
        return new Actor
        {
            AccountId = accountId,
            PartyId = account.PartyId,
            Records = account.PartyId is { } party ? await records.OfAsync(party, ct) : [],
            Grants = [.. grants.Select(g => new Grant(g.Role, g.UnitId, g.Below, g.ProgrammeId, g.From, g.To))],
            Scopes = user.FindFirstValue("scopes")
                ?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .ToHashSet(StringComparer.Ordinal),
        };
    }
}
