using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>A unit ends; the day is its last. Its people and its history stay.</summary>
internal sealed record CloseUnit(UnitId UnitId, string? On = null) : ICommand
{
    public static string Kind => "unit.close";
}

internal sealed class CloseUnitHandler(JisrDb db, UnitTree tree, UnitsAsAt history) : IHandle<CloseUnit>
{
    public Task<Reach> ReachAsync(CloseUnit command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(UnitChange.ReachOf(tree, command.UnitId));

    public void Check(CloseUnit command, Problems problems, CommandScope scope) =>
        UnitChange.Day("on", command.On, tree.Today(command.UnitId), problems);

    public async Task<Outcome> HandleAsync(CloseUnit command, CommandScope scope, CancellationToken ct)
    {
        if (await UnitChange.OpenAsync(db, command.UnitId, ct) is not { } unit)
            return Outcome.No("UNIT_CLOSED");
        var today = tree.Today(command.UnitId);
        var on = UnitChange.Day("on", command.On, today, [])!.Value;
        if (unit.OpenedOn is { } opened && on < opened)
            return Outcome.No("CLOSED_BEFORE_OPENED", "on");
        if ((await history.OnAsync(today, ct)).Any(u => u.ParentId == unit.Id))
            return Outcome.No("UNIT_HAS_UNITS");
        var last = await db.Set<UnitEvent>().Where(e => e.UnitId == unit.Id).MaxAsync(e => (DateOnly?)e.On, ct);
        if (last > on)
            return Outcome.No("CHANGED_SINCE", "on");
        NewUnit.Close(db, unit, "close", tree.Find(unit.Id)?.PlaceCode, on, scope);
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = unit.Id.Value, Number = unit.Code };
    }
}
