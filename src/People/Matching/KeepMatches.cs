using System.Collections.Concurrent;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>What a full run found, on its way from the run to the command that keeps it; never through a door.</summary>
internal sealed class RunResults
{
    private readonly ConcurrentDictionary<Guid, PairChange[]> waiting = [];

    public Guid Put(PairChange[] changes)
    {
        var id = NewId.Next();
        waiting[id] = changes;
        return id;
    }

    public PairChange[]? Find(Guid id) => waiting.GetValueOrDefault(id);

    public void Done(Guid id) => waiting.TryRemove(id, out _);
}

/// <summary>Keeps a part of what a full run found: pairs, provisional links, and with the last part the run
/// itself.</summary>
internal sealed record KeepMatches(Guid PartId, Guid RunId, string ModelVersion, int Pairs, MatchSummary? Last)
    : ICommand
{
    public static string Kind => "match.keep";
}

internal sealed class KeepMatchesHandler(JisrDb db, RunResults results, IUnitTree units) : IHandle<KeepMatches>
{
    public Task<Reach> ReachAsync(KeepMatches command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(
            scope.Door == Door.System && results.Find(command.PartId) is not null
                ? Reach.Unit(UnitId.Root)
                : Reach.Missing
        );

    public async Task<Outcome> HandleAsync(KeepMatches command, CommandScope scope, CancellationToken ct)
    {
        var changes = results.Find(command.PartId)!;
        var homes = await HomesAsync(changes, ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var change in changes)
            if (change is { Pair: null, Found: { } found })
                Open(change, found, homes[change.A], command.ModelVersion, scope);
        await ChangeAsync(changes, homes, command.ModelVersion, scope, ct);
        if (command.Last is { } last)
            db.Add(
                new MatchRun
                {
                    Id = command.RunId,
                    At = scope.Now,
                    ModelVersion = command.ModelVersion,
                    Records = last.Records,
                    Candidates = last.Candidates,
                    Links = last.Links,
                    Reviews = last.Reviews,
                }
            );
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        results.Done(command.PartId);
        return new Outcome.Done { Subject = command.RunId };
    }

    private void Open(PairChange change, ScoredPair found, UnitId home, string model, CommandScope scope)
    {
        var pair = new PossibleMatch
        {
            Id = NewId.Next(),
            A = change.A,
            B = change.B,
            Strength = StrengthOf(found),
            Signals = found.Levels.Write(),
            Score = found.Score,
            ModelVersion = model,
            State = "open",
            CreatedAt = scope.Now,
        };
        db.Add(pair);
        if (change.Links)
            SameWoman.Link(pair, by: null, units.Today(home), home, db, scope);
    }

    // Somebody may have decided since the run began: what is no longer open stays as it is.
    private async Task ChangeAsync(
        PairChange[] changes,
        Dictionary<PartyId, UnitId> homes,
        string model,
        CommandScope scope,
        CancellationToken ct
    )
    {
        foreach (var part in changes.Where(c => c.Pair is not null).Chunk(500))
        {
            Guid[] ids = [.. part.Select(c => c.Pair!.Value)];
            var pairs = await db.Set<PossibleMatch>()
                .Where(m => ids.Contains(m.Id) && m.State == "open")
                .ToDictionaryAsync(m => m.Id, ct);
            var links = (await db.Set<SameWoman>().Where(l => ids.Contains(l.MatchId)).ToListAsync(ct)).ToLookup(l =>
                l.MatchId
            );
            foreach (var change in part)
            {
                if (!pairs.TryGetValue(change.Pair!.Value, out var pair))
                    continue;
                var home = homes[change.A];
                if (change.Unlinks)
                    foreach (var link in links[pair.Id].Where(l => l.UndoneAt is null))
                        link.Undo(by: null, units.Today(home), home, scope);
                if (change.Found is { } found)
                {
                    pair.Judge(StrengthOf(found), found.Levels, found.Score, model);
                    if (change.Links && !links[pair.Id].Any(l => l.UndoneAt is null))
                        SameWoman.Link(pair, by: null, units.Today(home), home, db, scope);
                }
                else if (!links[pair.Id].Any())
                    // No evidence speaks for it any more, and nobody has looked: no pair.
                    db.Remove(pair);
                else
                    pair.Strength = "weak";
            }
        }
    }

    private async Task<Dictionary<PartyId, UnitId>> HomesAsync(PairChange[] changes, CancellationToken ct)
    {
        var homes = new Dictionary<PartyId, UnitId>();
        foreach (var part in changes.Select(c => c.A).Distinct().Chunk(2000))
        foreach (
            var row in await db.Set<Party>()
                .AsNoTracking()
                .Where(p => part.Contains(p.Id))
                .Select(p => new { p.Id, p.HomeUnitId })
                .ToListAsync(ct)
        )
            homes[row.Id] = row.HomeUnitId;
        return homes;
    }

    private static string StrengthOf(ScoredPair found) => found.Band == Band.Link ? "strong" : "weak";
}
