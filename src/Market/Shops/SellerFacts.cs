using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

namespace Jisr.Market.Shops;

/// <summary>What events of a shop need to know of its seller: her home unit and the day there.</summary>
internal sealed class SellerFacts(IUnitTree units, IPartyDirectory? people = null)
{
    public async Task<(UnitId? Unit, DateOnly Today)> OfAsync(PartyId seller, CancellationToken ct)
    {
        var unit = people is null ? null : await people.HomeUnitAsync(seller, ct);
        return (unit, units.Today(unit ?? UnitId.Root));
    }
}
