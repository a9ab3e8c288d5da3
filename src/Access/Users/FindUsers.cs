using Jisr.Access.Accounts;
using Jisr.Access.Grants;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Users;

/// <summary>A line of the list of people who sign in.</summary>
internal sealed record UserLine(
    Guid Id,
    string UserName,
    string DisplayName,
    bool IsClosed,
    PartyId? PartyId,
    IReadOnlyList<string> Roles
);

/// <summary>A role and whose it is.</summary>
internal sealed record GrantLine(RoleGrant Grant, string Name);

/// <summary>A page of them, and the key of the next one.</summary>
internal sealed record UserPageOf(IReadOnlyList<UserLine> Lines, string? Next);

/// <summary>Who signs in with a role. An administrator sees all; a programme manager those of her units, and somebody
/// whose user name she knows. Members without a role are nobody's staff: they are not here.</summary>
internal sealed class FindUsers(
    JisrDb db,
    AccessGate gate,
    ICurrentActor current,
    IUnitTree tree,
    IUnitDirectory units,
    ReadLog log
)
{
    private const int PageSize = 25;

    public async Task<UserPageOf> ListAsync(string? find, string? after, CancellationToken ct)
    {
        var text = find is null ? null : Account.Normal(find);
        var holders = await HoldersAsync(ct);
        var query = db.Set<Account>().AsNoTracking().Where(a => holders.Contains(a.Id));
        if (await SeesAllAsync(ct))
            query = db.Set<Account>().AsNoTracking().Where(a => a.PartyId == null || holders.Contains(a.Id));
        else if (text is not null)
            query = db.Set<Account>()
                .AsNoTracking()
                .Where(a => holders.Contains(a.Id) || (a.PartyId == null && a.NormalizedUserName == text));
        if (text is { Length: > 0 })
            query = query.Where(a => a.NormalizedUserName!.StartsWith(text) || a.DisplayName.Contains(find!.Trim()));
        if (after is not null)
            query = query.Where(a => a.NormalizedUserName!.CompareTo(after) > 0);
        var rows = await query
            .OrderBy(a => a.NormalizedUserName)
            .Take(PageSize + 1)
            .Select(a => new
            {
                a.Id,
                a.UserName,
                a.NormalizedUserName,
                a.DisplayName,
                a.IsClosed,
                a.PartyId,
            })
            .ToListAsync(ct);
        var shown = rows.Take(PageSize).ToList();
        var ids = shown.ConvertAll(r => new AccountId(r.Id));
        var yesterday = tree.Today(UnitId.Root).AddDays(-1);
        var roles = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => ids.Contains(g.AccountId) && g.EndedAt == null && g.To >= yesterday)
            .Select(g => new { g.AccountId, g.Role })
            .ToListAsync(ct);
        await LogAsync(ReadAction.List, shown.Select(r => r.PartyId), ct);
        return new UserPageOf(
            [
                .. shown.Select(r => new UserLine(
                    r.Id,
                    r.UserName!,
                    r.DisplayName,
                    r.IsClosed,
                    r.PartyId,
                    [.. roles.Where(g => g.AccountId.Value == r.Id).Select(g => g.Role).Distinct()]
                )),
            ],
            rows.Count > PageSize ? shown[^1].NormalizedUserName : null
        );
    }

    /// <summary>One account, or null when it is not for her.</summary>
    public async Task<Account?> OneAsync(Guid id, CancellationToken ct)
    {
        var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        // Staff may be given a role by any manager, who then sees the roles at her own units only.
        if (account is null || (account.PartyId is not null && !(await HoldersAsync(ct)).Contains(id)))
            return null;
        await LogAsync(ReadAction.View, [account.PartyId], ct);
        return account;
    }

    /// <summary>Her grants that this reader may see: the ones that end first come first, ended ones last.</summary>
    public async Task<IReadOnlyList<RoleGrant>> GrantsAsync(Guid account, CancellationToken ct)
    {
        var id = new AccountId(account);
        var actor = await current.GetAsync(ct);
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.AccountId == id).ToListAsync(ct);
        return
        [
            .. grants
                .Where(g => gate.May(actor, AccessRights.SeeUsers, Reach.Unit(g.UnitId, g.ProgrammeId)))
                .OrderBy(g => IsOver(g))
                .ThenBy(g => g.To),
        ];
    }

    /// <summary>Grants of all that this reader may see: those in force with the ones that end first in front, or those
    /// that are over, the newest end first.</summary>
    public async Task<(IReadOnlyList<GrantLine> Lines, Guid? Next)> AllGrantsAsync(
        bool over,
        Guid? after,
        CancellationToken ct
    )
    {
        var actor = await current.GetAsync(ct);
        // Days are those of each unit, and rights are those of the gate: a few hundred rows are asked one by one.
        var seen = (await db.Set<RoleGrant>().AsNoTracking().ToListAsync(ct)).Where(g =>
            IsOver(g) == over && gate.May(actor, AccessRights.SeeUsers, Reach.Unit(g.UnitId, g.ProgrammeId))
        );
        RoleGrant[] grants =
        [
            .. over ? seen.OrderByDescending(g => g.To).ThenBy(g => g.Id) : seen.OrderBy(g => g.To).ThenBy(g => g.Id),
        ];
        var start = after is { } last ? Array.FindIndex(grants, g => g.Id == last) + 1 : 0;
        var page = grants.Skip(start).Take(PageSize).ToList();
        Guid[] ids = [.. page.Select(g => g.AccountId.Value).Distinct()];
        var names = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => (a.DisplayName, a.PartyId), ct);
        await LogAsync(ReadAction.List, names.Values.Select(n => n.PartyId), ct);
        return (
            [.. page.Select(g => new GrantLine(g, names.GetValueOrDefault(g.AccountId.Value).DisplayName ?? ""))],
            grants.Length > start + PageSize ? page[^1].Id : null
        );
    }

    public bool IsOver(RoleGrant grant) => grant.EndedAt is not null || grant.To < tree.Today(grant.UnitId);

    private async Task<bool> SeesAllAsync(CancellationToken ct) =>
        gate.May(await current.GetAsync(ct), AccessRights.GrantAny, Reach.Unit(UnitId.Root));

    // Those who have or had a role at a unit of the reader: a few hundred at most.
    private async Task<List<Guid>> HoldersAsync(CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var grants = db.Set<RoleGrant>().AsNoTracking();
        if (!await SeesAllAsync(ct))
        {
            var mine = gate.UnitsWith(actor, AccessRights.SeeUsers);
            var seen = (await units.AllAsync(ct))
                .Select(u => u.Id)
                .Where(u => mine.Any(m => m.Unit == u || (m.Below && tree.IsAtOrBelow(u, m.Unit))))
                .ToList();
            grants = grants.Where(g => seen.Contains(g.UnitId));
        }
        return [.. (await grants.Select(g => g.AccountId).Distinct().ToListAsync(ct)).Select(a => a.Value)];
    }

    private async Task LogAsync(ReadAction action, IEnumerable<PartyId?> parties, CancellationToken ct)
    {
        var subjects = parties.OfType<PartyId>().ToList();
        if (subjects.Count > 0)
            await log.WriteAsync(action, subjects, "account", ct: ct);
    }
}
