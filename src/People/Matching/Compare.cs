namespace Jisr.People.Matching;

/// <summary>Compares two records, field by field (matching.md §3, §5–§8). The order of the two never matters.</summary>
internal sealed class Compare(PartBook parts, Scoring scoring, IPhoneCounts counts)
{
    private const int MostWithPhone = 6;

    public Levels Of(Compared a, Compared b)
    {
        var levels = default(Levels);
        Names(a, b, ref levels);
        levels.Set(MatchField.Birth, BirthLevels.Of(a, b));
        levels.Set(MatchField.Phone, Phone(a, b));
        levels.Set(MatchField.Paper, Paper(a, b));
        levels.Set(MatchField.Place, Place(a, b));
        levels.Set(MatchField.Head, Head(a, b));
        levels.Set(
            MatchField.Sex,
            a.Sex == '\0' || b.Sex == '\0' ? 0
                : a.Sex == b.Sex ? 1
                : 2
        );
        return levels;
    }

    private void Names(Compared a, Compared b, ref Levels levels)
    {
        Span<int> best = stackalloc int[4];
        for (var i = 0; i < a.FirstReadings; i++)
        for (var j = 0; j < b.FirstReadings; j++)
        for (var slot = 0; slot < 4; slot++)
            best[slot] = Better(best[slot], parts.Level(a.Name(i, slot), b.Name(j, slot)));
        if (best[0] is 0 or > 3)
            Otherwise(a, b, best);
        if (best[1] is 4 or 5 && (AreSwapped(a, b, 1, 2) || IsGrandfathers(a, b) || IsGrandfathers(b, a)))
            (best[1], best[2]) = (3, 3);
        for (var slot = 0; slot < 4; slot++)
            levels[slot] = (byte)best[slot];
    }

    // No alike given name: a family name that came first costs nothing; given and family in each other's field does.
    private void Otherwise(Compared a, Compared b, Span<int> best)
    {
        var found = false;
        Span<int> second = stackalloc int[4];
        for (var i = 0; i < a.AllReadings; i++)
        for (var j = 0; j < b.AllReadings; j++)
        {
            // Both family first is both given first, with the names called by each other's name.
            if ((i < a.FirstReadings) == (j < b.FirstReadings))
                continue;
            for (var slot = 0; slot < 4; slot++)
                second[slot] = parts.Level(a.Name(i, slot), b.Name(j, slot));
            if (second[0] is 0 or > 3 || second[3] > 3 || Sum(second) <= Sum(best))
                continue;
            second.CopyTo(best);
            found = true;
        }
        if (!found && AreSwapped(a, b, 0, 3))
            (best[0], best[3]) = (3, 3);
    }

    private bool AreSwapped(Compared a, Compared b, int one, int other)
    {
        for (var i = 0; i < a.FirstReadings; i++)
        for (var j = 0; j < b.FirstReadings; j++)
            if (
                parts.Level(a.Name(i, one), b.Name(j, other)) is 1 or 2
                && parts.Level(a.Name(i, other), b.Name(j, one)) is 1 or 2
            )
                return true;
        return false;
    }

    // The only name between hers and the family's, and it is the grandfather's: hers is swapped with nobody's.
    private bool IsGrandfathers(Compared a, Compared b)
    {
        for (var i = 0; i < a.FirstReadings; i++)
        for (var j = 0; j < b.FirstReadings; j++)
            if (a.Name(i, 2) is null && b.Name(j, 1) is not null && parts.Level(a.Name(i, 1), b.Name(j, 2)) is 1 or 2)
                return true;
        return false;
    }

    private double Sum(ReadOnlySpan<int> slots)
    {
        var sum = 0.0;
        for (var slot = 0; slot < 4; slot++)
            sum += scoring.Weight((MatchField)slot, slots[slot]);
        return sum;
    }

    // 0 is no evidence; any other is better than none.
    private static int Better(int a, int b) =>
        a == 0 ? b
        : b == 0 ? a
        : Math.Min(a, b);

    private int Phone(Compared a, Compared b)
    {
        if (a.Phones.Length == 0 || b.Phones.Length == 0)
            return 0;
        var level = 4;
        foreach (var x in a.Phones)
        foreach (var y in b.Phones)
            if (x.Whole == y.Whole)
            {
                if (counts.RecordsWithPhone(x.Whole) <= MostWithPhone)
                    return 1;
                level = 2;
            }
            else if (level == 4 && x.IsOneChanged(y))
                level = 3;
        return level;
    }

    private static int Paper(Compared a, Compared b) =>
        a.Paper is not { } x || b.Paper is not { } y || a.PaperKind != b.PaperKind ? 0
        : x.Whole == y.Whole ? 1
        : x.IsOneEdit(y) ? 2
        : 3;

    private static int Place(Compared a, Compared b) =>
        a.Governorate == 0 || b.Governorate == 0 ? 0
        : a.Place != 0 && a.Place == b.Place ? 1
        : a.Governorate == b.Governorate ? 2
        : 3;

    private int Head(Compared a, Compared b)
    {
        if (a.HeadGiven is null || b.HeadGiven is null)
            return 0;
        var given = parts.Level(a.HeadGiven, b.HeadGiven) is 1 or 2 or 3;
        var family = parts.Level(a.HeadFamily, b.HeadFamily);
        var alike = family is 1 or 2 or 3;
        return given && (alike || family == 0) ? 1
            : given || alike ? 2
            : 3;
    }
}

/// <summary>On how many records a number or paper stands.</summary>
internal interface IPhoneCounts
{
    int RecordsWithPhone(long phone);
    int RecordsWithPaper(long paper, long kind);
}
