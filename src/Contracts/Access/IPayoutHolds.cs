using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Access;

/// <summary>Asked before money leaves for a member: after her PIN was reset it waits a day (S-26).</summary>
public interface IPayoutHolds
{
    /// <summary>Until when her payouts wait; null when they need not.</summary>
    Task<DateTimeOffset?> HeldUntilAsync(PartyId party, CancellationToken ct);
}
