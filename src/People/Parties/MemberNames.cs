using Jisr.Contracts.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>Who may be meant by a number at the sign-in page: the number on her card, or a phone she is reached by.</summary>
internal sealed class MemberNames(JisrDb db, Sealer sealer) : IMemberNames
{
    private const int Most = 5;

    public async Task<IReadOnlyList<PartyId>> FindAsync(string typed, CancellationToken ct)
    {
        if (MemberNumber.TryRead(typed, out var number))
            return await db.Set<Party>()
                .AsNoTracking()
                .Where(p => p.Number == number && p.State == "active")
                .Select(p => p.Id)
                .ToListAsync(ct);
        if (PhoneBinder.Read(typed, "SY") is not { IsValue: true, Value: { } phone })
            return [];
        var index = sealer.Index("phone", phone);
        return await db.Set<ContactPoint>()
            .AsNoTracking()
            .Where(c => c.ValueIndex == index && c.To == null)
            .OrderBy(c => c.PartyId)
            .Select(c => c.PartyId)
            .Distinct()
            .Take(Most)
            .ToListAsync(ct);
    }
}
