using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>A person looked at two records and says: same, different, or unsure with a reason. <paramref name="Paper"/>
/// says whose a shared paper is: a, b, both; empty where there is none or nobody knows.</summary>
internal sealed record DecideMatch(Guid MatchId, string Decision, string? Reason = null, string? Paper = null)
    : ICommand
{
    public static string Kind => "match.decide";
}

internal sealed class DecideMatchHandler(JisrDb db, AccessGate gate, IUnitTree units) : IHandle<DecideMatch>
{
    private const int MostReason = 500;
    private (PossibleMatch Match, Party A, Party B)? known;

    public async Task<Reach> ReachAsync(DecideMatch command, CommandScope scope, CancellationToken ct)
    {
        var row = await (
            from match in db.Set<PossibleMatch>()
            join a in db.Set<Party>() on match.A equals a.Id
            join b in db.Set<Party>() on match.B equals b.Id
            where match.Id == command.MatchId
            select new
            {
                match,
                a,
                b,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return Reach.Missing;
        known = (row.match, row.a, row.b);
        // Both records must be hers to see: who sees one side only cannot compare.
        return gate.May(scope.Actor, DecideMatch.Kind, Reach.Unit(row.a.HomeUnitId))
            ? Reach.Unit(row.b.HomeUnitId)
            : Reach.Missing;
    }

    public void Check(DecideMatch command, Problems problems, CommandScope scope)
    {
        if (command.Decision is not ("same" or "different" or "unsure"))
            problems.Add("decision", "CHOOSE_ONE");
        if (command.Paper is not (null or "" or "a" or "b" or "both"))
            problems.Add("paper", "CHOICE_UNKNOWN");
        problems.Text("reason", command.Reason, MostReason, required: command.Decision == "unsure");
        if (known is { } k && scope.Actor.AccountId is { } me && k.A.CreatedBy == me && k.B.CreatedBy == me)
            problems.Add("decision", "NOT_YOUR_OWN_PAIR");
    }

    public async Task<Outcome> HandleAsync(DecideMatch command, CommandScope scope, CancellationToken ct)
    {
        var match = await db.Set<PossibleMatch>().SingleAsync(m => m.Id == command.MatchId, ct);
        var links = await db.Set<SameWoman>().Where(l => l.MatchId == match.Id && l.UndoneAt == null).ToListAsync(ct);
        if (command.Decision != "same")
            foreach (var link in links)
                link.Undo(scope.Actor.AccountId, units.Today(known!.Value.A.HomeUnitId), known.Value.A.HomeUnitId, scope);
        else if (links.Count == 0)
            SameWoman.Link(
                match,
                scope.Actor.AccountId,
                units.Today(known!.Value.A.HomeUnitId),
                known.Value.A.HomeUnitId,
                db,
                scope
            );
        else
            // What was provisional is said by a person now.
            links[0].By = scope.Actor.AccountId;
        match.State = command.Decision;
        match.Reason = string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim();
        match.DecidedAt = scope.Now;
        match.DecidedBy = scope.Actor.AccountId;
        if (command.Paper is { Length: > 0 } whose)
            await SettlePapersAsync(match, whose, ct);
        return new Outcome.Done { Subject = match.Id };
    }

    private async Task SettlePapersAsync(PossibleMatch match, string whose, CancellationToken ct)
    {
        var papers = await db.Set<Identifier>()
            .Where(i => i.PartyId == match.A || i.PartyId == match.B)
            .ToListAsync(ct);
        foreach (
            var paper in papers.Where(p =>
                papers.Exists(o => o.PartyId != p.PartyId && o.ValueIndex.AsSpan().SequenceEqual(p.ValueIndex))
            )
        )
            paper.State = whose == "both" || paper.PartyId == (whose == "a" ? match.A : match.B) ? "valid" : "invalid";
    }
}
