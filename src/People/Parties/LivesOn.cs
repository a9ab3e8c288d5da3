using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>A command for a record that was merged goes to the one that lives on (doors.md §4.10): an old card, an old
/// page or a device without a line does not know better.</summary>
internal static class LivesOn
{
    /// <summary>All records of a woman, the one that lives on first.</summary>
    public static async Task<IReadOnlyList<PartyId>> RecordsAsync(JisrDb db, PartyId id, CancellationToken ct)
    {
        // One question for nearly all: she has one record, and nothing was merged into it.
        var near = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == id || p.MergedInto == id)
            .Select(p => new { p.Id, p.MergedInto })
            .ToListAsync(ct);
        if (near.Find(p => p.Id == id)?.MergedInto is { } into)
            return await RecordsAsync(db, into, ct);
        var found = new List<PartyId> { id };
        for (var last = near.Select(p => p.Id).Where(p => p != id).ToArray(); last.Length > 0; )
        {
            found.AddRange(last);
            last = await db.Set<Party>()
                .Where(p => p.MergedInto != null && EF.Parameter(last).Contains(p.MergedInto.Value))
                .Select(p => p.Id)
                .ToArrayAsync(ct);
        }
        return found;
    }

    /// <summary>The active person who is meant, and her unit; null when there is none.</summary>
    public static async Task<(PartyId Id, UnitId Home)?> FindAsync(JisrDb db, PartyId id, CancellationToken ct)
    {
        while (true)
        {
            var party = await db.Set<Party>()
                .AsNoTracking()
                .Where(p => p.Id == id && p.Kind == "person")
                .Select(p => new
                {
                    p.State,
                    p.MergedInto,
                    p.HomeUnitId,
                })
                .SingleOrDefaultAsync(ct);
            if (party?.State == "active")
                return (id, party.HomeUnitId);
            // Merges form no circle: a source is never active, and only an active one is merged into.
            if (party?.MergedInto is not { } into)
                return null;
            id = into;
        }
    }
}
