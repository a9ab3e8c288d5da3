using Jisr.Contracts.Ledger;
using Jisr.Kernel.Hashing;

namespace Jisr.Ledger.Journal;

/// <summary>The id of an account that a posting opens: made from what the account is, so that a repeat on another
/// node names the same one.</summary>
internal static class AccountName
{
    public static LedgerAccountId IdOf(BookId book, AccountRef account)
    {
        using var hash = new PartsHash("jisr/ledger/account/1");
        var bytes = hash.Id(book.Value)
            .Text(account.Owner.ToString())
            .Id(account.OwnerId)
            .Text(account.Purpose.ToString())
            .Text(account.Unit)
            .Done()
            .AsSpan(0, 16);
        // RFC 9562: version 8, made by a rule of our own.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new LedgerAccountId(new Guid(bytes, bigEndian: true));
    }
}
