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

/// <summary>A person makes two records of a pair one. <paramref name="Survivor"/> lives on; of the groups named in
/// <paramref name="Take"/> (people.md A2, <c>choices</c>) the other record's fields are kept.</summary>
internal sealed record MergeParties(Guid MatchId, PartyId Survivor, IReadOnlyList<string>? Take = null) : ICommand
{
    public static string Kind => "party.merge";
}

internal sealed class MergePartiesHandler(
    JisrDb db,
    AccessGate gate,
    IUnitTree units,
    Sealer sealer,
    KeepChanges keep,
    MoveRows move,
    PairDoor pairs,
    PairLinks links
) : IHandle<MergeParties>
{
    private (PossibleMatch Match, Party A, Party B)? known;

    public async Task<Reach> ReachAsync(MergeParties command, CommandScope scope, CancellationToken ct)
    {
        known = await pairs.FindAsync(command.MatchId, ct);
        if (known is not { } k)
            return Reach.Missing;
        // Both must be hers: who may see one side only cannot say what is kept.
        return gate.May(scope.Actor, MergeParties.Kind, Reach.Unit(k.A.HomeUnitId))
            ? Reach.Unit(k.B.HomeUnitId)
            : Reach.Missing;
    }

    public void Check(MergeParties command, Problems problems, CommandScope scope)
    {
        var (_, a, b) = known!.Value;
        if (command.Survivor != a.Id && command.Survivor != b.Id)
            problems.Add("survivor", "CHOOSE_ONE");
        if (command.Take is { } take && take.Any(g => !FieldGroups.Fields.ContainsKey(g)))
            problems.Add("take", "CHOICE_UNKNOWN");
        if (scope.Actor.AccountId is { } me && a.CreatedBy == me && b.CreatedBy == me)
            problems.Add("survivor", "NOT_YOUR_OWN_PAIR");
    }

    public async Task<Outcome> HandleAsync(MergeParties command, CommandScope scope, CancellationToken ct)
    {
        var (_, a, b) = known!.Value;
        var (stays, goes) = command.Survivor == a.Id ? (a.Id, b.Id) : (b.Id, a.Id);
        // Always in one order, so that two reviewers never wait for each other.
        foreach (var id in new[] { stays.Value, goes.Value }.Order())
            await db.Storage.LockRowAsync(db, "people_party", "id", id, ct);
        var survivor = await db.Set<Party>().SingleAsync(p => p.Id == stays, ct);
        var source = await db.Set<Party>().SingleAsync(p => p.Id == goes, ct);
        await db.Entry(survivor).ReloadAsync(ct);
        await db.Entry(source).ReloadAsync(ct);
        if (survivor.State != "active" || source.State != "active")
            return Outcome.No("MERGED_ALREADY");
        var values = await ReadAsync(stays, ct);
        var other = await ReadAsync(goes, ct);
        var (before, others) = (WholeRecord.Of(values), WholeRecord.Of(other));
        var take = command.Take ?? [];
        var merge = new Merge
        {
            Id = scope.Id.Value,
            MatchId = command.MatchId,
            Survivor = stays,
            Source = goes,
            Taken = string.Join(',', take.Order(StringComparer.Ordinal)),
            Snapshot = sealer.Seal(
                JsonSerializer.Serialize(new MergeSnapshot(before, others)),
                Merge.Table,
                "snapshot",
                scope.Id.Value
            ),
            At = scope.Now,
            By = scope.Actor.AccountId,
        };
        db.Add(merge);
        source.State = "merged";
        source.MergedInto = stays;
        source.Version++;
        survivor.Version++;
        await TakeAsync(values, others, take, scope, ct);
        await move.ToSurvivorAsync(merge, values, other, scope, ct);
        await DecideAsync(command.MatchId, survivor.HomeUnitId, scope, ct);
        scope.Publish(
            new PartiesMerged
            {
                On = units.Today(survivor.HomeUnitId),
                SourceId = merge.Id,
                UnitId = survivor.HomeUnitId,
                PartyId = goes,
                Into = stays,
            }
        );
        return new Outcome.Done { Subject = stays.Value };
    }

    private async Task<PersonValues> ReadAsync(PartyId party, CancellationToken ct)
    {
        var values = new PersonValues(db, sealer);
        await values.LoadAsync(party, ct);
        return values;
    }

    private async Task TakeAsync(
        PersonValues values,
        IReadOnlyDictionary<string, string> others,
        IReadOnlyList<string> take,
        CommandScope scope,
        CancellationToken ct
    )
    {
        foreach (var group in take)
        {
            var wanted = FieldGroups
                .Fields[group]
                .Where(f => values.Of(f) != others[f])
                .ToDictionary(f => f, f => others[f], StringComparer.Ordinal);
            if (wanted.Count == 0)
                continue;
            var version = await keep.VersionAsync(values.Person.PartyId, group, ct) + 1;
            await keep.WriteAsync(values, group, version, wanted, scope, ct);
            WholeRecord.SetParts(values.Person, group, others);
        }
    }

    // Merging says that they are one: the pair needs no second answer.
    private async Task DecideAsync(Guid id, UnitId home, CommandScope scope, CancellationToken ct)
    {
        var match = await db.Set<PossibleMatch>().SingleAsync(m => m.Id == id, ct);
        if (match.State != "same")
        {
            match.State = "same";
            match.DecidedAt = scope.Now;
            match.DecidedBy = scope.Actor.AccountId;
        }
        await links.SayAsync(match, home, scope, ct);
    }
}
