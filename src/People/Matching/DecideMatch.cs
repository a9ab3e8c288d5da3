using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
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

internal sealed class DecideMatchHandler(JisrDb db, PairDoor door, PairLinks links, JisrSettings settings)
    : IHandle<DecideMatch>
{
    private const int MostReason = 500;
    private (PossibleMatch Match, Party A, Party B)? known;

    public async Task<Reach> ReachAsync(DecideMatch command, CommandScope scope, CancellationToken ct)
    {
        known = await door.FindAsync(command.MatchId, ct);
        return known is { } pair ? door.OfBoth(scope.Actor, DecideMatch.Kind, pair, scope.Now) : Reach.Missing;
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
        var answers = await db.Set<MatchAnswer>()
            .Where(a => a.MatchId == match.Id && !a.Closed)
            .OrderBy(a => a.Id)
            .ToListAsync(ct);
        var reason = string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim();
        if (scope.Actor.AccountId is { } by)
        {
            if (answers.Exists(a => a.By == by))
                return Outcome.No("ANSWERED_ALREADY", "decision");
            var answer = new MatchAnswer
            {
                Id = NewId.Next(),
                MatchId = match.Id,
                By = by,
                At = scope.Now,
                Decision = command.Decision,
                Reason = reason,
            };
            db.Add(answer);
            if (Waits(match, answers, command.Decision))
                return new Outcome.Done { Subject = match.Id };
            answers.Add(answer);
        }
        foreach (var answer in answers)
            answer.Closed = true;
        var home = known!.Value.A.HomeUnitId;
        if (command.Decision == "same")
            await links.SayAsync(match, home, scope, ct);
        else
            await links.UndoAsync(match, home, scope, ct);
        match.State = command.Decision;
        match.Reason = reason;
        match.DecidedAt = scope.Now;
        match.DecidedBy = scope.Actor.AccountId;
        if (command.Paper is { Length: > 0 } whose)
            await SettlePapersAsync(match, whose, ct);
        return new Outcome.Done { Subject = match.Id };
    }

    // Read by two: the first answer waits for a second; where they differ, the third one decides.
    private bool Waits(PossibleMatch match, List<MatchAnswer> before, string decision) =>
        match.State == "open"
        && MatchAnswer.NeedsTwo(match.Id, settings.SecondReaderEvery)
        && (before.Count == 0 || (before.Count == 1 && before[0].Decision != decision));

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
