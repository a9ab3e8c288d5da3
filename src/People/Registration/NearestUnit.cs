using Jisr.Contracts.People;
using Jisr.Kernel.Ids;

namespace Jisr.People.Registration;

/// <summary>The centre that a woman who registers alone is given to: of her district, else governorate, else region;
/// the platform where there is none.</summary>
internal sealed class NearestUnit(IUnitDirectory units, IPlaces places)
{
    public async Task<UnitId> ToAsync(string? placeCode, CancellationToken ct)
    {
        if (placeCode is null)
            return UnitId.Root;
        var all = await units.AllAsync(ct);
        foreach (var level in (int[])[3, 2, 1])
            if (
                places.Ancestor(placeCode, level) is { } near
                && all.FirstOrDefault(u => u.PlaceCode is { } at && places.Ancestor(at, level)?.Code == near.Code)
                    is { } unit
            )
                return unit.Id;
        return UnitId.Root;
    }
}
