using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;

namespace Jisr.People.Units;

/// <summary>A planned unit began. From that day on it is counted, and women can be registered there.</summary>
internal sealed record OpenUnit(UnitId UnitId, string? On = null) : ICommand
{
    public static string Kind => "unit.open";
}

internal sealed class OpenUnitHandler(JisrDb db, UnitTree tree) : IHandle<OpenUnit>
{
    public Task<Reach> ReachAsync(OpenUnit command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(UnitChange.ReachOf(tree, command.UnitId));

    public void Check(OpenUnit command, Problems problems, CommandScope scope) =>
        UnitChange.Day("on", command.On, tree.Today(command.UnitId), problems);

    public async Task<Outcome> HandleAsync(OpenUnit command, CommandScope scope, CancellationToken ct)
    {
        if (await UnitChange.OpenAsync(db, command.UnitId, ct) is not { } unit)
            return Outcome.No("UNIT_CLOSED");
        if (unit.OpenedOn is not null)
            return Outcome.No("UNIT_IS_OPEN");
        unit.OpenedOn = UnitChange.Day("on", command.On, tree.Today(unit.Id), [])!.Value;
        NewUnit.EndPlan(unit, tree.Find(unit.Id)?.PlaceCode, scope);
        NewUnit.Open(db, unit.Id, unit.Kind, tree.Find(unit.Id)?.PlaceCode, unit.OpenedOn.Value, scope);
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = unit.Id.Value, Number = unit.Code };
    }
}
