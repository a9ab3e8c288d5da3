using Jisr.Contracts.People;
using Jisr.Kernel.Ids;

namespace Jisr.Ledger.Payouts;

/// <summary>What a woman is owed may stand under several records, where these were merged.</summary>
internal sealed class PayeeRecords(IEnumerable<IPartyDirectory> directories)
{
    /// <summary>All records of hers, the one that lives on first.</summary>
    public async Task<IReadOnlyList<PartyId>> OfAsync(PartyId party, CancellationToken ct)
    {
        foreach (var directory in directories)
            return await directory.RecordsOfAsync(party, ct);
        return [party];
    }
}
