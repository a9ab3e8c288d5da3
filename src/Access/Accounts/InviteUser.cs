using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>Gives the owner of an account a link to set her password. An earlier link ends.</summary>
internal sealed record InviteUser(AccountId AccountId) : ICommand
{
    public static string Kind => "user.invite";

    /// <summary>The code of the link that a command made.</summary>
    public static string CodeOf(Sealer sealer, CommandId id) => MadeSecret.Of(sealer, "invitation", id);
}

internal sealed class InviteUserHandler(JisrDb db, Sealer sealer) : IHandle<InviteUser>
{
    public Task<Reach> ReachAsync(InviteUser command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public void Check(InviteUser command, Problems problems, CommandScope scope)
    {
        // Her own password she changes with her old one.
        if (scope.Actor.AccountId == command.AccountId)
            problems.Add("accountId", "NEVER_HER_OWN");
    }

    public async Task<Outcome> HandleAsync(InviteUser command, CommandScope scope, CancellationToken ct)
    {
        if (!await db.Set<Account>().AnyAsync(a => a.Id == command.AccountId.Value, ct))
            return Outcome.No("NOT_FOUND", "accountId");
        await db.Set<Invitation>()
            .Where(i => i.AccountId == command.AccountId && i.UsedAt == null)
            .ExecuteDeleteAsync(ct);
        db.Add(
            new Invitation
            {
                Id = scope.Id.Value,
                AccountId = command.AccountId,
                CodeHash = MadeSecret.Hash(InviteUser.CodeOf(sealer, scope.Id)),
                GivenBy = scope.Actor.AccountId,
                GivenAt = scope.Now,
                ExpiresAt = scope.Now + Invitation.Lasts,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
