using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;

namespace Jisr.People.Registration;

/// <summary>The worker at her desk: the units where she registers, and their names.</summary>
internal sealed class Desk(ICurrentActor current, AccessGate gate, IUnitDirectory directory)
{
    private IReadOnlyList<UnitInfo>? all;

    public async Task<IReadOnlyList<UnitInfo>> AllAsync(CancellationToken ct = default) =>
        all ??= await directory.AllAsync(ct);

    /// <summary>Units at which she holds a permission.</summary>
    public async Task<IReadOnlyList<UnitInfo>> UnitsAsync(string permission, CancellationToken ct = default)
    {
        var actor = await current.GetAsync(ct);
        return [.. (await AllAsync(ct)).Where(u => gate.May(actor, permission, Reach.Unit(u.Id)))];
    }

    public Task<IReadOnlyList<UnitInfo>> UnitsAsync(CancellationToken ct = default) =>
        UnitsAsync(PersonRights.Desk, ct);

    public async Task<string> NameOfAsync(UnitId unit, CancellationToken ct = default) =>
        (await AllAsync(ct)).FirstOrDefault(u => u.Id == unit)?.Name(Kernel.Language.Words.Language) ?? "Jisr";
}
