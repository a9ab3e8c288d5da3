using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>A member says where she wants her money. The one of the same kind before it is replaced at once; the new one
/// waits 24 hours (O-1).</summary>
internal sealed record SetPayoutTarget(Guid PartyId, string TargetKind, string Label, string? Last4, bool OfAnother)
    : ICommand
{
    public static string Kind => "payout-target.set";
}

internal sealed class SetPayoutTargetHandler(JisrDb db, IStepUp step) : IHandle<SetPayoutTarget>
{
    public Task<Reach> ReachAsync(SetPayoutTarget command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Self(new PartyId(command.PartyId)));

    public void Check(SetPayoutTarget command, Problems problems, CommandScope scope)
    {
        if (!scope.Actor.IsSystem && !step.IsProved)
            problems.Add(new Problem("PROVE_AGAIN"));
        if (!PayoutTarget.Kinds.Contains(command.TargetKind))
            problems.Add("kind", "CHOICE_UNKNOWN");
        problems.Text("label", command.Label, 40);
        CustodianFields.Last4(problems, command.Last4);
    }

    public async Task<Outcome> HandleAsync(SetPayoutTarget command, CommandScope scope, CancellationToken ct)
    {
        var party = new PartyId(command.PartyId);
        foreach (
            var old in await db.Set<PayoutTarget>()
                .Where(t => t.PartyId == party && t.Kind == command.TargetKind && t.ReplacedAt == null)
                .ToListAsync(ct)
        )
            old.ReplacedAt = scope.Now;
        db.Add(
            new PayoutTarget
            {
                Id = scope.Id.Value,
                PartyId = party,
                Kind = command.TargetKind,
                Label = command.Label.Trim(),
                Last4 = command.Last4,
                OfAnother = command.OfAnother,
                SetAt = scope.Now,
                UsableFrom = scope.Now + PayoutTarget.Wait,
            }
        );
        scope.Later(new TargetWasSet(party, scope.Now));
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
