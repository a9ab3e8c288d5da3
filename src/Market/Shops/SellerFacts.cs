using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

namespace Jisr.Market.Shops;

/// <summary>What events of a shop need to know of its seller: her home unit and the day there.</summary>
internal sealed class SellerFacts(IUnitTree units, IPartyDirectory? people = null)
{
    /// <summary>Where her days begin and end: at her home unit, else in the capital of her shop's country.</summary>
    public async Task<TimeZoneInfo> ZoneOfAsync(PartyId seller, string country, CancellationToken ct)
    {
        var home = people is null ? null : await people.HomeUnitAsync(seller, ct);
        return (home is { } unit ? units.Find(unit)?.Zone : null) ?? SellerDesk.ZoneOf(country);
    }

    public async Task<(UnitId? Unit, DateOnly Today)> OfAsync(PartyId seller, CancellationToken ct)
    {
        var unit = people is null ? null : await people.HomeUnitAsync(seller, ct);
        return (unit, units.Today(unit ?? UnitId.Root));
    }
}
