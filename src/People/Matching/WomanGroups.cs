using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>Records that open links join to one woman, for those that somebody asks about.</summary>
/// <param name="known">All groups of the register where they are known; they are kept up from here.</param>
internal sealed class WomanGroups(JisrDb db, Dictionary<PartyId, HashSet<PartyId>>? known = null)
{
    private readonly Dictionary<PartyId, HashSet<PartyId>> groups = known ?? [];

    /// <summary>All records of the woman whose record this is, itself included.</summary>
    public IReadOnlySet<PartyId> Of(PartyId party) => groups.GetValueOrDefault(party, [party]);

    /// <summary>Reads the groups of these records, following links to their ends.</summary>
    public async Task ReadAsync(IEnumerable<PartyId> parties, CancellationToken ct)
    {
        var next = parties.Where(p => !groups.ContainsKey(p)).Distinct().ToArray();
        foreach (var party in next)
            groups.TryAdd(party, [party]);
        while (known is null && next.Length > 0)
        {
            var asked = next;
            var links = await db.Set<SameWoman>()
                .AsNoTracking()
                .Where(l =>
                    l.UndoneAt == null && (EF.Parameter(asked).Contains(l.A) || EF.Parameter(asked).Contains(l.B))
                )
                .Select(l => new { l.A, l.B })
                .ToListAsync(ct);
            next = [.. links.SelectMany(l => new[] { l.A, l.B }).Distinct().Where(p => !groups.ContainsKey(p))];
            foreach (var link in links)
                Join(link.A, link.B);
        }
    }

    /// <summary>A record that is just being written: no link can name it yet.</summary>
    public void Alone(PartyId party) => groups.TryAdd(party, [party]);

    /// <summary>From now on the two are one woman here.</summary>
    public void Join(PartyId a, PartyId b)
    {
        HashSet<PartyId> joined = [.. Of(a), .. Of(b)];
        foreach (var member in joined)
            groups[member] = joined;
    }
}
