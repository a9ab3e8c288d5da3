using Jisr.Access.Accounts;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Pins;

/// <summary>Gives a member's account of the demo world its printed PIN. Only the program itself may; such an account opens
/// on any phone, and only while the program serves the demo.</summary>
internal sealed record OpenDemoMember(AccountId AccountId, string Pin) : ICommand
{
    public static string Kind => "member.open-demo";
}

internal sealed class OpenDemoMemberHandler(JisrDb db, PinBook pins) : IHandle<OpenDemoMember>
{
    public Task<Reach> ReachAsync(OpenDemoMember command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(scope.Actor.IsSystem ? Reach.Anywhere : Reach.Missing);

    public async Task<Outcome> HandleAsync(OpenDemoMember command, CommandScope scope, CancellationToken ct)
    {
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == command.AccountId.Value, ct);
        // An account that somebody uses is never turned into a demo.
        if (account is not { PartyId: not null, PasswordHash: null } || await pins.HasAsync(account.Id, ct))
            return Outcome.No("NOT_FOUND", "accountId");
        account.IsDemo = true;
        return await pins.SetAsync(account, command.Pin, scope.Now, ct) is { } refused
            ? refused
            : new Outcome.Done { Subject = account.Id };
    }
}
