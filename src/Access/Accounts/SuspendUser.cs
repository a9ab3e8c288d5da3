using Jisr.Access.Grants;
using Jisr.Access.Sessions;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>Closes an account: its sessions and tokens open nothing from the next request on. Nothing is deleted.</summary>
internal sealed record SuspendUser(AccountId AccountId) : ICommand
{
    public static string Kind => "user.suspend";
}

/// <summary>Opens a suspended account again. Its old sessions stay ended.</summary>
internal sealed record ReopenUser(AccountId AccountId) : ICommand
{
    public static string Kind => "user.reopen";
}

internal sealed class SuspendUserHandler(JisrDb db, Administrators administrators) : IHandle<SuspendUser>
{
    public Task<Reach> ReachAsync(SuspendUser command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public void Check(SuspendUser command, Problems problems, CommandScope scope)
    {
        if (scope.Actor.AccountId == command.AccountId)
            problems.Add("accountId", "NEVER_HER_OWN");
    }

    public async Task<Outcome> HandleAsync(SuspendUser command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == command.AccountId.Value, ct);
        if (account is null)
            return Outcome.No("NOT_FOUND", "accountId");
        if (await administrators.IsLastAsync(command.AccountId, ct))
            return Outcome.No("LAST_ADMINISTRATOR");
        account.IsClosed = true;
        await OpenSessions.EndAsync(db, command.AccountId, scope.Now, ct);
        return new Outcome.Done { Subject = account.Id };
    }
}

internal sealed class ReopenUserHandler(JisrDb db) : IHandle<ReopenUser>
{
    public Task<Reach> ReachAsync(ReopenUser command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public async Task<Outcome> HandleAsync(ReopenUser command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == command.AccountId.Value, ct);
        if (account is null)
            return Outcome.No("NOT_FOUND", "accountId");
        account.IsClosed = false;
        return new Outcome.Done { Subject = account.Id };
    }
}
