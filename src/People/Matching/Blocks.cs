namespace Jisr.People.Matching;

/// <summary>The blocks of all records of a run, as flat arrays: each record's blocks and each block's records.</summary>
internal sealed class Blocks
{
    private readonly int[] blockStart;
    private readonly int[] members;
    private readonly int[] recordStart;
    private readonly int[] blocksOf;

    private Blocks(int[] blockStart, int[] members, int[] recordStart, int[] blocksOf)
    {
        this.blockStart = blockStart;
        this.members = members;
        this.recordStart = recordStart;
        this.blocksOf = blocksOf;
    }

    public static Blocks Of(Compared[] records)
    {
        var (keys, owners) = Keys(records);
        Array.Sort(keys, owners);
        var starts = new List<int>();
        var kept = new List<int>(keys.Length);
        for (var from = 0; from < keys.Length; )
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
                to++;
            if (to - from > 1)
                AddBlock(records, owners.AsSpan(from, to - from), keys[from], starts, kept);
            from = to;
        }
        starts.Add(kept.Count);
        return Turned([.. starts], [.. kept], records.Length);
    }

    /// <summary>Later records than this one that share a block with it, each once. <paramref name="seen"/> holds a mark
    /// for every record and belongs to the calling thread.</summary>
    public void Partners(int record, int[] seen, List<int> partners)
    {
        partners.Clear();
        for (var i = recordStart[record]; i < recordStart[record + 1]; i++)
        {
            var block = blocksOf[i];
            for (var m = blockStart[block]; m < blockStart[block + 1]; m++)
            {
                var other = members[m];
                if (other <= record || seen[other] == record + 1)
                    continue;
                seen[other] = record + 1;
                partners.Add(other);
            }
        }
    }

    // The two lowest bits of a key say what it is: the block's own size limit, and whether years may cut it.
    private static (long[] Keys, int[] Owners) Keys(Compared[] records)
    {
        var perRecord = new long[records.Length][];
        Parallel.For(
            0,
            records.Length,
            () => new List<BlockKey>(),
            (i, _, keys) =>
            {
                BlockKeys.Collect(records[i], keys);
                var own = perRecord[i] = new long[keys.Count];
                var at = 0;
                foreach (var key in keys)
                    own[at++] = (key.Hash & ~3L) | (key.ByYear ? 1L : 0L) | (key.IsNumber ? 2L : 0L);
                return keys;
            },
            _ => { }
        );
        var count = perRecord.Sum(k => k.Length);
        var (all, owners) = (new long[count], new int[count]);
        var next = 0;
        for (var i = 0; i < perRecord.Length; i++)
            foreach (var key in perRecord[i])
                (all[next], owners[next++]) = (key, i);
        return (all, owners);
    }

    private static void AddBlock(Compared[] records, Span<int> block, long key, List<int> starts, List<int> kept)
    {
        var most = (key & 2) != 0 ? BlockKeys.MostWithNumber : BlockKeys.MostInBlock;
        if (block.Length <= most)
        {
            starts.Add(kept.Count);
            kept.AddRange(block);
            return;
        }
        if ((key & 1) == 0)
            return;
        // Windows of two years, each year in two of them, so that neighbours always share one.
        foreach (var shift in (int[])[0, 1])
        foreach (
            var window in block
                .ToArray()
                .Where(r => records[r].BirthYear != 0)
                .GroupBy(r => (records[r].BirthYear + shift) / 2)
                .Select(w => w.ToArray())
                .Where(w => w.Length > 1 && w.Length <= most)
        )
        {
            starts.Add(kept.Count);
            kept.AddRange(window);
        }
    }

    // From blocks with their records to records with their blocks.
    private static Blocks Turned(int[] blocks, int[] all, int records)
    {
        var starts = new int[records + 1];
        foreach (var record in all)
            starts[record + 1]++;
        for (var i = 0; i < records; i++)
            starts[i + 1] += starts[i];
        var next = starts.ToArray();
        var own = new int[all.Length];
        for (var block = 0; block + 1 < blocks.Length; block++)
        for (var m = blocks[block]; m < blocks[block + 1]; m++)
            own[next[all[m]]++] = block;
        return new Blocks(blocks, all, starts, own);
    }
}
