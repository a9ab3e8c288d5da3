using Jisr.Kernel.Ids;

namespace Jisr.People.Matching;

/// <summary>A pair that is worth looking at; records by their place in the run.</summary>
/// <param name="Joined">Links with other records join the two already: one woman, and nothing to ask about.</param>
internal readonly record struct ScoredPair(int A, int B, Levels Levels, double Score, Band Band, bool Joined = false);

/// <summary>What a full run found.</summary>
internal sealed record FullResult(IReadOnlyList<ScoredPair> Pairs, long Candidates);

/// <summary>Compares all records with all that share a block (matching.md §9), on all cores. The same records give the
/// same pairs in whatever order they came.</summary>
internal sealed class FullMatch : IPhoneCounts
{
    private readonly Compared[] records;
    private readonly Compare compare;
    private readonly Scoring scoring;
    private readonly Func<PartyId, PartyId, Said> said;
    private readonly Dictionary<long, int> phones = [];
    private readonly Dictionary<(long, long), int> papers = [];

    /// <param name="records">In the order of <see cref="InOrder"/>.</param>
    /// <param name="said">What people said of pairs before.</param>
    public FullMatch(Compared[] records, PartBook parts, MatchModel model, Func<PartyId, PartyId, Said>? said = null)
    {
        this.records = records;
        this.said = said ?? ((_, _) => Said.Nothing);
        scoring = new Scoring(model, records.Length);
        compare = new Compare(parts, scoring, this);
        foreach (var record in records)
        {
            foreach (var phone in record.Phones.DistinctBy(p => p.Whole))
                phones[phone.Whole] = phones.GetValueOrDefault(phone.Whole) + 1;
            if (record.Paper is { } paper)
                papers[(paper.Whole, record.PaperKind)] = papers.GetValueOrDefault((paper.Whole, record.PaperKind)) + 1;
        }
    }

    /// <summary>The order of files: by record id, then by party where two imports use one id.</summary>
    public static readonly Comparison<Compared> InOrder = (a, b) =>
        string.CompareOrdinal(a.RecordId, b.RecordId) is not 0 and var order
            ? order
            : string.CompareOrdinal(a.Party.ToString(), b.Party.ToString());

    public int RecordsWithPhone(long phone) => phones.GetValueOrDefault(phone);

    public int RecordsWithPaper(long paper, long kind) => papers.GetValueOrDefault((paper, kind));

    public FullResult Run(Action<int> progress, CancellationToken ct)
    {
        var blocks = Blocks.Of(records);
        var found = new List<ScoredPair>();
        long candidates = 0;
        var done = 0;
        Parallel.For(
            0,
            records.Length,
            new ParallelOptions { CancellationToken = ct },
            () => (Seen: new int[records.Length], Partners: new List<int>(), Found: new List<ScoredPair>(), Tried: 0L),
            (a, _, own) =>
            {
                blocks.Partners(a, own.Seen, own.Partners);
                foreach (var b in own.Partners)
                    if (Judge(a, b) is { Band: not Band.Ignore } pair)
                        own.Found.Add(pair);
                if (Interlocked.Increment(ref done) is var so && so % 20_000 == 0)
                    progress(so);
                return (own.Seen, own.Partners, own.Found, own.Tried + own.Partners.Count);
            },
            own =>
            {
                lock (found)
                {
                    found.AddRange(own.Found);
                    candidates += own.Tried;
                }
            }
        );
        found.Sort(ByScore);
        MatchGroups.Settle(found, records, compare, IsOpen, Judge);
        found.Sort(ByScore);
        return new FullResult(found, candidates);
    }

    public Levels LevelsOf(int a, int b) => compare.Of(records[a], records[b]);

    /// <summary>All candidate pairs with their levels, for learning.</summary>
    public IEnumerable<(int A, int B, Levels Levels)> Candidates()
    {
        var blocks = Blocks.Of(records);
        var (seen, partners) = (new int[records.Length], new List<int>());
        for (var a = 0; a < records.Length; a++)
        {
            blocks.Partners(a, seen, partners);
            foreach (var b in partners)
                yield return (a, b, compare.Of(records[a], records[b]));
        }
    }

    private static int ByScore(ScoredPair x, ScoredPair y) =>
        y.Score.CompareTo(x.Score) is not 0 and var byScore ? byScore
        : x.A.CompareTo(y.A) is not 0 and var byA ? byA
        : x.B.CompareTo(y.B);

    private bool IsOpen(int a, int b) => said(records[a].Party, records[b].Party) == Said.Nothing;

    private ScoredPair Judge(int a, int b)
    {
        var levels = compare.Of(records[a], records[b]);
        var score = scoring.Score(
            levels,
            records[a].Paper is { } paper ? RecordsWithPaper(paper.Whole, records[a].PaperKind) : 0
        );
        var band = scoring.BandOf(levels, score);
        if (band != Band.Ignore)
            band = said(records[a].Party, records[b].Party) switch
            {
                Said.Same => Band.Link,
                Said.NoLink => Band.Review,
                Said.Closed => Band.Ignore,
                _ => band,
            };
        return new ScoredPair(a, b, levels, score, band);
    }
}
