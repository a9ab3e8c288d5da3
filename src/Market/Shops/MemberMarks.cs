using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>Finds another member by what she gives away herself: the code of her shop, or the number on her card. Her name
/// is not told.</summary>
internal sealed class MemberMarks(JisrDb db, IMemberNumbers? numbers = null)
{
    /// <summary>Null when it is nobody's.</summary>
    public async Task<(PartyId Party, string Mark)?> FindAsync(string typed, CancellationToken ct)
    {
        var code = typed.Trim().ToLowerInvariant();
        if (
            await db.Set<Shop>()
                .Where(s => s.Code == code && s.State != ShopState.Closed)
                .Select(s => (PartyId?)s.PartyId)
                .SingleOrDefaultAsync(ct) is
            { } seller
        )
            return (seller, code);
        return numbers is not null && await numbers.HolderOfAsync(typed, ct) is var (party, number)
            ? (party, number)
            : null;
    }
}
