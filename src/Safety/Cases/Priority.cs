using Jisr.Contracts.People;
using Jisr.Contracts.Safety;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Cases;

/// <summary>Yes or no; never why.</summary>
internal sealed class Priority(JisrDb db, CaseKey key, IPartyDirectory people) : IPriority
{
    public async Task<bool> IsConfirmedAsync(PartyId party, CancellationToken ct)
    {
        // A file that was opened for a record that was merged is hers still.
        foreach (var record in await people.RecordsOfAsync(party, ct))
        {
            var index = await key.IndexOfAsync(record, ct);
            if (
                await db.Set<ConfidentialCase>()
                    .AnyAsync(c => c.PartyIndex == index && c.State == ConfidentialCase.Open, ct)
            )
                return true;
        }
        return false;
    }
}
