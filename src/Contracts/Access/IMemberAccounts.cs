using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Access;

/// <summary>How a woman who was just registered gets an account of her own.</summary>
public interface IMemberAccounts
{
    /// <summary>Address of the page on which she chooses her PIN, good for a short time; null when she has an account
    /// already. Only the one who registered her just now is shown it.</summary>
    Task<string?> StartAddressAsync(PartyId party, CancellationToken ct);
}
