using Jisr.Contracts.Ledger;
using Jisr.Kernel.Language;

namespace Jisr.Ledger.Statements;

/// <summary>Kinds of the closed list and purposes of accounts, as people read them.</summary>
internal static class KindWords
{
    /// <summary>What happened, as the member it concerns says it.</summary>
    public static string Own(Words words, OwnLine line) =>
        (line.Kind, line.Reversed) switch
        {
            ("credit.give", _) => words["Sold and handed over"],
            ("credit.pay", _) => words["Cash from a buyer"],
            ("sale.cash", _) => words["Sold for cash"],
            ("market.credit", _) => words["Made good to a buyer"],
            // Out of her own purse, after a complaint.
            ("payout.send", _) when line.SourceKind == "claim" => words["Given back to a buyer"],
            ("payout.send", _) => words["Paid out to you"],
            ("commission.create", _) when line.Amount.Minor < 0 => words["Commission taken back: goods came back"],
            ("commission.create", _) => words["Commission for a buyer you brought"],
            ("commission.mature", _) when line.Amount.Minor < 0 => words["Commission is no longer waiting"],
            ("commission.mature", _) => words["Commission became ready"],
            ("payout.return", _) => words["A payout came back"],
            ("reversal", "credit.pay" or "sale.cash") => words["A cash note taken back"],
            ("reversal", "credit.give") => words["A sale taken back"],
            ("reversal", _) => words["An entry turned round"],
            _ => words["Other entry"],
        };

    /// <summary>What an account is for.</summary>
    public static string Purpose(Words words, AccountPurpose purpose) =>
        purpose switch
        {
            AccountPurpose.Cash => words["Cash box"],
            AccountPurpose.InTransit => words["On its way"],
            AccountPurpose.Receivable => words["Owed by"],
            AccountPurpose.Held => words["Held"],
            AccountPurpose.Payable => words["Owed to"],
            AccountPurpose.Commission => words["Commission"],
            AccountPurpose.Fund => words["Fund"],
            AccountPurpose.Income => words["Income"],
            AccountPurpose.Cost => words["Cost"],
            AccountPurpose.Suspense => words["Unexplained difference"],
            AccountPurpose.Rounding => words["Rounding"],
            AccountPurpose.Fx => words["Exchange"],
            AccountPurpose.Goods => words["Goods"],
            _ => words["Goods owed"],
        };

    /// <summary>Whose account it is, without a name.</summary>
    public static string Owner(Words words, AccountOwner owner) =>
        owner switch
        {
            AccountOwner.Party => words["member"],
            AccountOwner.Unit => words["unit"],
            AccountOwner.Contact => words["buyer"],
            AccountOwner.Stall => words["stall"],
            AccountOwner.Run => words["market run"],
            AccountOwner.Contract => words["contract"],
            AccountOwner.Transfer => words["transfer"],
            AccountOwner.Custodian => words["who holds cash"],
            AccountOwner.Fund => words["fund"],
            _ => words["the books themselves"],
        };
}
