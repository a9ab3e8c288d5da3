using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>O-2: the target is somebody else's, and the member herself said by voice or in person that she wants it so.</summary>
/// <param name="How">in-person or voice.</param>
internal sealed record ConfirmPayoutTarget(Guid TargetId, string How) : ICommand
{
    public static string Kind => "payout-target.confirm";
}

internal sealed class ConfirmPayoutTargetHandler(JisrDb db, IPartyDirectory people) : IHandle<ConfirmPayoutTarget>
{
    public async Task<Reach> ReachAsync(ConfirmPayoutTarget command, CommandScope scope, CancellationToken ct) =>
        await FindAsync(command.TargetId, ct) is { } row && await people.HomeUnitAsync(row.PartyId, ct) is { } home
            ? Reach.Unit(home)
            : Reach.Missing;

    public void Check(ConfirmPayoutTarget command, Problems problems, CommandScope scope)
    {
        if (command.How is not ("in-person" or "voice"))
            problems.Add("how", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(ConfirmPayoutTarget command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, PayoutTarget.Table, "id", command.TargetId, ct);
        var row = (await FindAsync(command.TargetId, ct))!;
        if (!row.OfAnother || row.SaidHow is not null || row.ReplacedAt is not null)
            return Outcome.No("STEP_NOT_POSSIBLE");
        (row.SaidHow, row.SaidTo) = (command.How, scope.Actor.AccountId?.Value);
        return new Outcome.Done { Subject = row.Id };
    }

    private Task<PayoutTarget?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<PayoutTarget>().SingleOrDefaultAsync(t => t.Id == id, ct);
}
