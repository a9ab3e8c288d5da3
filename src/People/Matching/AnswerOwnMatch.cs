using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>She herself says whether two registrations are hers (matching.md §9.7). Her no takes a provisional link
/// back at once; who reviews the pair sees her word.</summary>
internal sealed record AnswerOwnMatch(Guid MatchId, string Answer) : ICommand
{
    public static string Kind => "match.answer";
}

internal sealed class AnswerOwnMatchHandler(JisrDb db, IUnitTree units, PairDoor door) : IHandle<AnswerOwnMatch>
{
    public async Task<Reach> ReachAsync(AnswerOwnMatch command, CommandScope scope, CancellationToken ct) =>
        scope.Actor.Person is { } me
        && await door.FindAsync(command.MatchId, ct) is { } pair
        && (pair.A.Id == me || pair.B.Id == me)
            ? Reach.Self(me)
            : Reach.Missing;

    public void Check(AnswerOwnMatch command, Problems problems, CommandScope scope)
    {
        if (command.Answer is not ("yes" or "no"))
            problems.Add("answer", "CHOOSE_ONE");
    }

    public async Task<Outcome> HandleAsync(AnswerOwnMatch command, CommandScope scope, CancellationToken ct)
    {
        var (match, a, _) = (await door.FindAsync(command.MatchId, ct))!.Value;
        match.HerWord = command.Answer;
        match.HerWordAt = scope.Now;
        if (command.Answer == "no")
            foreach (
                var link in await db.Set<SameWoman>()
                    .Where(l => l.MatchId == match.Id && l.UndoneAt == null && l.By == null)
                    .ToListAsync(ct)
            )
                link.Undo(scope.Actor.AccountId, units.Today(a.HomeUnitId), a.HomeUnitId, scope);
        return new Outcome.Done { Subject = match.Id };
    }
}
