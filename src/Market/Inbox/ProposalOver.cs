using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>The words of a proposal were kept long enough.</summary>
internal sealed record ProposalOver(Guid ProposalId) : IMessage
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public static string Name => "market.proposal-over";
}

/// <summary>Nobody answered what a chat asked.</summary>
internal sealed record ChatWaitingOver(Guid WaitingId) : IMessage
{
    public static string Name => "market.chat-waiting-over";
}

/// <summary>Takes people's words out of the inbox when their time is over. That a proposal was, and what became of it,
/// stays; one that nobody looked at is declined.</summary>
internal sealed class ForgetTexts(JisrDb db) : IReact<ProposalOver>, IReact<ChatWaitingOver>
{
    public async Task ReactAsync(ProposalOver message, Guid messageId, CancellationToken ct)
    {
        var id = new ProposalId(message.ProposalId);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await ForgetAsync(db, db.Set<Proposal>().Where(p => p.Id == id), ct);
    }

    public async Task ReactAsync(ChatWaitingOver message, Guid messageId, CancellationToken ct)
    {
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<ChatWaiting>().Where(w => w.Id == message.WaitingId).ExecuteDeleteAsync(ct);
    }

    /// <summary>The words of these proposals, and of their lines.</summary>
    public static async Task ForgetAsync(JisrDb db, IQueryable<Proposal> proposals, CancellationToken ct)
    {
        var ids = proposals.Select(p => p.Id);
        await db.Set<ProposalLine>()
            .Where(l => ids.Contains(l.ProposalId))
            .ExecuteUpdateAsync(
                s => s.SetProperty(l => l.TextSealed, (byte[]?)null).SetProperty(l => l.NoteSealed, (byte[]?)null),
                ct
            );
        await proposals.ExecuteUpdateAsync(
            s =>
                s.SetProperty(p => p.TextSealed, (byte[]?)null)
                    .SetProperty(p => p.SenderSealed, (byte[]?)null)
                    .SetProperty(p => p.TextKey, (byte[]?)null)
                    .SetProperty(p => p.Version, p => p.Version + 1)
                    .SetProperty(p => p.State, p => p.State == ProposalState.Open ? ProposalState.Declined : p.State),
            ct
        );
    }
}
