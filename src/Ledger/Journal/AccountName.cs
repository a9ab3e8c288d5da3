using Jisr.Contracts.Ledger;
using Jisr.Kernel.Values;

namespace Jisr.Ledger.Journal;

/// <summary>The id of an account that a posting opens: made from what the account is, so that a repeat on another
/// node names the same one.</summary>
internal static class AccountName
{
    public static LedgerAccountId IdOf(BookId book, AccountRef account) =>
        new(
            NameUuid.Of(
                "ledger.account",
                book.Value.ToString(),
                account.Owner.ToString(),
                account.OwnerId.ToString(),
                account.Purpose.ToString(),
                account.Unit
            )
        );
}
