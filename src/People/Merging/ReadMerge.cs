using Jisr.Contracts.People;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Merging;

/// <summary>A record as the merge page shows it.</summary>
internal sealed record MergeSide(PartyId Id, UnitId Home, string Number, PersonFile File);

/// <summary>A merge that can be undone, and what came to the record since.</summary>
internal sealed record MergeDone(
    PartyId Survivor,
    PartyId Source,
    UnitId Home,
    DateTimeOffset At,
    IReadOnlyList<(string Key, PersonRow Row)> Since
);

/// <summary>Reads for the pages of merging; each look is written down, and null is what is not hers to see.</summary>
internal sealed class ReadMerge(
    JisrDb db,
    PairDoor pairs,
    PersonDoor doors,
    PersonFiles files,
    IEnumerable<IPersonRows> rows
)
{
    private const string Groups = "name,birth,place,origin,household,makes,contact";

    /// <summary>Both records of a pair while they are two.</summary>
    public async Task<IReadOnlyList<MergeSide>?> PairAsync(Guid match, CancellationToken ct)
    {
        if (await pairs.FindAsync(match, ct) is not { A.State: "active", B.State: "active" } pair)
            return null;
        var read = new List<MergeSide>();
        foreach (var party in new[] { pair.A, pair.B })
        {
            if (await doors.OpenAsync(party.Id, ReadAction.View, Groups, ct, MergeParties.Kind) is not { } home)
                return null;
            var file = await files.ReadAsync(party.Id, withContact: true, withPapers: false, ct);
            read.Add(new MergeSide(party.Id, home, party.Number, file));
        }
        return read;
    }

    public async Task<MergeDone?> DoneAsync(Guid id, CancellationToken ct)
    {
        var merge = await db.Set<Merge>()
            .AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == id && m.UndoneAt == null, ct);
        if (merge is null)
            return null;
        UnitId? home = null;
        foreach (var party in new[] { merge.Source, merge.Survivor })
            if ((home = await doors.OpenAsync(party, ReadAction.View, "programmes", ct, UnmergeParties.Kind)) is null)
                return null;
        var since = new List<(string, PersonRow)>();
        foreach (var kind in rows)
        foreach (var row in await kind.AddedSinceAsync(merge.Survivor, merge.At, ct))
            since.Add((kind.Kind + " " + row.Id, row));
        return new MergeDone(merge.Survivor, merge.Source, home!.Value, merge.At, since);
    }
}
