using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>What was said of a pair before this run.</summary>
internal enum Said
{
    Nothing,

    /// <summary>A person said that they are one woman.</summary>
    Same,

    /// <summary>A link was taken back: the pair may be looked at, and is never linked by itself again.</summary>
    NoLink,

    /// <summary>A person said that they are two, or is unsure: the pair is not shown again.</summary>
    Closed,
}

/// <summary>What a run changes of one pair: a new one, other levels, a link more or less, or its end.</summary>
internal sealed record PairChange(PartyId A, PartyId B, Guid? Pair, ScoredPair? Found, bool Links, bool Unlinks);

/// <summary>The pairs that stand, with their links.</summary>
internal sealed class PairsBefore
{
    private readonly Dictionary<(PartyId, PartyId), Row> rows = [];

    public static async Task<PairsBefore> ReadAsync(JisrDb db, CancellationToken ct)
    {
        var before = new PairsBefore();
        var links = await db.Set<SameWoman>()
            .AsNoTracking()
            .Select(l => new
            {
                l.MatchId,
                IsOpen = l.UndoneAt == null,
                ByPerson = l.By != null,
            })
            .ToListAsync(ct);
        var byMatch = links.ToLookup(l => l.MatchId);
        var answered = (
            await db.Set<MatchAnswer>().AsNoTracking().Where(a => !a.Closed).Select(a => a.MatchId).ToListAsync(ct)
        ).ToHashSet();
        await foreach (
            var pair in db.Set<PossibleMatch>()
                .AsNoTracking()
                .Select(m => new
                {
                    m.Id,
                    m.A,
                    m.B,
                    m.State,
                    m.Strength,
                    m.Signals,
                    m.Score,
                    HasWord = m.HerWord != null,
                })
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            var own = byMatch[pair.Id].ToList();
            before.rows[Key(pair.A, pair.B)] = new Row(
                pair.Id,
                pair.State,
                pair.Strength,
                pair.Signals,
                pair.Score,
                own.Exists(l => l.IsOpen),
                own.Exists(l => !l.IsOpen),
                pair.HasWord || answered.Contains(pair.Id)
            );
        }
        return before;
    }

    public Said OfParties(PartyId a, PartyId b) =>
        !rows.TryGetValue(Key(a, b), out var row) ? Said.Nothing
        : row.State == "same" ? Said.Same
        : row.State is "different" or "unsure" ? Said.Closed
        : row.WasUndone ? Said.NoLink
        : Said.Nothing;

    /// <summary>From what stands to what was found. Pairs that a person decided are left alone.</summary>
    public IReadOnlyList<PairChange> Changes(IReadOnlyList<ScoredPair> found, Compared[] records)
    {
        var changes = new List<PairChange>();
        var met = new HashSet<(PartyId, PartyId)>(found.Count);
        foreach (var pair in found)
        {
            var (a, b) = (records[pair.A].Party, records[pair.B].Party);
            var row = rows.GetValueOrDefault(Key(a, b));
            // What links with others have joined is no question: nothing is kept of it, unless somebody began to answer.
            if (pair.Joined && row is not { IsAnswered: true })
                continue;
            met.Add(Key(a, b));
            if (pair.Joined)
                continue;
            var links = pair.Band == Band.Link;
            if (row is null)
                changes.Add(new PairChange(a, b, null, pair, links, Unlinks: false));
            else if (row.State == "open" && row.Differs(pair))
                changes.Add(
                    new PairChange(a, b, row.Id, pair, links && !row.IsLinked, Unlinks: !links && row.IsLinked)
                );
        }
        foreach (var ((a, b), row) in rows.Where(r => r.Value.State == "open" && !met.Contains(r.Key)))
            changes.Add(new PairChange(a, b, row.Id, null, Links: false, Unlinks: row.IsLinked));
        return changes;
    }

    private static (PartyId, PartyId) Key(PartyId a, PartyId b) => a.Value.CompareTo(b.Value) < 0 ? (a, b) : (b, a);

    private sealed record Row(
        Guid Id,
        string State,
        string Strength,
        string Signals,
        double Score,
        bool IsLinked,
        bool WasUndone,
        bool IsAnswered
    )
    {
        public bool Differs(ScoredPair found) =>
            IsLinked != (found.Band == Band.Link)
            || (Strength == "strong") != (found.Band == Band.Link)
            || Math.Abs(Score - found.Score) > 0.0005
            || Signals != found.Levels.Write();
    }
}
