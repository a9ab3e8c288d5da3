using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Facts;

/// <summary>Keeps by whom each record is counted (insight.md §8): records that links or merges join, in whatever
/// number, are one person; taken back, they count apart at once. The facts say who they were written for and are moved
/// from one count to the other in the transaction of the event.</summary>
internal sealed class JoinPeople(JisrDb db) : IInTransaction
{
    private const int AtOnce = 500;

    private readonly Dictionary<Guid, (PartyId A, PartyId B)> joined = [];
    private readonly Dictionary<Guid, (PartyId A, PartyId B)> parted = [];

    public Task OnAsync(JisrEvent what, CommandScope scope, CancellationToken ct)
    {
        switch (what)
        {
            case PartiesLinked { PartyId: { } a, Other: var b }:
                parted.Remove(what.SourceId);
                joined[what.SourceId] = (a, b);
                break;
            case PartiesUnlinked { PartyId: { } a, Other: var b }:
                joined.Remove(what.SourceId);
                parted[what.SourceId] = (a, b);
                break;
        }
        return Task.CompletedTask;
    }

    public async Task EndAsync(CancellationToken ct)
    {
        if (joined.Count + parted.Count == 0)
            return;
        // Facts of this transaction must stand before they can be moved.
        if (db.IsTogether)
            await db.WriteWaitingAsync(ct);
        foreach (var (source, (a, b)) in joined)
            db.Add(
                new SameRecords
                {
                    SourceId = source,
                    A = a,
                    B = b,
                }
            );
        await db.SaveChangesAsync(ct);
        foreach (var part in parted.Keys.Chunk(AtOnce))
            await db.Set<SameRecords>().Where(s => part.Contains(s.SourceId)).ExecuteDeleteAsync(ct);
        PartyId[] seeds = [.. joined.Values.Concat(parted.Values).SelectMany(e => new[] { e.A, e.B }).Distinct()];
        joined.Clear();
        parted.Clear();
        await CountAsync(await GroupsAsync(seeds, ct), ct);
    }

    // Follows what joins to its ends; each record with the least id of its group.
    private async Task<Dictionary<PartyId, PartyId>> GroupsAsync(PartyId[] seeds, CancellationToken ct)
    {
        var parent = seeds.ToDictionary(s => s);
        PartyId Root(PartyId party)
        {
            while (parent[party] != party)
                party = parent[party] = parent[parent[party]];
            return party;
        }
        var next = seeds;
        while (next.Length > 0)
        {
            var found = new List<PartyId>();
            foreach (var part in next.Chunk(AtOnce))
            foreach (
                var edge in await db.Set<SameRecords>()
                    .AsNoTracking()
                    .Where(s => part.Contains(s.A) || part.Contains(s.B))
                    .Select(s => new { s.A, s.B })
                    .ToListAsync(ct)
            )
            {
                foreach (var end in (PartyId[])[edge.A, edge.B])
                    if (parent.TryAdd(end, end))
                        found.Add(end);
                var (a, b) = (Root(edge.A), Root(edge.B));
                var (least, other) = a.Value.CompareTo(b.Value) <= 0 ? (a, b) : (b, a);
                parent[other] = least;
            }
            next = [.. found];
        }
        return parent.Keys.ToDictionary(p => p, Root);
    }

    private async Task CountAsync(Dictionary<PartyId, PartyId> roots, CancellationToken ct)
    {
        foreach (var part in roots.Keys.Chunk(AtOnce))
        {
            var known = await db.Set<CountedAs>()
                .Where(c => part.Contains(c.PartyId))
                .ToDictionaryAsync(c => c.PartyId, ct);
            var moved = new List<PartyId?>();
            var before = new HashSet<PartyId?>();
            foreach (var party in part)
            {
                var root = known.TryGetValue(party, out var row) ? row.Root : party;
                if (root == roots[party])
                    continue;
                moved.Add(party);
                before.Add(root);
                if (row is null)
                    db.Add(new CountedAs { PartyId = party, Root = roots[party] });
                else
                    row.Root = roots[party];
            }
            await db.SaveChangesAsync(ct);
            if (moved.Count > 0)
                await db.Set<Fact>()
                    .Where(f => before.Contains(f.CanonicalPartyId) && moved.Contains(f.PartyId))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                f => f.CanonicalPartyId,
                                f =>
                                    db.Set<CountedAs>()
                                        .Where(c => c.PartyId == f.PartyId)
                                        .Select(c => (PartyId?)c.Root)
                                        .First()
                            ),
                        ct
                    );
        }
    }
}
