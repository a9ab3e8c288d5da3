using Microsoft.EntityFrameworkCore.Metadata;

namespace Jisr.Kernel.Data;

/// <summary>The order in which rows of several tables are written.</summary>
public static class TableOrder
{
    /// <summary>How many tables stand above this one: a row is written after those it points to.</summary>
    public static int RankOf(IEntityType type) => RankOf(type, []);

    private static int RankOf(IEntityType type, HashSet<IEntityType> seen)
    {
        // A circle ends where it began.
        if (!seen.Add(type))
            return 0;
        var rank = type.GetForeignKeys()
            .Where(f => f.PrincipalEntityType != type)
            .Select(f => RankOf(f.PrincipalEntityType, seen) + 1)
            .DefaultIfEmpty(0)
            .Max();
        seen.Remove(type);
        return rank;
    }
}
