using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>One woman on the board.</summary>
internal sealed record BoardLine(
    Guid MembershipId,
    PartyId Party,
    string Name,
    string Number,
    DateTimeOffset Since,
    UnitId Unit
);

/// <summary>The women of a programme by their standing, within the reader's units; the look is written down.</summary>
internal sealed class ReadBoard(JisrDb db, ICurrentActor current, Desk desk, ReadLog log, PersonDoor doors)
{
    public const int PageSize = 50;

    /// <summary>The standings of people.md A4, open ones first.</summary>
    public static readonly IReadOnlyList<string> States =
    [
        "applied",
        "eligible",
        "waiting",
        "enrolled",
        "paused",
        "completed",
        "not-eligible",
        "exited",
        "withdrawn",
    ];

    /// <summary>How many stand where.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(ProgrammeId programme, CancellationToken ct) =>
        await Mine(programme, await desk.ReachedAsync(PersonRights.Search, ct))
            .GroupBy(m => m.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, ct);

    /// <summary>Those who have stood there longest come first: they wait.</summary>
    public async Task<(IReadOnlyList<BoardLine> Lines, Guid? Next)> ListAsync(
        ProgrammeId programme,
        string state,
        Guid? after,
        CancellationToken ct
    )
    {
        var members = Mine(programme, await desk.ReachedAsync(PersonRights.Search, ct)).Where(m => m.State == state);
        if (
            after is { } id
            && await db.Set<Membership>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } last
        )
            members = members.Where(m => m.Since > last.Since || (m.Since == last.Since && m.Id > last.Id));
        var rows = await (
            from m in members
            join party in db.Set<Party>() on m.PartyId equals party.Id
            join person in db.Set<Person>() on m.PartyId equals person.PartyId
            orderby m.Since, m.Id
            select new BoardLine(m.Id, m.PartyId, person.FullName, party.Number, m.Since, party.HomeUnitId)
        )
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var page = rows.Take(PageSize).ToList();
        await log.WriteAsync(
            ReadAction.List,
            [.. page.Select(l => l.Party).Distinct()],
            "name,programmes",
            doors.ActsAt(await current.GetAsync(ct), PersonRights.Search),
            "programme-board",
            ct
        );
        return (page, rows.Count > PageSize ? page[^1].MembershipId : null);
    }

    private IQueryable<Membership> Mine(ProgrammeId programme, List<UnitId> units) =>
        from m in db.Set<Membership>().AsNoTracking()
        join party in db.Set<Party>() on m.PartyId equals party.Id
        where m.ProgrammeId == programme && party.State == "active" && units.Contains(party.HomeUnitId)
        select m;
}
