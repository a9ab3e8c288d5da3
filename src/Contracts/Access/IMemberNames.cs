using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Access;

/// <summary>Answered by the module that knows members: who may be meant by a phone or a card number at the sign-in page.
/// One phone may serve a household, so several are possible.</summary>
public interface IMemberNames
{
    /// <summary>At most a handful, and none for what is no number. Never tells the one who asks.</summary>
    Task<IReadOnlyList<PartyId>> FindAsync(string typed, CancellationToken ct);
}
