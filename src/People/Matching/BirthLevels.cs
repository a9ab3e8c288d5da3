namespace Jisr.People.Matching;

/// <summary>How two birth dates go together (matching.md §7).</summary>
internal static class BirthLevels
{
    public static int Of(Compared a, Compared b)
    {
        if (a.BirthYear == 0 || b.BirthYear == 0)
            return 0;
        var apart = Math.Abs(a.BirthYear - b.BirthYear);
        if (a.HasFullDate && b.HasFullDate)
            return a.Birth == b.Birth ? 1
                : IsMiswritten(a, b, apart) ? 2
                : apart <= 1 ? 6
                : 7;
        if (apart == 0)
            return a.HasFullDate || b.HasFullDate ? 4 : 3;
        return apart <= 2 ? 5 : 7;
    }

    // Day and month in each other's place; or one of year, month and day other, the year by 1 or 10.
    private static bool IsMiswritten(Compared a, Compared b, int apart)
    {
        var (x, y) = (DateOnly.FromDayNumber(a.Birth), DateOnly.FromDayNumber(b.Birth));
        if (apart == 0 && x.Month == y.Day && x.Day == y.Month)
            return true;
        var differ = (apart > 0 ? 1 : 0) + (x.Month != y.Month ? 1 : 0) + (x.Day != y.Day ? 1 : 0);
        return differ == 1 && apart is (0 or 1 or 10);
    }
}
