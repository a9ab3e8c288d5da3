using Jisr.Contracts.Ledger;
using static Jisr.Contracts.Ledger.AccountOwner;
using static Jisr.Contracts.Ledger.AccountPurpose;

namespace Jisr.Ledger.Journal;

/// <summary>An account that a kind may use on one side; without owners, those of the purpose.</summary>
internal sealed record Slot(AccountPurpose Purpose, params AccountOwner[] Owners)
{
    public bool Fits(AccountRef account) =>
        account.Purpose == Purpose
        && (Owners.Length > 0 ? Owners : Journal.Purpose.Of(Purpose).Owners).Contains(account.Owner);
}

/// <summary>One way a kind may look: its debit and its credit accounts.</summary>
internal sealed record Form(Slot[] Debit, Slot[] Credit);

/// <summary>The closed list of ledger.md §5, as data. A kind that is not here is refused.</summary>
internal static class KindRules
{
    public const string Reversal = "reversal";

    private static readonly Slot CashBox = new(Cash);
    private static readonly Slot FromFund = new(AccountPurpose.Fund);
    private static readonly Slot FxLeg = new(Fx);
    private static readonly Slot UnitCost = new(Cost, Unit);
    private static readonly Slot RunCost = new(Cost, Run);
    private static readonly Slot PartyPayable = new(Payable, Party);
    private static readonly Slot BuyerPayable = new(Payable, Party, Contact, Unit);
    private static readonly Slot BuyerReceivable = new(Receivable);
    private static readonly Slot SellerIncome = new(Income, Party);

    private static readonly Dictionary<string, Form[]> All = new(StringComparer.Ordinal)
    {
        ["fund.receive"] = [new([CashBox], [FromFund])],
        ["grant.due"] = [new([FromFund], [new(Payable, Party, Unit)])],
        ["grant.return"] = [new([CashBox], [FromFund])],
        ["expense.pay"] = [new([new(Cost, Unit, Party), FromFund], [CashBox])],
        ["fee.due"] = [new([UnitCost, FromFund], [PartyPayable])],
        ["wage.due"] = [new([UnitCost, FromFund], [PartyPayable])],
        ["contract.fund"] = [new([CashBox, FromFund], [new(Held)])],
        ["contract.release"] = [new([new(Held)], [PartyPayable])],
        ["contract.refund"] = [new([new(Held)], [BuyerPayable])],
        ["contract.settle"] = [new([new(Held)], [BuyerPayable])],
        // A return of goods posts it with the sides turned.
        ["commission.create"] =
        [
            new([new(Cost, Party)], [new(Commission)]),
            new([new(Commission)], [new(Cost, Party)]),
        ],
        ["commission.mature"] = [new([new(Commission)], [PartyPayable])],
        ["sale.cash"] = [new([CashBox], [SellerIncome])],
        ["credit.give"] = [new([BuyerReceivable, BuyerPayable], [SellerIncome])],
        ["credit.pay"] = [new([CashBox, FxLeg], [BuyerReceivable, BuyerPayable, FxLeg])],
        ["market.buy"] = [new([RunCost], [CashBox, new(Payable, Stall, Party)])],
        ["market.expense"] = [new([RunCost], [CashBox])],
        ["market.credit"] = [new([SellerIncome], [BuyerReceivable, BuyerPayable])],
        ["lot.sold"] = [new([new(Cost, Party)], [PartyPayable])],
        ["payout.send"] = [new([new(Payable)], [CashBox, new(InTransit)])],
        ["payout.return"] = [new([CashBox], [new(Payable)])],
        ["transfer.send"] = [new([new(InTransit)], [CashBox])],
        ["transfer.confirm"] = [new([CashBox], [new(InTransit)])],
        ["transfer.return"] = [new([CashBox], [new(InTransit)])],
        ["count.adjust"] = [new([new(Suspense)], [CashBox]), new([CashBox], [new(Suspense)])],
        ["suspense.clear"] = [new([new(Cost)], [new(Suspense)]), new([new(Suspense)], [new(Income)])],
        ["fx.exchange"] = [new([FxLeg, CashBox], [CashBox, FxLeg])],
        ["goods.in"] = [new([new(AccountPurpose.Goods)], [new(GoodsOwed)])],
        ["goods.handOver"] = [new([new(GoodsOwed)], [new(AccountPurpose.Goods)])],
    };

    /// <summary>True for a kind of §5, reversal included.</summary>
    public static bool Knows(string kind) => kind == Reversal || All.ContainsKey(kind);

    /// <summary>I16: the legs are those that the table names. A reversal mirrors another transaction and is checked
    /// against it instead. A cash step adds at most one leg to rounding, on either side (M-7).</summary>
    public static bool Fits(string kind, IReadOnlyCollection<(AccountRef Account, bool IsDebit)> legs)
    {
        if (legs.Count(l => l.Account.Purpose == Rounding) > 1)
            return false;
        return All.TryGetValue(kind, out var forms)
            && forms.Any(f =>
                legs.All(l =>
                    l.Account is { Purpose: Rounding, Owner: AccountOwner.System }
                    || (l.IsDebit ? f.Debit : f.Credit).Any(s => s.Fits(l.Account))
                )
            );
    }
}
