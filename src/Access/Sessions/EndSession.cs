using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Sessions;

/// <summary>Ends one of her sessions, or all of them: sign out everywhere.</summary>
internal sealed record EndSession(AccountId AccountId, Guid? SessionId) : ICommand
{
    public static string Kind => "session.end";
}

internal sealed class EndSessionHandler(JisrDb db) : IHandle<EndSession>
{
    public async Task<Reach> ReachAsync(EndSession command, CommandScope scope, CancellationToken ct) =>
        scope.Actor.AccountId == command.AccountId
        && (
            command.SessionId is not { } id
            || await db.Set<Session>().AnyAsync(s => s.Id == id && s.AccountId == command.AccountId, ct)
        )
            ? Reach.Held(true)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(EndSession command, CommandScope scope, CancellationToken ct)
    {
        await db.Set<Session>()
            .Where(s =>
                s.AccountId == command.AccountId
                && s.EndedAt == null
                && (command.SessionId == null || s.Id == command.SessionId)
            )
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, scope.Now), ct);
        // Everywhere means the devices too: none of them is known any more.
        if (command.SessionId is null)
            await db.Set<SignInDevice>()
                .Where(d => d.AccountId == command.AccountId && d.RevokedAt == null)
                .ExecuteUpdateAsync(d => d.SetProperty(x => x.RevokedAt, scope.Now), ct);
        return new Outcome.Done { Subject = command.SessionId ?? command.AccountId.Value };
    }
}
