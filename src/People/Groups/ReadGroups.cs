using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Groups;

/// <summary>A household or an organisation in a list. A household has no name: its head or its number stands for it.</summary>
internal sealed record GroupLine(
    PartyId Id,
    string Kind,
    string Number,
    string Name,
    string? What,
    int? Declared,
    int Members
);

/// <summary>One who belongs to a group.</summary>
internal sealed record GroupMember(
    Guid LinkId,
    PartyId Person,
    string Name,
    string Number,
    IReadOnlyList<string> Roles,
    DateOnly From,
    DateOnly? To
);

/// <summary>A group's page.</summary>
internal sealed record GroupFile(
    GroupLine Line,
    UnitId Home,
    int? Children,
    string? Note,
    DateOnly? RegisteredOn,
    IReadOnlyList<GroupMember> Members
);

/// <summary>Reads households and organisations within the reader's rights; looks at people in them are written down.</summary>
internal sealed class ReadGroups(
    JisrDb db,
    AccessGate gate,
    ICurrentActor current,
    Desk desk,
    ReadLog log,
    PersonDoor doors
)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<GroupLine> Lines, PartyId? Next)> ListAsync(
        string kind,
        PartyId? after,
        CancellationToken ct
    )
    {
        var actor = await current.GetAsync(ct);
        var at = await desk.ReachedAsync(PersonRights.Search, ct);
        var groups = db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Kind == kind && p.State == "active" && at.Contains(p.HomeUnitId));
        var last = after is { } id
            ? await db.Set<Party>().Where(p => p.Id == id).Select(p => p.Number).SingleOrDefaultAsync(ct)
            : null;
#pragma warning disable CA1309 // Compared by the database, in the order it sorts in.
        if (last is not null)
            groups = groups.Where(p => string.Compare(p.Number, last) < 0);
#pragma warning restore CA1309
        var rows = await LinesAsync(groups.OrderByDescending(p => p.Number).Take(PageSize + 1), ct);
        var page = rows.Take(PageSize).ToList();
        // A household is shown by its head's name.
        await log.WriteAsync(
            ReadAction.List,
            [.. page.Where(r => r.Head is not null).Select(r => r.Head!.Value)],
            "name",
            doors.ActsAt(actor, PersonRights.Search),
            "groups",
            ct
        );
        return ([.. page.Select(r => r.Line)], rows.Count > PageSize ? page[^1].Line.Id : null);
    }

    public async Task<GroupFile?> OpenAsync(PartyId id, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var home = await db.Set<Party>()
            .Where(p => p.Id == id && p.Kind != "person" && p.State == "active")
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
        if (home is not { } unit || !gate.May(actor, PersonRights.See, Reach.Unit(unit)))
            return null;
        var line = (await LinesAsync(db.Set<Party>().AsNoTracking().Where(p => p.Id == id), ct))[0].Line;
        var members = await (
            from link in db.Set<PartyLink>().AsNoTracking()
            join party in db.Set<Party>() on link.PersonId equals party.Id
            join person in db.Set<Person>() on link.PersonId equals person.PartyId
            where link.GroupId == id
            orderby link.To != null, link.From, link.Id
            select new
            {
                link,
                party.Number,
                party.HomeUnitId,
                person.FullName,
            }
        ).ToListAsync(ct);
        // Of a member of another centre her number is enough here.
        var seen = members.Where(m => gate.May(actor, PersonRights.See, Reach.Unit(m.HomeUnitId))).ToList();
        await log.WriteAsync(
            ReadAction.View,
            [.. seen.Select(m => m.link.PersonId).Distinct()],
            "name",
            doors.ActsAt(actor, PersonRights.See),
            "groups",
            ct
        );
        var household = await db.Set<Household>().AsNoTracking().SingleOrDefaultAsync(h => h.PartyId == id, ct);
        var organisation = await db.Set<OrganisationParty>()
            .AsNoTracking()
            .SingleOrDefaultAsync(o => o.PartyId == id, ct);
        return new GroupFile(
            line,
            unit,
            household?.DeclaredChildren,
            household?.Note,
            organisation?.RegisteredOn,
            [
                .. members.Select(m => new GroupMember(
                    m.link.Id,
                    m.link.PersonId,
                    seen.Contains(m) ? m.FullName : "",
                    m.Number,
                    m.link.Roles.Split(','),
                    m.link.From,
                    m.link.To
                )),
            ]
        );
    }

    /// <summary>The row of a body that <see cref="OpenAsync"/> has opened.</summary>
    public static Task<OrganisationParty?> OrganisationAsync(JisrDb db, PartyId id, CancellationToken ct) =>
        db.Set<OrganisationParty>().AsNoTracking().SingleOrDefaultAsync(o => o.PartyId == id, ct);

    /// <summary>Groups that a woman belongs to now, for her page.</summary>
    public async Task<IReadOnlyList<(PartyId Id, string Kind, string Name, IReadOnlyList<string> Roles)>> OfAsync(
        PartyId person,
        CancellationToken ct
    )
    {
        var rows = await (
            from link in db.Set<PartyLink>().AsNoTracking()
            join party in db.Set<Party>() on link.GroupId equals party.Id
            where link.PersonId == person && link.To == null
            orderby link.From
            select new
            {
                party.Id,
                party.Kind,
                party.Number,
                link.Roles,
                Organisation = db.Set<OrganisationParty>().FirstOrDefault(o => o.PartyId == party.Id),
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r =>
                (
                    r.Id,
                    r.Kind,
                    r.Organisation?.Name(Words.Language) ?? r.Number,
                    (IReadOnlyList<string>)r.Roles.Split(',')
                )
            ),
        ];
    }

    private async Task<List<(GroupLine Line, PartyId? Head)>> LinesAsync(IQueryable<Party> groups, CancellationToken ct)
    {
        var rows = await (
            from g in groups
            select new
            {
                g.Id,
                g.Kind,
                g.Number,
                Household = db.Set<Household>().FirstOrDefault(h => h.PartyId == g.Id),
                Organisation = db.Set<OrganisationParty>().FirstOrDefault(o => o.PartyId == g.Id),
                Members = db.Set<PartyLink>().Count(l => l.GroupId == g.Id && l.To == null),
                Head = (
                    from l in db.Set<PartyLink>()
                    join p in db.Set<Person>() on l.PersonId equals p.PartyId
                    where l.GroupId == g.Id && l.IsHead && l.To == null
                    select new { p.PartyId, p.FullName }
                ).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r =>
                (
                    new GroupLine(
                        r.Id,
                        r.Kind,
                        r.Number,
                        r.Organisation?.Name(Words.Language) ?? r.Head?.FullName ?? "",
                        r.Organisation?.Kind,
                        r.Organisation is null ? r.Household?.DeclaredSize : r.Organisation.DeclaredMembers,
                        r.Members
                    ),
                    r.Head?.PartyId
                )
            ),
        ];
    }
}
