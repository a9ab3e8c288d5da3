namespace Jisr.People.Matching;

/// <summary>What happens with a pair (matching.md §9.4).</summary>
internal enum Band
{
    Ignore,
    Review,
    Link,
}

/// <summary>Score and band of a pair by its levels, with one model and one size of the register.</summary>
internal sealed class Scoring
{
    private const int MostLevels = 8;

    // Sisters and neighbours share these; twins too.
    private static readonly MatchField[] Kin =
    [
        MatchField.Father,
        MatchField.Grandfather,
        MatchField.Family,
        MatchField.Place,
        MatchField.Head,
        MatchField.Phone,
    ];

    private readonly double[] weights = new double[Levels.Count * MostLevels];
    private readonly double before;
    private readonly MatchModel model;

    public Scoring(MatchModel model, int records)
    {
        this.model = model;
        before = Math.Log2(model.ShareOfDoubles / Math.Max(1, records - 1));
        for (var i = 0; i < Levels.Count; i++)
            model.Weights[Levels.Names[i]].CopyTo(weights, i * MostLevels + 1);
    }

    public string Version => model.Version;

    /// <summary>True when it gives the same scores.</summary>
    public bool IsSameAs(Scoring other) => Version == other.Version && before.Equals(other.before);

    /// <summary>What a field's level adds.</summary>
    public double Weight(MatchField field, int level) => weights[(int)field * MostLevels + level];

    /// <summary>log2 of the odds that both records are one woman.</summary>
    /// <param name="paperRecords">On how many records an equal paper stands.</param>
    public double Score(Levels levels, int paperRecords)
    {
        var score = before;
        for (var i = 0; i < Levels.Count; i++)
            score += weights[i * MostLevels + levels[i]];
        if (levels.Of(MatchField.Paper) == 1)
            return paperRecords <= MostWithPaper ? Math.Max(score, LeastWithPaper) : score;
        var kin = 0.0;
        foreach (var field in Kin)
            kin += Math.Max(0, Weight(field, levels.Of(field)));
        if (levels.Of(MatchField.Given) is 4 or 5)
            score -= Math.Max(0, kin - 6) + 8;
        else if (levels.Of(MatchField.Birth) == 7 || IsNamesake(levels))
            score -= Math.Max(0, kin - 10) + 3;
        if (levels.Of(MatchField.Paper) == 3)
            score -= 6;
        if (levels.Of(MatchField.Father) == 5 && levels.Of(MatchField.Phone) is not (1 or 3))
            score -= 3;
        return score;
    }

    public Band BandOf(Levels levels, double score) =>
        score >= model.LinkAt && levels.Of(MatchField.Paper) != 3 && HasWitness(levels) ? Band.Link
        : score >= model.ReviewAt ? Band.Review
        : Band.Ignore;

    // Two full dates that no slip of the pen explains, and no number in common.
    private static bool IsNamesake(Levels levels) =>
        levels.Of(MatchField.Birth) == 6 && levels.Of(MatchField.Phone) is not (1 or 3);

    // Evidence that sisters and neighbours do not share. Twins with names one letter apart share date and phone: so a
    // given name that is only near needs the paper.
    private static bool HasWitness(Levels levels) =>
        levels.Of(MatchField.Given) switch
        {
            1 or 2 => levels.Of(MatchField.Paper) == 1
                || levels.Of(MatchField.Phone) == 1
                || levels.Of(MatchField.Birth) == 1,
            3 => levels.Of(MatchField.Paper) == 1,
            _ => false,
        };

    private const int MostWithPaper = 5;
    private const double LeastWithPaper = 2;
}
