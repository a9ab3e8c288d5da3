using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Market;

/// <summary>Whose shop it is; asked by the program itself, never shown to who names the shop.</summary>
public interface IShopOwners
{
    /// <summary>Null when no shop has this code.</summary>
    Task<PartyId?> OwnerOfAsync(string code, CancellationToken ct);
}
