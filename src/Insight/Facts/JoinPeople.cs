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
    private readonly List<PartiesUnmerged> unmerged = [];

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
            case PartiesUnmerged { Moved.Count: > 0 } undone:
                unmerged.Add(undone);
                break;
        }
        return Task.CompletedTask;
    }

    public async Task EndAsync(CancellationToken ct)
    {
        if (joined.Count + parted.Count == 0)
            return;
        foreach (var (source, (a, b)) in joined)
            db.AddNew(
                new SameRecords
                {
                    SourceId = source,
                    A = a,
                    B = b,
                }
            );
        // Facts of a single command must stand before they can be moved; those of a chunk wait and are moved as they are.
        if (!db.IsTogether)
            await db.SaveChangesAsync(ct);
        foreach (var part in parted.Keys.Chunk(AtOnce))
            await db.Set<SameRecords>().Where(s => EF.Parameter(part).Contains(s.SourceId)).ExecuteDeleteAsync(ct);
        PartyId[] seeds = [.. joined.Values.Concat(parted.Values).SelectMany(e => new[] { e.A, e.B }).Distinct()];
        var roots = await GroupsAsync(seeds, [.. joined.Values], ct);
        joined.Clear();
        parted.Clear();
        await CountAsync(roots, ct);
        if (unmerged.Count > 0 && db.IsTogether)
            await db.WriteWaitingAsync(ct);
        foreach (var undone in unmerged)
            await GiveAsync(undone, ct);
        unmerged.Clear();
    }

    // What came after a merge and is hers who lives again: written for the one, counted for the other.
    private async Task GiveAsync(PartiesUnmerged undone, CancellationToken ct)
    {
        var to =
            await db.Set<CountedAs>()
                .Where(c => c.PartyId == undone.PartyId)
                .Select(c => (PartyId?)c.Root)
                .FirstOrDefaultAsync(ct)
            ?? undone.PartyId;
        foreach (var part in undone.Moved.Chunk(AtOnce))
            await db.Set<Fact>()
                .Where(f => part.Contains(f.SourceId) && f.PartyId == undone.From)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.CanonicalPartyId, to), ct);
    }

    // Follows what joins to its ends; each record with the least id of its group.
    private async Task<Dictionary<PartyId, PartyId>> GroupsAsync(
        PartyId[] seeds,
        (PartyId A, PartyId B)[] unwritten,
        CancellationToken ct
    )
    {
        var parent = seeds.ToDictionary(s => s);
        PartyId Root(PartyId party)
        {
            while (parent[party] != party)
                party = parent[party] = parent[parent[party]];
            return party;
        }
        void Join(PartyId x, PartyId y)
        {
            var (a, b) = (Root(x), Root(y));
            var (least, other) = a.Value.CompareTo(b.Value) <= 0 ? (a, b) : (b, a);
            parent[other] = least;
        }
        foreach (var (a, b) in unwritten)
            Join(a, b);
        var next = seeds;
        while (next.Length > 0)
        {
            var found = new List<PartyId>();
            foreach (var part in next.Chunk(AtOnce))
            foreach (
                var edge in await db.Set<SameRecords>()
                    .AsNoTracking()
                    .Where(s => EF.Parameter(part).Contains(s.A) || EF.Parameter(part).Contains(s.B))
                    .Select(s => new { s.A, s.B })
                    .ToListAsync(ct)
            )
            {
                foreach (var end in (PartyId[])[edge.A, edge.B])
                    if (parent.TryAdd(end, end))
                        found.Add(end);
                Join(edge.A, edge.B);
            }
            next = [.. found];
        }
        return parent.Keys.ToDictionary(p => p, Root);
    }

    private async Task CountAsync(Dictionary<PartyId, PartyId> roots, CancellationToken ct)
    {
        var moved = new Dictionary<PartyId, (PartyId From, PartyId To)>();
        foreach (var part in roots.Keys.Chunk(AtOnce))
        {
            var known = await db.Set<CountedAs>()
                .Where(c => EF.Parameter(part).Contains(c.PartyId))
                .ToDictionaryAsync(c => c.PartyId, ct);
            foreach (var party in part)
            {
                var root = known.TryGetValue(party, out var row) ? row.Root : party;
                if (root == roots[party])
                    continue;
                moved[party] = (root, roots[party]);
                if (row is null)
                    db.AddNew(new CountedAs { PartyId = party, Root = roots[party] });
                else
                    row.Root = roots[party];
            }
        }
        await db.SaveChangesAsync(ct);
        var fresh = MoveWaiting(moved);
        // One by one: each is a step into the index, and many at once is a search through it.
        foreach (var (party, (from, to)) in moved)
            if (!fresh.Contains(party))
                await db.Set<Fact>()
                    .Where(f => f.CanonicalPartyId == from && f.PartyId == party)
                    .ExecuteUpdateAsync(set => set.SetProperty(f => f.CanonicalPartyId, to), ct);
    }

    // Facts that wait for their chunk. Who is registered in it has no others.
    private HashSet<PartyId> MoveWaiting(Dictionary<PartyId, (PartyId From, PartyId To)> moved)
    {
        var fresh = new HashSet<PartyId>();
        foreach (var fact in db.Waiting<Fact>())
            if (fact.PartyId is { } party && moved.TryGetValue(party, out var way) && fact.CanonicalPartyId == way.From)
            {
                fact.CanonicalPartyId = way.To;
                if (fact.Kind == nameof(PersonRegistered))
                    fresh.Add(party);
            }
        return fresh;
    }
}
