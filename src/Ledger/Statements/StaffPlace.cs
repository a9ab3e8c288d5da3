using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

namespace Jisr.Ledger.Statements;

/// <summary>Country and zone by which a worker reads values: those of the unit she stands at.</summary>
internal sealed class StaffPlace(ICurrentActor current, IUnitTree units)
{
    public async Task<(string Country, TimeZoneInfo Zone)> OfAsync(CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var facts = units.Find(actor.Grants.Count > 0 ? actor.Grants[0].UnitId : UnitId.Root);
        return (facts?.Country ?? "SY", facts?.Zone ?? TimeZoneInfo.Utc);
    }
}
