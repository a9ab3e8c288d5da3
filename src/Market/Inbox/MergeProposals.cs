using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>Two texts are one wish: the lines of the one go to the other.</summary>
internal sealed record MergeProposals(Guid ProposalId, Guid IntoId) : ICommand
{
    public static string Kind => "proposal.merge";
}

internal sealed class MergeProposalsHandler(JisrDb db) : IHandle<MergeProposals>
{
    public Task<Reach> ReachAsync(MergeProposals command, CommandScope scope, CancellationToken ct) =>
        ProposalReach.OfAsync(db, command.ProposalId, scope.Actor, ct);

    public async Task<Outcome> HandleAsync(MergeProposals command, CommandScope scope, CancellationToken ct)
    {
        var (fromId, intoId) = (new ProposalId(command.ProposalId), new ProposalId(command.IntoId));
        var shop = await db.Set<Proposal>().Where(p => p.Id == fromId).Select(p => p.ShopId).SingleAsync(ct);
        if (fromId == intoId || !await db.Set<Proposal>().AnyAsync(p => p.Id == intoId && p.ShopId == shop, ct))
            return Outcome.No("CHOICE_UNKNOWN", "into");
        // In one order, whichever of the two is named first.
        foreach (var id in new[] { command.ProposalId, command.IntoId }.Order())
            await db.Storage.LockRowAsync(db, Proposal.Table, "id", id, ct);
        var from = await db.Set<Proposal>().SingleAsync(p => p.Id == fromId, ct);
        var into = await db.Set<Proposal>().SingleAsync(p => p.Id == intoId, ct);
        if (
            from is not { State: ProposalState.Open, Kind: not OrderTextKind.OrderCode }
            || into is not { State: ProposalState.Open, Kind: not OrderTextKind.OrderCode }
        )
            return Outcome.No("PROPOSAL_MOVED_ON");
        var last = await db.Set<ProposalLine>().Where(l => l.ProposalId == intoId).MaxAsync(l => (int?)l.Position, ct);
        var lines = await db.Set<ProposalLine>()
            .Where(l => l.ProposalId == fromId)
            .OrderBy(l => l.Position)
            .ToListAsync(ct);
        foreach (var line in lines)
            (line.ProposalId, line.Position) = (intoId, (last ?? 0) + line.Position);
        (from.State, from.IntoId) = (ProposalState.Merged, intoId);
        from.Version++;
        into.Version++;
        into.ContactId ??= from.ContactId;
        return new Outcome.Done { Subject = command.IntoId, Version = into.Version };
    }
}
