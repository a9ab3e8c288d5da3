using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Custody;

/// <summary>Whose a custodian is: its unit's, or the woman's whose purse it is.</summary>
internal sealed class CustodianReach(JisrDb db, IServiceProvider services)
{
    public Task<Custodian?> FindAsync(Guid id, CancellationToken ct)
    {
        var custodian = new CustodianId(id);
        return db.Set<Custodian>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == custodian, ct);
    }

    /// <summary>Its unit alone: for what only an organisation does.</summary>
    public async Task<Reach> UnitAsync(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } row ? Reach.Unit(row.UnitId) : Reach.Missing;

    public async Task<Reach> OfAsync(Guid id, CommandScope scope, CancellationToken ct) =>
        await FindAsync(id, ct) is { } row ? Reach.Unit(row.UnitId)
        : scope.Actor.PartyId is { } party && IsPurseOf(id, party) ? Reach.Self(party)
        : Reach.Missing;

    /// <summary>True for the purse that a seller's cash is noted in.</summary>
    public bool IsPurseOf(Guid custodian, PartyId party) => PurseOf(party) == custodian;

    /// <summary>The purse of a member; null where there is no market.</summary>
    public Guid? PurseOf(PartyId party) => services.GetService<ISellerContacts>()?.PurseOf(party);
}
