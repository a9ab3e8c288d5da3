using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Market;

/// <summary>What the books may ask about a seller's buyers: ids only, never who they are.</summary>
public interface ISellerContacts
{
    /// <summary>Owners of the accounts in which her buyers owe, or are owed.</summary>
    Task<IReadOnlyList<Guid>> ContactsOfAsync(PartyId seller, CancellationToken ct);

    /// <summary>Owner of the account of her own purse.</summary>
    Guid PurseOf(PartyId seller);
}
