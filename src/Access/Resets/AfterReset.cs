using Jisr.Access.Accounts;
using Jisr.Access.Pins;
using Jisr.Access.Sessions;
using Jisr.Access.Sheets;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Resets;

/// <summary>What a reset brings with it: whoever was in is out, money waits a day, and she is told where she was reached
/// before (S-26).</summary>
internal static class AfterReset
{
    private static readonly TimeSpan Hold = TimeSpan.FromHours(24);

    public static async Task ApplyAsync(JisrDb db, Account account, CommandScope scope, CancellationToken ct)
    {
        var id = new AccountId(account.Id);
        await OpenSessions.EndAsync(db, id, scope.Now, ct);
        await db.Set<SignInDevice>()
            .Where(d => d.AccountId == id && d.RevokedAt == null)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.RevokedAt, scope.Now), ct);
        await db.Set<CodeSheet>()
            .Where(s => s.AccountId == id && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, scope.Now), ct);
        await db.Set<ResetRequest>()
            .Where(r => r.AccountId == id && r.State == ResetRequest.Confirmed)
            .ExecuteUpdateAsync(
                r => r.SetProperty(x => x.State, ResetRequest.Used).SetProperty(x => x.UsedAt, scope.Now),
                ct
            );
        var signIn =
            db.Set<MemberSignIn>().Local.SingleOrDefault(s => s.Id == account.Id)
            ?? await db.Set<MemberSignIn>().SingleAsync(s => s.Id == account.Id, ct);
        signIn.PayoutsHeldUntil = scope.Now + Hold;
        if (account.PartyId is { } party)
            scope.Later(new PinWasReset(party, scope.Now));
    }
}
