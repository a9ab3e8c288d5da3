using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Counts;

/// <summary>What the books say of a custodian, in the book where a difference would be posted.</summary>
internal sealed class InTheBooks(JisrDb db)
{
    /// <summary>Net on the normal side, in minor units; 0 where there is no account yet.</summary>
    public async Task<long> NetAsync(
        BookId book,
        Guid custodian,
        AccountPurpose purpose,
        string unit,
        CancellationToken ct
    )
    {
        var row = await (
            from a in db.Set<Account>().AsNoTracking()
            join b in db.Set<Balance>().AsNoTracking() on a.Id equals b.AccountId
            where
                a.BookId == book
                && a.OwnerKind == AccountOwner.Custodian
                && a.OwnerId == custodian
                && a.Purpose == purpose
                && a.Unit == unit
            select new { a.NormalSide, Balance = b }
        ).SingleOrDefaultAsync(ct);
        return row?.Balance.Net(row.NormalSide) ?? 0;
    }
}
