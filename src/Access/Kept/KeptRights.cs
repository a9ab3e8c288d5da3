using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

namespace Jisr.Access.Kept;

/// <summary>Who works off what could not be done.</summary>
internal static class KeptRights
{
    /// <summary>The list of a unit; safeguarding sees what it was told of.</summary>
    public const string See = "worklist.see";
}

/// <summary>The units at which somebody holds a right.</summary>
internal sealed class KeptUnits(ICurrentActor current, AccessGate gate, IUnitDirectory directory)
{
    private IReadOnlyList<UnitInfo>? all;

    public async Task<IReadOnlyList<UnitInfo>> WithAsync(string permission, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        all ??= await directory.AllAsync(ct);
        return [.. all.Where(u => gate.May(actor, permission, Reach.Unit(u.Id)))];
    }

    public async Task<bool> MayAsync(string permission, UnitId unit, CancellationToken ct) =>
        gate.May(await current.GetAsync(ct), permission, Reach.Unit(unit));

    public async Task<string> NameOfAsync(UnitId unit, CancellationToken ct)
    {
        all ??= await directory.AllAsync(ct);
        return all.FirstOrDefault(u => u.Id == unit)?.Name(Kernel.Language.Words.Language) ?? "Jisr";
    }
}
