namespace Jisr.People.Matching;

/// <summary>What two records have in common, and how strong it is.</summary>
internal sealed record Likeness(string Strength, string Signals)
{
    /// <summary>One paper under two names: her husband's number typed for her, or one woman under two names.</summary>
    public static readonly Likeness PaperOnly = new("weak", "given:0 family:0 father:0 paper:1 phone:0 birth:0");
}

/// <summary>The first method: names alike on folded and sound keys, then a witness. The weighted method of
/// matching.md §9 takes this one's place; it only has to answer the same question.</summary>
internal static class Compare
{
    /// <summary>Strong: names alike and paper, phone or full birth date equal. Weak: names alike and birth years that
    /// go together. Null: nothing to look at. A phone alone never opens anything.</summary>
    public static Likeness? Of(MatchForm a, MatchForm b)
    {
        if (Names(a.Readings, b.Readings) is not { } names)
            return null;
        var paper = Paper(a, b);
        var phone = a.Phones.Intersect(b.Phones, StringComparer.Ordinal).Any();
        var date = a.HasFullDate && b.HasFullDate && a.Birth == b.Birth;
        var signals =
            $"given:{names.Given} family:{names.Family} father:{names.Father} paper:{paper} phone:{(phone ? 1 : 0)} birth:{BirthLevel(a, b)}";
        var fathersDiffer = names.Father == 5;
        if (paper == 1 || (paper != 3 && (phone || (date && !fathersDiffer))))
            return new Likeness("strong", signals);
        if (paper == 3)
            // Two different papers of one kind: a person looks only where the date says the same woman.
            return date || phone ? new Likeness("weak", signals) : null;
        if (!YearsGoTogether(a, b, names.Father))
            return null;
        return fathersDiffer && (a.District is null || a.District != b.District) ? null : new Likeness("weak", signals);
    }

    private static (int Given, int Family, int Father)? Names(
        IReadOnlyList<NameReading> a,
        IReadOnlyList<NameReading> b
    )
    {
        foreach (var x in a)
        foreach (var y in b)
        {
            var given = NamePart.Level(x.Given, y.Given);
            var family = NamePart.Level(x.Family, y.Family);
            if (given is 1 or 2 && family is 1 or 2)
                return (given, family, NamePart.Level(x.Father, y.Father));
        }
        return null;
    }

    // 1 equal, 3 another of the same kind, 0 missing or of another kind.
    private static int Paper(MatchForm a, MatchForm b) =>
        a.Paper is null || b.Paper is null || a.PaperType != b.PaperType ? 0
        : a.Paper == b.Paper ? 1
        : 3;

    private static bool YearsGoTogether(MatchForm a, MatchForm b, int father)
    {
        if (a.Birth is not { } x || b.Birth is not { } y)
            return father is 1 or 2;
        var apart = Math.Abs(x.Year - y.Year);
        if (apart == 0)
            // Two full dates of one year that differ: namesakes, unless one day or month was miswritten.
            return !(a.HasFullDate && b.HasFullDate)
                || x.Month == y.Month
                || x.Day == y.Day
                || (x.Month == y.Day && x.Day == y.Month);
        return apart <= 1 || (apart <= 2 && (!a.HasFullDate || !b.HasFullDate));
    }

    private static int BirthLevel(MatchForm a, MatchForm b) =>
        a.Birth is not { } x || b.Birth is not { } y ? 0
        : a.HasFullDate && b.HasFullDate ? (x == y ? 1 : 7)
        : x.Year == y.Year ? 3
        : 5;
}
