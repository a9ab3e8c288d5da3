using System.Collections.Concurrent;

namespace Jisr.People.Matching;

/// <summary>A name part as comparing knows it: made once for all records that have it.</summary>
internal sealed class KnownPart(int id, NamePart part)
{
    public int Id { get; } = id;
    public string Text { get; } = part.Text;
    public IReadOnlyList<string> Keys { get; } = part.Keys;
    public bool IsArabic { get; } = part.IsArabic;

    /// <summary>Lists of variants that it stands in.</summary>
    public int[] Groups { get; } = NameLists.GroupsOf(part.Text);

    /// <summary>Its sound keys as numbers, for blocks.</summary>
    public long[] Sounds { get; } = [.. part.Keys.Select(k => BlockKeys.Hash(k))];
}

/// <summary>The name parts that this program met, shared by all who compare one by one: a few thousand make up most of a
/// country's, and each is taken apart once.</summary>
internal sealed class SharedParts
{
    private const int MostParts = 100_000;
    private PartBook current = New();

    /// <summary>Records are compared only with such as were read with the same one.</summary>
    public PartBook Current
    {
        get
        {
            var now = Volatile.Read(ref current);
            if (now.Count <= MostParts)
                return now;
            // Begun anew once, whoever notices first.
            Interlocked.CompareExchange(ref current, New(), now);
            return Volatile.Read(ref current);
        }
    }

    private static PartBook New() => new(pairsKept: 1 << 16);
}

/// <summary>All name parts of a run by number, and the level of each pair of them, worked out once (matching.md §5).
/// Safe for many threads.</summary>
/// <param name="pairsKept">How many pairs are remembered, a power of two; a pair that was pushed out is worked out
/// again.</param>
internal sealed class PartBook(int pairsKept)
{
    private const int IdBits = 28;

    private readonly ConcurrentDictionary<NamePart, KnownPart> byText = new(PartComparer.Instance);
    private readonly ConcurrentDictionary<string, KnownPart> byWritten = new(StringComparer.Ordinal);
    private readonly long[] levels = new long[pairsKept];
    private int last;

    /// <summary>How many parts it knows.</summary>
    public int Count => Volatile.Read(ref last);

    /// <summary>The part of that text and those keys.</summary>
    public KnownPart Of(NamePart part) => byText.GetOrAdd(part, p => new KnownPart(Interlocked.Increment(ref last), p));

    /// <summary>The part as a form has it written; null for an empty text.</summary>
    public KnownPart? Read(ReadOnlySpan<char> written)
    {
        if (written.IsEmpty)
            return null;
        var known = byWritten.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(written, out var part))
            return part;
        return byWritten.GetOrAdd(written.ToString(), w => Of(NamePart.Read(w)));
    }

    /// <summary>1 equal, 2 the same name otherwise written, 3 near, 4 same sound but far apart, 5 other, 0 missing.</summary>
    public int Level(KnownPart? a, KnownPart? b)
    {
        if (a is null || b is null)
            return 0;
        if (ReferenceEquals(a, b))
            return 1;
        if (a.Id > b.Id)
            (a, b) = (b, a);
        // One word holds the pair and its level, so that a reader sees both of one pair or neither.
        var pair = ((long)a.Id << IdBits) | (uint)b.Id;
        var slot = (int)((ulong)(pair * -7046029254386353131) >> 33) & (levels.Length - 1);
        var kept = Volatile.Read(ref levels[slot]);
        if (kept >> 4 == pair)
            return (int)(kept & 15);
        // Never the order of loading, only the letters decide which is the first of the two.
        var level = string.CompareOrdinal(a.Text, b.Text) <= 0 ? NameLevels.Of(a, b) : NameLevels.Of(b, a);
        Volatile.Write(ref levels[slot], (pair << 4) | (uint)level);
        return level;
    }

    private sealed class PartComparer : IEqualityComparer<NamePart>
    {
        public static readonly PartComparer Instance = new();

        public bool Equals(NamePart? x, NamePart? y) =>
            x!.Text == y!.Text && x.Keys.SequenceEqual(y.Keys, StringComparer.Ordinal);

        public int GetHashCode(NamePart part) => string.GetHashCode(part.Text, StringComparison.Ordinal);
    }
}
