using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

namespace Jisr.Safety.Reports;

/// <summary>Which organisation a unit belongs to: the unit just below the platform.</summary>
internal sealed class Organisations(IUnitDirectory directory, IUnitTree tree)
{
    public async Task<bool> ExistsAsync(UnitId unit, CancellationToken ct) =>
        (await directory.AllAsync(ct)).Any(u => u.Id == unit);

    public async Task<UnitId> OfAsync(UnitId unit, CancellationToken ct)
    {
        var above = (await directory.AllAsync(ct)).Select(u => u.Id).Where(u => tree.IsAtOrBelow(unit, u)).ToList();
        return above.FirstOrDefault(top => above.TrueForAll(u => tree.IsAtOrBelow(u, top)), unit);
    }
}
