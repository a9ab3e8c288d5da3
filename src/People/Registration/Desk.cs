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

    /// <summary>Ids of all that a permission of hers reaches: the units, and the platform itself, where those belong whom
    /// no unit is near.</summary>
    public async Task<List<UnitId>> ReachedAsync(string permission, CancellationToken ct)
    {
        var units = (await UnitsAsync(permission, ct)).Select(u => u.Id).ToList();
        if (gate.May(await current.GetAsync(ct), permission, Reach.Unit(UnitId.Root)))
            units.Add(UnitId.Root);
        return units;
    }

    /// <summary>For grants that are bound to a programme: each with the units that they reach.</summary>
    public async Task<IReadOnlyList<(ProgrammeId Programme, List<UnitId> Units)>> ProgrammesAsync(
        string permission,
        CancellationToken ct
    )
    {
        var actor = await current.GetAsync(ct);
        var found = new List<(ProgrammeId, List<UnitId>)>();
        foreach (var programme in gate.ProgrammesWith(actor, permission))
            found.Add(
                (
                    programme,
                    [
                        .. (await AllAsync(ct))
                            .Select(u => u.Id)
                            .Append(UnitId.Root)
                            .Distinct()
                            .Where(u => gate.May(actor, permission, Reach.Unit(u, programme))),
                    ]
                )
            );
        return found;
    }

    public Task<IReadOnlyList<UnitInfo>> UnitsAsync(CancellationToken ct = default) =>
        UnitsAsync(PersonRights.Desk, ct);

    public async Task<string> NameOfAsync(UnitId unit, CancellationToken ct = default) =>
        (await AllAsync(ct)).FirstOrDefault(u => u.Id == unit)?.Name(Kernel.Language.Words.Language) ?? "Jisr";
}
