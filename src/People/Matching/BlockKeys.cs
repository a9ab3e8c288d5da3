namespace Jisr.People.Matching;

/// <summary>A key that records share, and whether a crowded one may be cut by year of birth.</summary>
internal readonly record struct BlockKey(long Hash, bool ByYear, bool IsNumber);

/// <summary>Which records are compared at all: those that share one of these (matching.md §9.1).</summary>
internal static class BlockKeys
{
    /// <summary>A block of more records is skipped.</summary>
    public const int MostInBlock = 200;

    /// <summary>The same for papers and phones.</summary>
    public const int MostWithNumber = 60;

    /// <summary>All keys of a record, each once.</summary>
    public static void Collect(Compared record, List<BlockKey> keys)
    {
        keys.Clear();
        if (record.Paper is { } paper)
            Add(keys, OfPaper(paper.Whole, record.PaperKind), isNumber: true);
        foreach (var phone in record.Phones)
            Add(keys, OfPhone(phone.Whole), isNumber: true);
        if (record is { HasFullDate: true, Place: not 0 })
            Add(keys, Mix(3, record.Birth, record.Place));
        for (var reading = 0; reading < record.AllReadings; reading++)
        {
            foreach (var given in Sounds(record, reading, 0))
                OfGiven(record, reading, given, keys);
            foreach (var family in Sounds(record, reading, 3))
                OfFamily(record, reading, family, keys);
        }
    }

    public static long OfPaper(long paper, long kind) => Mix(1, paper, kind);

    public static long OfPhone(long phone) => Mix(2, phone, 0);

    /// <summary>The part of a crowded block that holds a year of birth: two years wide, each year in two of them
    /// (shift 0 and 1), so that neighbours always share one.</summary>
    public static long Window(long key, int shift, int birthYear) => Mix(11 + shift, key, (birthYear + shift) / 2);

    public static long Hash(ReadOnlySpan<char> text)
    {
        // FNV-1a: small, stable, the same on every machine.
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return unchecked((long)hash);
    }

    private static void OfGiven(Compared record, int reading, long given, List<BlockKey> keys)
    {
        foreach (var family in Sounds(record, reading, 3))
            Add(keys, Mix(4, Math.Min(given, family), Math.Max(given, family)), byYear: true);
        if (record.HasFullDate)
            Add(keys, Mix(5, given, record.Birth));
        if (record is { BirthYear: not 0, Place: not 0 })
            Add(keys, Mix(6, given, Mix(0, record.BirthYear, record.Place)));
        // The second reading gives keys of given and family only.
        if (reading >= record.FirstReadings)
            return;
        foreach (var father in Sounds(record, reading, 1))
        {
            if (record.Governorate != 0)
                Add(keys, Mix(7, given, Mix(0, father, record.Governorate)), byYear: true);
            if (record.BirthYear != 0)
                Add(keys, Mix(8, given, Mix(0, father, record.BirthYear)));
        }
    }

    private static void OfFamily(Compared record, int reading, long family, List<BlockKey> keys)
    {
        if (record.HasFullDate)
            Add(keys, Mix(9, family, record.Birth));
        if (reading < record.FirstReadings && record.BirthYear != 0)
            foreach (var father in Sounds(record, reading, 1))
                Add(keys, Mix(10, family, Mix(0, father, record.BirthYear)));
    }

    private static long[] Sounds(Compared record, int reading, int slot) => record.Name(reading, slot)?.Sounds ?? [];

    // A record has a dozen of them, thirty at most: walking along is quicker than a dictionary.
    private static void Add(List<BlockKey> keys, long hash, bool byYear = false, bool isNumber = false)
    {
        foreach (var key in keys)
            if (key.Hash == hash)
                return;
        keys.Add(new BlockKey(hash, byYear, isNumber));
    }

    /// <summary>One number of a kind and two others; each bit of it depends on all of theirs.</summary>
    private static long Mix(int kind, long a, long b)
    {
        unchecked
        {
            var x = (ulong)a * 0x9E3779B97F4A7C15UL + (ulong)kind;
            x ^= x >> 32;
            x = (x + (ulong)b) * 0xD6E8FEB86659FD93UL;
            x ^= x >> 29;
            x *= 0xBF58476D1CE4E5B9UL;
            return (long)(x ^ (x >> 32));
        }
    }
}
