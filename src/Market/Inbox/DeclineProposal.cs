using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;

namespace Jisr.Market.Inbox;

/// <summary>It is no order, or she will not take it. Nobody is marked for it.</summary>
internal sealed record DeclineProposal(Guid ProposalId) : ICommand
{
    public static string Kind => "proposal.decline";
}

internal sealed class DeclineProposalHandler(JisrDb db) : IHandle<DeclineProposal>
{
    public Task<Reach> ReachAsync(DeclineProposal command, CommandScope scope, CancellationToken ct) =>
        ProposalReach.OfAsync(db, command.ProposalId, scope.Actor, ct);

    public async Task<Outcome> HandleAsync(DeclineProposal command, CommandScope scope, CancellationToken ct)
    {
        var proposal = await ProposalReach.LockAsync(db, command.ProposalId, ct);
        if (proposal.State != ProposalState.Open)
            return Outcome.No("PROPOSAL_MOVED_ON");
        proposal.State = ProposalState.Declined;
        proposal.Version++;
        return new Outcome.Done { Subject = command.ProposalId, Version = proposal.Version };
    }
}
