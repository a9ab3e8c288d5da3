using Jisr.Contracts.Ledger;
using Jisr.Ledger.Books;

namespace Jisr.Ledger.Journal;

/// <summary>The table of ledger.md §4: normal side, owners, and whether an account may go below 0.</summary>
internal sealed record Purpose(string NormalSide, bool MayGoNegative, params AccountOwner[] Owners)
{
    private static readonly Dictionary<AccountPurpose, Purpose> All = new()
    {
        [AccountPurpose.Cash] = new(Side.Debit, false, AccountOwner.Custodian),
        [AccountPurpose.InTransit] = new(Side.Debit, false, AccountOwner.Transfer),
        [AccountPurpose.Receivable] = new(Side.Debit, false, AccountOwner.Party, AccountOwner.Contact),
        [AccountPurpose.Held] = new(Side.Credit, false, AccountOwner.Contract),
        [AccountPurpose.Payable] = new(
            Side.Credit,
            false,
            AccountOwner.Party,
            AccountOwner.Unit,
            AccountOwner.Contact,
            AccountOwner.Stall
        ),
        [AccountPurpose.Commission] = new(Side.Credit, true, AccountOwner.Party),
        [AccountPurpose.Fund] = new(Side.Credit, false, AccountOwner.Fund),
        [AccountPurpose.Income] = new(Side.Credit, false, AccountOwner.Party, AccountOwner.Unit, AccountOwner.Run),
        [AccountPurpose.Cost] = new(Side.Debit, false, AccountOwner.Party, AccountOwner.Unit, AccountOwner.Run),
        [AccountPurpose.Suspense] = new(Side.Debit, true, AccountOwner.Custodian),
        [AccountPurpose.Rounding] = new(Side.Debit, true, AccountOwner.System),
        [AccountPurpose.Fx] = new(Side.Debit, true, AccountOwner.System),
        [AccountPurpose.Goods] = new(Side.Debit, false, AccountOwner.Custodian),
        [AccountPurpose.GoodsOwed] = new(Side.Credit, false, AccountOwner.Party),
    };

    public static Purpose Of(AccountPurpose purpose) => All[purpose];

    /// <summary>True for accounts that count pieces, not money.</summary>
    public static bool IsGoods(AccountPurpose purpose) => purpose is AccountPurpose.Goods or AccountPurpose.GoodsOwed;
}
