using Jisr.Kernel.Sealing;

namespace Jisr.Market.Inbox;

/// <summary>Seals and opens the words of proposals and chats, each bound to its place.</summary>
internal sealed class ProposalText(Sealer sealer)
{
    public byte[] Seal(string text, ProposalId id) => sealer.Seal(text, Proposal.Table, "text_sealed", id.Value);

    public byte[] SealSender(string name, ProposalId id) =>
        sealer.Seal(name, Proposal.Table, "sender_sealed", id.Value);

    /// <summary>Null once its time is over.</summary>
    public string? Of(Proposal proposal) =>
        proposal.TextSealed is { } bytes ? sealer.Open(bytes, Proposal.Table, "text_sealed", proposal.Id.Value) : null;

    public string? SenderOf(Proposal proposal) =>
        proposal.SenderSealed is { } bytes
            ? sealer.Open(bytes, Proposal.Table, "sender_sealed", proposal.Id.Value)
            : null;

    public byte[]? SealLine(string? text, string column, Guid line) =>
        string.IsNullOrEmpty(text) ? null : sealer.Seal(text, ProposalLine.Table, column, line);

    public string? Of(ProposalLine line) =>
        line.TextSealed is { } bytes ? sealer.Open(bytes, ProposalLine.Table, "text_sealed", line.Id) : null;

    public string? NoteOf(ProposalLine line) =>
        line.NoteSealed is { } bytes ? sealer.Open(bytes, ProposalLine.Table, "note_sealed", line.Id) : null;

    public byte[] SealName(string name, ChatId chat) => sealer.Seal(name, Chat.Table, "name_sealed", chat.Value);

    public string NameOf(Chat chat) => sealer.Open(chat.NameSealed, Chat.Table, "name_sealed", chat.Id.Value);

    public byte[] SealHerself(string name, ChatId chat) => sealer.Seal(name, Chat.Table, "herself_sealed", chat.Value);

    /// <summary>How a chat names its seller; empty where she is not in it, null until she said so.</summary>
    public string? HerselfIn(Chat chat) =>
        chat.HerselfSealed is { } bytes ? sealer.Open(bytes, Chat.Table, "herself_sealed", chat.Id.Value) : null;

    public byte[] SealWaiting(string text, Guid waiting) =>
        sealer.Seal(text, ChatWaiting.Table, "text_sealed", waiting);

    public string Of(ChatWaiting waiting) =>
        sealer.Open(waiting.TextSealed, ChatWaiting.Table, "text_sealed", waiting.Id);
}
