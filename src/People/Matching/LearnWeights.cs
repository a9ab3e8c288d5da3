using System.Globalization;

namespace Jisr.People.Matching;

/// <summary>What a reviewer said of a pair whose fields stood at these levels.</summary>
internal sealed record Answered(Levels Levels, bool Same);

/// <summary>Weights out of the register's own records (matching.md §9.5), without anybody's answers: pairs that share a
/// paper and have alike given names label themselves; chance is measured on pairs drawn at random. No free learning
/// over all candidates: it drifts to «same household».</summary>
internal static class LearnWeights
{
    private const int RandomPairs = 100_000;
    private const double Half = 0.5;

    // Their values are too many for random pairs to hit: chance is the sum of squared shares.
    private static readonly MatchField[] ByValues = [MatchField.Phone, MatchField.Paper, MatchField.Birth];

    /// <summary>So many pairs must have been read by people before their answers teach anything.</summary>
    public const int LeastAnswers = 500;

    /// <summary>A model of the records; null where too few pairs label themselves to learn from.
    /// <paramref name="answers"/>: what reviewers said of pairs, where an operator wants it counted with the rest.</summary>
    public static MatchModel? From(
        Compared[] records,
        PartBook parts,
        MatchModel old,
        DateOnly today,
        IReadOnlyList<Answered>? answers = null
    )
    {
        var full = new FullMatch(records, parts, old);
        var (same, samePaper) = (new double[Levels.Count, 8], new double[Levels.Count, 8]);
        var (pairs, paperPairs) = (0, 0);
        foreach (var (_, _, levels) in full.Candidates())
        {
            if (levels.Of(MatchField.Paper) == 1 && levels.Of(MatchField.Given) is (1 or 2 or 3))
            {
                Count(same, levels);
                pairs++;
            }
            if (IsSameWithoutPaper(levels))
            {
                Count(samePaper, levels);
                paperPairs++;
            }
        }
        foreach (var answer in answers ?? [])
            if (answer.Same)
            {
                Count(same, answer.Levels);
                pairs++;
            }
        if (pairs < LeastPairs || paperPairs < LeastPairs)
            return null;
        var chance = Chance(records, full);
        var weights = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var i = 0; i < Levels.Count; i++)
        {
            var field = (MatchField)i;
            weights[Levels.Names[i]] = WeightsOf(field, field == MatchField.Paper ? samePaper : same, chance);
        }
        return old with
        {
            Version = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            MadeOn = today,
            Sample = records.Length,
            Weights = weights,
            Measured = null,
        };
    }

    /// <summary>How a model would have judged the pairs that people have read: linked and left to review, of those that
    /// are one woman and of those that are two.</summary>
    public static string Compare(MatchModel model, int records, IReadOnlyList<Answered> answers)
    {
        var scoring = new Scoring(model, records);
        var counts = new int[2, 3];
        foreach (var answer in answers)
            counts[answer.Same ? 0 : 1, (int)scoring.BandOf(answer.Levels, scoring.Score(answer.Levels, 2))]++;
        string Of(int row) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{counts[row, (int)Band.Link]} linked, {counts[row, (int)Band.Review]} to review, {counts[row, (int)Band.Ignore]} ignored"
            );
        return $"model {model.Version}: one woman: {Of(0)}; two women: {Of(1)}";
    }

    private const int LeastPairs = 200;

    // For the paper itself: alike names, a date that agrees, and her own phone.
    private static bool IsSameWithoutPaper(Levels levels) =>
        levels.Of(MatchField.Given) is 1 or 2
        && levels.Of(MatchField.Family) is 1 or 2
        && levels.Of(MatchField.Birth) is 1 or 3 or 4
        && levels.Of(MatchField.Phone) == 1;

    private static double[,] Chance(Compared[] records, FullMatch full)
    {
        var chance = new double[Levels.Count, 8];
        // Always the same draw: the same records give the same model.
#pragma warning disable RS0030 // Not for anything secret.
        var random = new Random(20261124);
        for (var i = 0; i < RandomPairs; i++)
        {
            var (a, b) = (random.Next(records.Length), random.Next(records.Length));
#pragma warning restore RS0030
            if (a != b)
                Count(chance, full.LevelsOf(a, b));
        }
        SetBest(chance, MatchField.Phone, Squares(records.SelectMany(r => r.Phones.Select(p => p.Whole))));
        SetBest(
            chance,
            MatchField.Paper,
            Squares(records.Where(r => r.Paper is not null).Select(r => r.Paper!.Value.Whole))
        );
        SetBest(chance, MatchField.Birth, Squares(records.Where(r => r.HasFullDate).Select(r => (long)r.Birth)));
        return chance;
    }

    // The first level of such a field gets its share of all pairs that say anything.
    private static void SetBest(double[,] chance, MatchField field, double share)
    {
        var all = 0.0;
        for (var level = 1; level <= MatchModel.LevelCount(field); level++)
            all += chance[(int)field, level];
        chance[(int)field, 1] = share * all;
    }

    private static double Squares(IEnumerable<long> values)
    {
        var counts = new Dictionary<long, int>();
        var all = 0L;
        foreach (var value in values)
        {
            counts[value] = counts.GetValueOrDefault(value) + 1;
            all++;
        }
        return all < 2 ? 0 : counts.Values.Sum(n => (double)n * (n - 1)) / ((double)all * (all - 1));
    }

    private static double[] WeightsOf(MatchField field, double[,] same, double[,] chance)
    {
        var count = MatchModel.LevelCount(field);
        var (m, u) = (0.0, 0.0);
        for (var level = 1; level <= count; level++)
        {
            m += same[(int)field, level] + Half;
            u += chance[(int)field, level] + (ByValues.Contains(field) && level == 1 ? 0 : Half);
        }
        var weights = new double[count];
        for (var level = 1; level <= count; level++)
        {
            var least = ByValues.Contains(field) && level == 1 ? 1e-9 * u : Half;
            var share = (chance[(int)field, level] + (least == Half ? Half : 0)) / u;
            weights[level - 1] = Math.Round(
                Math.Log2((same[(int)field, level] + Half) / m / Math.Max(share, least / u)),
                1
            );
        }
        return weights;
    }

    private static void Count(double[,] counts, Levels levels)
    {
        for (var i = 0; i < Levels.Count; i++)
            counts[i, levels[i]]++;
    }
}
