using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Registration;
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
    MatchSide A,
    MatchSide B
)
{
    public bool BothMine => A.Mine && B.Mine;
    public bool IsPaper => LevelOf("paper") == 1;

    /// <summary>Level of a field: 1 equal … 0 unknown.</summary>
    public int LevelOf(string field) =>
        Signals.Split(' ').FirstOrDefault(s => s.StartsWith(field + ":", StringComparison.Ordinal)) is { } signal
        && int.TryParse(
            signal.AsSpan(field.Length + 1),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var level
        )
            ? level
            : 0;
}

/// <summary>Reads possible matches within the reader's rights, in a fixed number of statements.</summary>
internal sealed class MatchBoard(
    JisrDb db,
    AccessGate gate,
    ICurrentActor current,
    Desk desk,
    ReadLog log,
    PersonDoor doors
)
{
    public const int PageSize = 25;

    public async Task<(IReadOnlyList<MatchPair> Pairs, Guid? Next)> ListAsync(
        string state,
        Guid? after,
        CancellationToken ct
    )
    {
        var units = (await desk.UnitsAsync(DecideMatch.Kind, ct)).Select(u => u.Id).ToList();
        if (gate.May(await current.GetAsync(ct), DecideMatch.Kind, Reach.Unit(UnitId.Root)))
            units.Add(UnitId.Root);
        var last = after is { } id ? await KeyAsync(id, ct) : null;
#pragma warning disable CA1309 // Compared by the database, in the order it sorts in.
        var pairs = await PairsAsync(
            from match in db.Set<PossibleMatch>().AsNoTracking()
            join a in db.Set<Party>() on match.A equals a.Id
            join b in db.Set<Party>() on match.B equals b.Id
            where
                match.State == state
                && (units.Contains(a.HomeUnitId) || units.Contains(b.HomeUnitId))
                && (
                    last == null
                    || string.Compare(match.Strength, last.Strength) > 0
                    || (match.Strength == last.Strength && string.Compare(b.Number, last.B) < 0)
                    || (match.Strength == last.Strength && b.Number == last.B && string.Compare(a.Number, last.A) < 0)
                )
            orderby match.Strength, b.Number descending, a.Number descending
            select match,
            PageSize + 1,
            ct
        );
#pragma warning restore CA1309
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
                gate.May(actor, DecideMatch.Kind, Reach.Unit(r.HomeUnitId))
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
                sides[m.A],
                sides[m.B]
            )),
        ];
    }

    private sealed record Key(string Strength, string A, string B);
}
