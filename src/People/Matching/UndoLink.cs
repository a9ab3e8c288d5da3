using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;

namespace Jisr.People.Matching;

/// <summary>A link is taken back: both count apart at once. The pair waits for somebody to decide, and is never linked
/// by itself again.</summary>
internal sealed record UndoLink(Guid MatchId) : ICommand
{
    public static string Kind => "match.undo";
}

internal sealed class UndoLinkHandler(PairDoor door, PairLinks links) : IHandle<UndoLink>
{
    public async Task<Reach> ReachAsync(UndoLink command, CommandScope scope, CancellationToken ct) =>
        await door.FindAsync(command.MatchId, ct) is { } pair
            ? door.OfBoth(scope.Actor, UndoLink.Kind, pair, scope.Now)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(UndoLink command, CommandScope scope, CancellationToken ct)
    {
        var (match, a, _) = (await door.FindAsync(command.MatchId, ct))!.Value;
        await links.UndoAsync(match, a.HomeUnitId, scope, ct);
        if (match.State == "same")
            match.State = "open";
        return new Outcome.Done { Subject = match.Id };
    }
}
