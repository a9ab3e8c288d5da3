using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Papers;

/// <summary>Another record with the number of this paper. The name only where the reader may see it.</summary>
internal sealed record SamePaper(Guid Paper, PartyId Party, string? Name, string Centre);

/// <summary>A woman of whom something is to be settled. <paramref name="Id"/> is the conflict or the paper.</summary>
internal sealed record TaskLine(
    Guid Id,
    PartyId Party,
    string Name,
    string Number,
    string What,
    DateTimeOffset? At,
    UnitId Unit
);

/// <summary>What a centre has to settle about its women: two answers to one question, and papers to be looked into.</summary>
internal sealed class ReadTasks(
    JisrDb db,
    AccessGate gate,
    ICurrentActor current,
    Desk desk,
    ReadLog log,
    PersonDoor doors
)
{
    public const int PageSize = 50;

    /// <summary>Conflicts, the oldest first. The list is written down like any list of names.</summary>
    public async Task<(IReadOnlyList<TaskLine> Lines, Guid? Next)> ConflictsAsync(Guid? after, CancellationToken ct)
    {
        var units = await desk.ReachedAsync("party.settle-conflict", ct);
        var tasks = db.Set<ConflictTask>().AsNoTracking().Where(t => t.State == "open");
        if (after is { } id && await tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is { } last)
            tasks = tasks.Where(t => t.At > last.At || (t.At == last.At && t.Id > last.Id));
        return await PageAsync(
            from task in tasks
            join party in db.Set<Party>() on task.PartyId equals party.Id
            join person in db.Set<Person>() on task.PartyId equals person.PartyId
            where party.State == "active" && units.Contains(party.HomeUnitId)
            orderby task.At, task.Id
            select new TaskLine(
                task.Id,
                party.Id,
                person.FullName,
                party.Number,
                task.Field,
                task.At,
                party.HomeUnitId
            ),
            "conflicts",
            ct
        );
    }

    /// <summary>Papers to be looked into, in the order in which they came.</summary>
    public async Task<(IReadOnlyList<TaskLine> Lines, Guid? Next)> PapersAsync(Guid? after, CancellationToken ct)
    {
        var units = await desk.ReachedAsync(JudgePaper.Kind, ct);
        var papers = db.Set<Identifier>().AsNoTracking().Where(i => i.State == "needs-investigation");
        if (after is { } last)
            papers = papers.Where(i => i.Id > last);
        return await PageAsync(
            from paper in papers
            join party in db.Set<Party>() on paper.PartyId equals party.Id
            join person in db.Set<Person>() on paper.PartyId equals person.PartyId
            where party.State == "active" && units.Contains(party.HomeUnitId)
            orderby paper.Id
            select new TaskLine(paper.Id, party.Id, person.FullName, party.Number, paper.Type, null, party.HomeUnitId),
            "papers",
            ct
        );
    }

    /// <summary>Rows of files that say something else than before; they are no list of names.</summary>
    public async Task<(IReadOnlyList<TaskLine> Lines, Guid? Next)> RowsAsync(Guid? after, CancellationToken ct)
    {
        var units = await desk.ReachedAsync(Import.SettleConflict.Kind, ct);
        var open = db.Set<Import.ImportConflict>()
            .AsNoTracking()
            .Where(c => c.State == "open" && units.Contains(c.UnitId));
        if (after is { } last)
            open = open.Where(c => c.Id > last);
        var rows = await open.OrderBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.RecordId,
                c.Field,
                c.At,
                c.UnitId,
            })
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return (
            [
                .. rows.Take(PageSize)
                    .Select(c => new TaskLine(c.Id, default, "", c.RecordId, c.Field ?? "", c.At, c.UnitId)),
            ],
            rows.Count > PageSize ? rows[PageSize - 1].Id : null
        );
    }

    /// <summary>Who else has a number of hers.</summary>
    public async Task<IReadOnlyList<SamePaper>> SameAsync(PartyId party, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var rows = await (
            from mine in db.Set<Identifier>().AsNoTracking()
            join other in db.Set<Identifier>()
                on new { mine.ValueIndex, mine.Type } equals new { other.ValueIndex, other.Type }
            join p in db.Set<Party>() on other.PartyId equals p.Id
            join person in db.Set<Person>() on other.PartyId equals person.PartyId
            where
                mine.PartyId == party
                && other.PartyId != party
                && mine.State != "invalid"
                && other.State != "invalid"
                && p.State == "active"
            select new
            {
                mine.Id,
                Other = p.Id,
                p.HomeUnitId,
                person.FullName,
            }
        )
            .Take(20)
            .ToListAsync(ct);
        var found = new List<SamePaper>();
        foreach (var row in rows)
        {
            var may = await PersonRights.MayAsync(db, gate, actor, PersonRights.See, row.Other, row.HomeUnitId, ct);
            found.Add(
                new SamePaper(row.Id, row.Other, may ? row.FullName : null, await desk.NameOfAsync(row.HomeUnitId, ct))
            );
        }
        PartyId[] shown = [.. found.Where(f => f.Name is not null).Select(f => f.Party).Distinct()];
        if (shown.Length > 0)
            await log.WriteAsync(ReadAction.List, shown, "name", doors.ActsAt(actor, PersonRights.See), "papers", ct);
        return found;
    }

    private async Task<(IReadOnlyList<TaskLine>, Guid?)> PageAsync(
        IQueryable<TaskLine> lines,
        string what,
        CancellationToken ct
    )
    {
        var rows = await lines.Take(PageSize + 1).ToListAsync(ct);
        var page = rows.Take(PageSize).ToList();
        await log.WriteAsync(
            ReadAction.List,
            [.. page.Select(l => l.Party).Distinct()],
            "name",
            doors.ActsAt(await current.GetAsync(ct), "party.settle-conflict"),
            what,
            ct
        );
        return (page, rows.Count > PageSize ? page[^1].Id : null);
    }
}
