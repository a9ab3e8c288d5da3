using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>One side of a pair; of a record of another centre only the centre is known.</summary>
internal sealed record MatchSide(
    PartyId Id,
    UnitId Unit,
    bool Mine,
    string Name,
    string Birth,
    string? Place,
    string Number,
    DateOnly On,
    string? Head,
    string Makes
);

/// <summary>A pair as lists and pages show it.</summary>
internal sealed record MatchPair(
    Guid Id,
    string Strength,
    string Signals,
    string State,
    string? Reason,
    DateTimeOffset At,
    bool IsLinked,
    string? HerWord,
    MatchSide A,
    MatchSide B
)
{
    public bool BothMine => A.Mine && B.Mine;

    /// <summary>Who sees one side only is not told what agrees.</summary>
    public bool IsPaper => BothMine && LevelOf(MatchField.Paper) == 1;

    /// <summary>Level of a field: 1 equal … 0 unknown, or not hers to see.</summary>
    public int LevelOf(MatchField field) => BothMine ? Levels.Read(Signals).Of(field) : 0;
}

/// <summary>Reads possible matches within the reader's rights, in a fixed number of statements.</summary>
internal sealed class MatchBoard(
    JisrDb db,
    ICurrentActor current,
    Desk desk,
    ReadLog log,
    PersonDoor doors,
    PairDoor door,
    UnitTree tree,
    TimeProvider clock
)
{
    public const int PageSize = 25;

    public async Task<(IReadOnlyList<MatchPair> Pairs, Guid? Next)> ListAsync(
        string state,
        Guid? after,
        CancellationToken ct
    )
    {
        var last = after is { } id ? await KeyAsync(id, ct) : null;
        var pairs = await PairsAsync(await QueueAsync(state, last, ct), PageSize + 1, ct);
        var page = pairs.Take(PageSize).ToList();
        PartyId[] shown = [.. page.SelectMany(p => new[] { p.A, p.B }).Where(s => s.Mine).Select(s => s.Id).Distinct()];
        await log.WriteAsync(
            ReadAction.List,
            shown,
            "name,birth,place",
            doors.ActsAt(await current.GetAsync(ct), DecideMatch.Kind),
            "possible-match",
            ct
        );
        return (page, pairs.Count > PageSize ? page[^1].Id : null);
    }

    /// <summary>The pair that comes after this one where somebody goes through those that wait; null at the end.</summary>
    public async Task<Guid?> NextAsync(Guid id, CancellationToken ct) =>
        await KeyAsync(id, ct) is { } key
            ? await (await QueueAsync("open", key, ct)).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct)
            : null;

    /// <summary>Other pairs that wait and have a record in common with this one: they are one task.</summary>
    public async Task<IReadOnlyList<Guid>> TogetherAsync(MatchPair pair, CancellationToken ct)
    {
        PartyId[] both = [pair.A.Id, pair.B.Id];
        return pair.BothMine
            ? await db.Set<PossibleMatch>()
                .AsNoTracking()
                .Where(m => m.Id != pair.Id && m.State == "open" && (both.Contains(m.A) || both.Contains(m.B)))
                .OrderBy(m => m.Id)
                .Select(m => m.Id)
                .Take(PageSize)
                .ToListAsync(ct)
            : [];
    }

    /// <summary>One pair of which at least one record is hers; the look is written down, a refused one too.</summary>
    public async Task<MatchPair?> OpenAsync(Guid id, CancellationToken ct)
    {
        var pair = (
            await PairsAsync(db.Set<PossibleMatch>().AsNoTracking().Where(m => m.Id == id), 1, ct)
        ).FirstOrDefault();
        var actor = await current.GetAsync(ct);
        var mine = pair is null ? [] : new[] { pair.A, pair.B }.Where(s => s.Mine).Select(s => s.Id).ToList();
        await log.WriteAsync(
            mine.Count > 0 ? ReadAction.View : ReadAction.Refused,
            mine.Count > 0 || pair is null ? mine : [pair.A.Id, pair.B.Id],
            "name,birth,place,household,makes",
            doors.ActsAt(actor, DecideMatch.Kind),
            "possible-match",
            ct
        );
        return mine.Count > 0 ? pair : null;
    }

    // Pairs of her units, and those of the units below that nobody has looked at for two weeks; not those that wait for
    // a second reader after her.
    private async Task<IQueryable<PossibleMatch>> QueueAsync(string state, Key? last, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var units = await desk.ReachedAsync(DecideMatch.Kind, ct);
        var below = (await desk.AllAsync(ct))
            .Where(u => tree.ParentOf(u.Id) is { } above && units.Contains(above))
            .Select(u => u.Id)
            .ToList();
        var old = clock.GetUtcNow() - PairDoor.Patience;
        var me = actor.AccountId;
#pragma warning disable CA1309 // Compared by the database, in the order it sorts in.
        return from match in db.Set<PossibleMatch>().AsNoTracking()
            join a in db.Set<Party>() on match.A equals a.Id
            join b in db.Set<Party>() on match.B equals b.Id
            where
                match.State == state
                && (
                    units.Contains(a.HomeUnitId)
                    || units.Contains(b.HomeUnitId)
                    || (match.CreatedAt < old && (below.Contains(a.HomeUnitId) || below.Contains(b.HomeUnitId)))
                )
                && !db.Set<MatchAnswer>().Any(x => x.MatchId == match.Id && !x.Closed && x.By == me)
                && (
                    last == null
                    || string.Compare(match.Strength, last.Strength) > 0
                    || (match.Strength == last.Strength && string.Compare(b.Number, last.B) < 0)
                    || (match.Strength == last.Strength && b.Number == last.B && string.Compare(a.Number, last.A) < 0)
                )
            orderby match.Strength, b.Number descending, a.Number descending
            select match;
#pragma warning restore CA1309
    }

    private async Task<Key?> KeyAsync(Guid id, CancellationToken ct) =>
        await (
            from match in db.Set<PossibleMatch>().AsNoTracking()
            join a in db.Set<Party>() on match.A equals a.Id
            join b in db.Set<Party>() on match.B equals b.Id
            where match.Id == id
            select new Key(match.Strength, a.Number, b.Number)
        ).SingleOrDefaultAsync(ct);

    private async Task<List<MatchPair>> PairsAsync(IQueryable<PossibleMatch> matches, int most, CancellationToken ct)
    {
        var rows = await matches.Take(most).ToListAsync(ct);
        PartyId[] ids = [.. rows.SelectMany(m => new[] { m.A, m.B }).Distinct()];
        var actor = await current.GetAsync(ct);
        var now = clock.GetUtcNow();
        var shown = rows.Select(m => m.Id).ToArray();
        var linked = await db.Set<SameWoman>()
            .AsNoTracking()
            .Where(l => shown.Contains(l.MatchId) && l.UndoneAt == null)
            .Select(l => l.MatchId)
            .ToListAsync(ct);
        var sides = (
            await (
                from party in db.Set<Party>().AsNoTracking()
                join person in db.Set<Person>() on party.Id equals person.PartyId
                where ids.Contains(party.Id)
                select new
                {
                    party.Id,
                    party.HomeUnitId,
                    party.Number,
                    person.FullName,
                    person.BirthDate,
                    person.BirthPrecision,
                    person.RegisteredOn,
                    person.HouseholdHead,
                    person.Makes,
                    Place = db.Set<Residence>()
                        .Where(r => r.PartyId == party.Id && r.To == null)
                        .Select(r => r.PlaceCode)
                        .FirstOrDefault(),
                }
            ).ToListAsync(ct)
        ).ToDictionary(
            r => r.Id,
            r =>
                (Func<DateTimeOffset, MatchSide>)(
                    openSince =>
                        door.Holds(actor, DecideMatch.Kind, r.HomeUnitId, openSince, now) is not null
                            ? new MatchSide(
                                r.Id,
                                r.HomeUnitId,
                                true,
                                r.FullName,
                                FieldReader.WriteBirth(r.BirthDate, r.BirthPrecision),
                                r.Place,
                                r.Number,
                                r.RegisteredOn,
                                r.HouseholdHead,
                                r.Makes
                            )
                            : new MatchSide(r.Id, r.HomeUnitId, false, "", "", null, "", default, null, "")
                )
        );
        return
        [
            .. rows.Select(m => new MatchPair(
                m.Id,
                m.Strength,
                m.Signals,
                m.State,
                m.Reason,
                m.CreatedAt,
                linked.Contains(m.Id),
                m.HerWord,
                sides[m.A](m.CreatedAt),
                sides[m.B](m.CreatedAt)
            )),
        ];
    }

    private sealed record Key(string Strength, string A, string B);
}
