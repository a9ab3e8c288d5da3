using System.Text.Json;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Merging;

/// <summary>A merge is undone without loss. Of what came since, the rows named in <paramref name="Give"/>
/// (<c>kind id</c>) go to the record that lives again; the rest stays.</summary>
internal sealed record UnmergeParties(Guid MergeId, string Reason, IReadOnlyList<string>? Give = null) : ICommand
{
    public static string Kind => "party.unmerge";
}

internal sealed class UnmergePartiesHandler(
    JisrDb db,
    AccessGate gate,
    IUnitTree units,
    Sealer sealer,
    KeepChanges keep,
    MoveRows move,
    PairLinks links,
    IEnumerable<IPersonRows> rows
) : IHandle<UnmergeParties>
{
    private const int MostReason = 500;

    public async Task<Reach> ReachAsync(UnmergeParties command, CommandScope scope, CancellationToken ct)
    {
        var sides = await (
            from merge in db.Set<Merge>().AsNoTracking()
            join a in db.Set<Party>() on merge.Survivor equals a.Id
            join b in db.Set<Party>() on merge.Source equals b.Id
            where merge.Id == command.MergeId
            select new { A = a.HomeUnitId, B = b.HomeUnitId }
        ).SingleOrDefaultAsync(ct);
        return sides is not null && gate.May(scope.Actor, UnmergeParties.Kind, Reach.Unit(sides.A))
            ? Reach.Unit(sides.B)
            : Reach.Missing;
    }

    public void Check(UnmergeParties command, Problems problems, CommandScope scope)
    {
        problems.Text("reason", command.Reason, MostReason);
        if (command.Give is { } give && give.Any(g => Split(g) is null))
            problems.Add("give", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(UnmergeParties command, CommandScope scope, CancellationToken ct)
    {
        var merge = await db.Set<Merge>().SingleAsync(m => m.Id == command.MergeId, ct);
        foreach (var id in new[] { merge.Survivor.Value, merge.Source.Value }.Order())
            await db.Storage.LockRowAsync(db, "people_party", "id", id, ct);
        await db.Entry(merge).ReloadAsync(ct);
        var survivor = await db.Set<Party>().SingleAsync(p => p.Id == merge.Survivor, ct);
        var source = await db.Set<Party>().SingleAsync(p => p.Id == merge.Source, ct);
        await db.Entry(survivor).ReloadAsync(ct);
        if (merge.UndoneAt is not null)
            return Outcome.No("UNDONE_ALREADY");
        // The later one holds rows of this one: it goes first.
        if (survivor.State != "active")
            return Outcome.No("LATER_MERGE_FIRST");
        merge.UndoneAt = scope.Now;
        merge.UndoneBy = scope.Actor.AccountId;
        source.State = "active";
        source.MergedInto = null;
        source.Version++;
        survivor.Version++;
        await RestoreAsync(merge, scope, ct);
        await db.SaveChangesAsync(ct);
        await move.BackAsync(merge, ct);
        var moved = await GiveAsync(command, merge, ct);
        await SettleAsync(merge, source.HomeUnitId, command.Reason, scope, ct);
        scope.Publish(
            new PartiesUnmerged
            {
                On = units.Today(source.HomeUnitId),
                SourceId = scope.Id.Value,
                UnitId = source.HomeUnitId,
                PartyId = merge.Source,
                From = merge.Survivor,
                Moved = moved,
            }
        );
        return new Outcome.Done { Subject = merge.Source.Value };
    }

    public static (string Kind, Guid Id)? Split(string given) =>
        given.Split(' ') is [{ Length: > 0 } kind, var id] && Guid.TryParse(id, out var row) ? (kind, row) : null;

    // A field that somebody changed again since is hers as it stands now.
    private async Task RestoreAsync(Merge merge, CommandScope scope, CancellationToken ct)
    {
        var snapshot = JsonSerializer.Deserialize<MergeSnapshot>(
            sealer.Open(merge.Snapshot, Merge.Table, "snapshot", merge.Id)
        )!;
        var values = new PersonValues(db, sealer);
        await values.LoadAsync(merge.Survivor, ct);
        foreach (var group in merge.Taken.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var wanted = FieldGroups
                .Fields[group]
                // A merge of an earlier day knew fewer fields.
                .Where(f => snapshot.Source.ContainsKey(f) && snapshot.Survivor.ContainsKey(f))
                .Where(f => values.Of(f) == snapshot.Source[f] && snapshot.Source[f] != snapshot.Survivor[f])
                .ToDictionary(f => f, f => snapshot.Survivor[f], StringComparer.Ordinal);
            if (wanted.Count == 0)
                continue;
            var version = await keep.VersionAsync(merge.Survivor, group, ct) + 1;
            await keep.WriteAsync(values, group, version, wanted, scope, ct);
            WholeRecord.SetParts(values.Person, group, snapshot.Survivor);
        }
    }

    private async Task<List<Guid>> GiveAsync(UnmergeParties command, Merge merge, CancellationToken ct)
    {
        var moved = new List<Guid>();
        var given = (command.Give ?? []).Select(g => Split(g)!.Value).ToLookup(g => g.Kind, g => g.Id);
        foreach (var kind in rows)
            if (given.Contains(kind.Kind))
                moved.AddRange(await kind.GiveAsync(merge.Survivor, merge.Source, [.. given[kind.Kind]], ct));
        return moved;
    }

    // Two women after all: the pair is not shown again by itself.
    private async Task SettleAsync(Merge merge, UnitId home, string reason, CommandScope scope, CancellationToken ct)
    {
        var match = await db.Set<PossibleMatch>().SingleAsync(m => m.Id == merge.MatchId, ct);
        match.State = "different";
        match.Reason = reason.Trim();
        match.DecidedAt = scope.Now;
        match.DecidedBy = scope.Actor.AccountId;
        await links.UndoAsync(match, home, scope, ct);
    }
}

/// <summary>Standings in programmes that came after a merge.</summary>
internal sealed class MembershipRows(JisrDb db, MoveRows move) : IPersonRows
{
    public string Kind => "membership";

    public async Task<IReadOnlyList<PersonRow>> AddedSinceAsync(
        PartyId party,
        DateTimeOffset since,
        CancellationToken ct
    )
    {
        var rows = await (
            from membership in db.Set<Membership>().AsNoTracking()
            join programme in db.Set<Programmes.Programme>() on membership.ProgrammeId equals programme.Id
            join first in db.Set<MembershipEvent>() on membership.Id equals first.MembershipId
            where membership.PartyId == party && first.FromState == null && first.At >= since
            orderby first.At
            select new
            {
                membership.Id,
                first.At,
                programme.NameAr,
                programme.NameFr,
                programme.NameEn,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new PersonRow(
                r.Id,
                r.At,
                Kernel.Language.Words.Pick(Kernel.Language.Words.Language, r.NameAr, r.NameFr, r.NameEn)
            )),
        ];
    }

    public async Task<IReadOnlyList<Guid>> GiveAsync(
        PartyId from,
        PartyId to,
        IReadOnlyCollection<Guid> rows,
        CancellationToken ct
    )
    {
        await move.GiveMembershipsAsync(rows, from, to, ct);
        var steps = await db.Set<MembershipEvent>()
            .Where(e => rows.Contains(e.MembershipId))
            .Select(e => e.Id)
            .ToListAsync(ct);
        return [.. rows, .. steps];
    }
}
