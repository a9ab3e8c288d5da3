using Jisr.Contracts.Safety;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Cases;

/// <summary>Yes or no; never why.</summary>
internal sealed class Priority(JisrDb db, CaseKey key) : IPriority
{
    public async Task<bool> IsConfirmedAsync(PartyId party, CancellationToken ct)
    {
        var index = await key.IndexOfAsync(party, ct);
        return await db.Set<ConfidentialCase>()
            .AnyAsync(c => c.PartyIndex == index && c.State == ConfidentialCase.Open, ct);
    }
}
