using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;

namespace Jisr.Market.Orders;

/// <summary>The accounts of an order (ledger.md §4): what the buyer owes, what she is owed, the seller's purse and income.</summary>
internal static class OrderMoney
{
    public static AccountRef Receivable(Order order) =>
        new(AccountOwner.Contact, order.ContactId.Value, AccountPurpose.Receivable, order.Currency);

    public static AccountRef Payable(Order order) =>
        new(AccountOwner.Contact, order.ContactId.Value, AccountPurpose.Payable, order.Currency);

    public static AccountRef Income(Shop shop, string currency) =>
        new(AccountOwner.Party, shop.PartyId.Value, AccountPurpose.Income, currency);

    /// <summary>The seller's own purse is a custodian that needs no row before its first cash.</summary>
    public static AccountRef Purse(Shop shop, string currency) =>
        new(AccountOwner.Custodian, PurseId(shop.PartyId), AccountPurpose.Cash, currency);

    /// <summary>What a place can pay out now, in minor units.</summary>
    public static async Task<long> AvailableAsync(ILedger ledger, AccountRef cash, CancellationToken ct) =>
        (await ledger.StandingsAsync([cash], ct)).GetValueOrDefault(cash)?.Available ?? 0;

    public static Guid PurseId(PartyId seller) => NameUuid.Of(seller.ToString(), "purse");

    /// <summary>The one balance of a buyer with a shop (market.md §6.7) as this order sees it, in minor units: what she owes
    /// less what is kept for her, and the order itself while it is not in the books yet. Below 0 she has credit.</summary>
    public static long Net(Order order, IReadOnlyDictionary<AccountRef, long> balances) =>
        balances.GetValueOrDefault(Receivable(order))
        - balances.GetValueOrDefault(Payable(order))
        + (order.OwedTxId is null && order.State != OrderState.Done && !order.HasEnded ? order.TotalMinor : 0);

    /// <summary>Legs without those of nothing.</summary>
    public static IReadOnlyList<Leg> Legs(params IEnumerable<Leg> legs) => [.. legs.Where(l => l.Minor > 0)];
}
