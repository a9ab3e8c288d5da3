using Jisr.Kernel.Language;
using Jisr.Ledger.Payouts;
using Jisr.Ledger.Tasks;
using Jisr.Ledger.Transfers;
using Jisr.Ui.Forms;

namespace Jisr.Ledger.Custody;

/// <summary>Custodians, transfers, payouts and receipts in words.</summary>
internal static class CustodyWords
{
    public static string Kind(Words words, string kind) =>
        kind switch
        {
            Custodian.CashBox => words["Cash box"],
            Custodian.Agent => words["Agent"],
            Custodian.Courier => words["Courier’s bag"],
            Custodian.Hawala => words["Hawala office"],
            Custodian.Wallet => words["Wallet"],
            Custodian.Bank => words["Bank account"],
            _ => words["Purse"],
        };

    public static IReadOnlyList<Option> Kinds(Words words) =>
        [.. Custodian.Kinds.Select(k => new Option(k, Kind(words, k)))];

    public static string State(Words words, string state) =>
        state switch
        {
            Transfer.Sent => words["Sent"],
            Transfer.Available => words["Ready to be collected"],
            Transfer.Collected => words["Collected"],
            Transfer.Confirmed => words["Confirmed"],
            Transfer.Returned => words["Came back"],
            Payout.Requested => words["Asked for"],
            Payout.Approved => words["Approved, money reserved"],
            _ => words["Withdrawn"],
        };

    public static string Method(Words words, string method) =>
        method switch
        {
            "cash" => words["Cash in hand"],
            "wallet" => words["Wallet"],
            "bank" => words["Bank account"],
            _ => words["Hawala office"],
        };

    public static IReadOnlyList<Option> Methods(Words words) =>
        [.. Payout.Methods.Select(m => new Option(m, Method(words, m)))];

    public static string How(Words words, string how) =>
        how switch
        {
            "pin" => words["Signed in herself"],
            "signature-photo" => words["Signature on paper"],
            _ => words["A witness saw it"],
        };

    /// <summary>The ways that somebody else than the person herself may note.</summary>
    public static IReadOnlyList<Option> Ways(Words words, bool withPin) =>
        [
            .. ((string[])["pin", "signature-photo", "witness"])
                .Where(w => withPin || w != "pin")
                .Select(w => new Option(w, How(words, w))),
        ];

    public static string Task(Words words, string kind) =>
        kind switch
        {
            MoneyTask.Suspense => words["Explain a difference"],
            MoneyTask.Unconfirmed => words["A payout was not confirmed for seven days"],
            _ => words["Count the cash"],
        };

    /// <summary>Why something waits for a second person.</summary>
    public static string Why(Words words, string why) =>
        why switch
        {
            "DATE_NOT_ALLOWED" => words["It happened more than 30 days ago"],
            "COUNTED_SINCE" => words["It is dated before a count"],
            _ => words["It needs two people"],
        };
}
