using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Market;

/// <summary>The shop of a woman, as her person page and her own page link to it.</summary>
public interface IMemberShops
{
    /// <summary>Name and address of her shop; null when she has none.</summary>
    Task<MemberShop?> ShopOfAsync(PartyId party, CancellationToken ct);

    /// <summary>Address of the page that opens a shop for her.</summary>
    string OpenAddress(PartyId party);
}

/// <summary>Her shop: its public name and where it is.</summary>
public sealed record MemberShop(string Name, string Address);
