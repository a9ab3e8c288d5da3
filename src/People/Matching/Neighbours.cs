using Jisr.Kernel.Ids;
using Jisr.People.Parties;

namespace Jisr.People.Matching;

/// <summary>A record that shares a key with another; what is compared of it is read when it is first needed.</summary>
internal sealed class Neighbour(PartyId party, UnitId unit, Func<MatchForm> form)
{
    private readonly Lazy<MatchForm> read = new(form);

    public PartyId Party => party;
    public UnitId Unit => unit;
    public MatchForm Form => read.Value;
}

/// <summary>What the records of a chunk may be compared with: those of the database, and those of the chunk itself as
/// they are added.</summary>
internal sealed class Neighbours(IEnumerable<long> crowded)
{
    // A key so common that nobody is compared by it has no list.
    private readonly Dictionary<long, List<Neighbour>?> blocks = crowded.ToDictionary(
        k => k,
        _ => (List<Neighbour>?)null
    );
    private readonly Dictionary<string, List<Identifier>> papers = new(StringComparer.Ordinal);

    // One record has several keys, and is read once.
    private readonly Dictionary<PartyId, Neighbour> known = [];

    public void Add(long key, PartyId party, UnitId unit, Func<MatchForm> form)
    {
        if (!known.TryGetValue(party, out var neighbour))
            known[party] = neighbour = new Neighbour(party, unit, form);
        if (!blocks.TryGetValue(key, out var block))
            blocks[key] = block = [];
        block?.Add(neighbour);
    }

    /// <summary>Those with one of the keys; none where a key is too common to compare by.</summary>
    public IReadOnlyList<Neighbour> Of(IReadOnlySet<long> keys, PartyId self)
    {
        var found = new List<Neighbour>();
        foreach (var key in keys)
            if (blocks.TryGetValue(key, out var block))
            {
                if (block is null)
                    return [];
                found.AddRange(block.Where(n => n.Party != self));
            }
        return found;
    }

    public void Add(Identifier paper)
    {
        var key = Key(paper.ValueIndex, paper.Type);
        if (!papers.TryGetValue(key, out var same))
            papers[key] = same = [];
        same.Add(paper);
    }

    public IReadOnlyList<Identifier> WithPaper(byte[] index, string type) =>
        papers.GetValueOrDefault(Key(index, type), []);

    private static string Key(byte[] index, string type) => Convert.ToHexString(index) + type;
}
