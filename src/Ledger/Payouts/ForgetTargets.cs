using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>Where money went stays as a kind: the name of the wallet and its last signs go.</summary>
internal sealed class ForgetTargets(JisrDb db) : IForgetPerson
{
    public Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct) =>
        db.Set<PayoutTarget>()
            .Where(t => t.PartyId == party)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(t => t.Label, "")
                        .SetProperty(t => t.Last4, (string?)null)
                        .SetProperty(t => t.ReplacedAt, t => t.ReplacedAt ?? now),
                ct
            );
}
