using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>With an owner who is made nameless goes the number by which shops knew her; what she is owed stays.</summary>
internal sealed class ForgetLots(JisrDb db) : IForgetPerson
{
    public Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct) =>
        db.Set<Lot>().Where(l => l.OwnerId == party).ExecuteUpdateAsync(s => s.SetProperty(l => l.OwnerMark, ""), ct);
}
