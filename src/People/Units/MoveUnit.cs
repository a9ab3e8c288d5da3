using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Places;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>From a day on a unit stands elsewhere, or below another unit. Facts of the days before keep what was
/// then.</summary>
internal sealed record MoveUnit(UnitId UnitId, string? Place = null, string? ParentCode = null, string? From = null)
    : ICommand
{
    public static string Kind => "unit.move";
}

internal sealed class MoveUnitHandler(JisrDb db, UnitTree tree, PlaceBook places, AccessGate gate) : IHandle<MoveUnit>
{
    public async Task<Reach> ReachAsync(MoveUnit command, CommandScope scope, CancellationToken ct)
    {
        // Both ends: whoever moves a unit below another one needs the right there too.
        if (
            command.ParentCode is { Length: > 0 } code
            && await ParentAsync(code, ct) is { } parent
            && !gate.May(scope.Actor, MoveUnit.Kind, Reach.Unit(parent))
        )
            return Reach.Missing;
        return UnitChange.ReachOf(tree, command.UnitId);
    }

    public void Check(MoveUnit command, Problems problems, CommandScope scope)
    {
        if (string.IsNullOrWhiteSpace(command.Place) && string.IsNullOrWhiteSpace(command.ParentCode))
            problems.Add("place", "NOTHING_TO_MOVE");
        if (!string.IsNullOrWhiteSpace(command.Place) && places.Find(command.Place.Trim()) is null)
            problems.Add("place", "PLACE_CODE_UNKNOWN");
        UnitChange.Day("from", command.From, tree.Today(command.UnitId), problems);
    }

    public async Task<Outcome> HandleAsync(MoveUnit command, CommandScope scope, CancellationToken ct)
    {
        if (await UnitChange.OpenAsync(db, command.UnitId, ct) is not { } unit)
            return Outcome.No("UNIT_CLOSED");
        var from = UnitChange.Day("from", command.From, tree.Today(command.UnitId), [])!.Value;
        if (UnitChange.Clean(command.Place) is { } place && await MovePlaceAsync(unit.Id, place, from, ct) is { } late)
            return late;
        if (
            UnitChange.Clean(command.ParentCode) is { } parent
            && await MoveParentAsync(unit.Id, parent, from, ct) is { } refused
        )
            return refused;
        db.Add(UnitChange.Event(unit.Id, "move", from, scope));
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = unit.Id.Value, Number = unit.Code };
    }

    private async Task<Outcome?> MovePlaceAsync(UnitId unit, string place, DateOnly from, CancellationToken ct)
    {
        var last = await db.Set<OrgUnitPlace>().SingleAsync(p => p.UnitId == unit && p.To == null, ct);
        if (last.PlaceCode == place)
            return null;
        if (from < last.From)
            return Outcome.No("CHANGED_SINCE", "from");
        if (from == last.From)
        {
            last.PlaceCode = place;
            return null;
        }
        last.To = from.AddDays(-1);
        db.Add(
            new OrgUnitPlace
            {
                Id = NewId.Next(),
                UnitId = unit,
                PlaceCode = place,
                From = from,
            }
        );
        return null;
    }

    private async Task<Outcome?> MoveParentAsync(UnitId unit, string code, DateOnly from, CancellationToken ct)
    {
        if (await ParentAsync(code, ct) is not { } parent)
            return Outcome.No("ORG_UNIT_UNKNOWN", "parentCode");
        if (tree.IsAtOrBelow(parent, unit))
            return Outcome.No("UNIT_CIRCLE", "parentCode");
        var last = await db.Set<UnitLink>().SingleAsync(l => l.UnitId == unit && l.To == null, ct);
        if (last.ParentId == parent)
            return null;
        if (from < last.From)
            return Outcome.No("CHANGED_SINCE", "from");
        if (from == last.From)
        {
            last.ParentId = parent;
            return null;
        }
        last.To = from.AddDays(-1);
        db.Add(
            new UnitLink
            {
                Id = NewId.Next(),
                UnitId = unit,
                ParentId = parent,
                From = from,
            }
        );
        return null;
    }

    private async Task<UnitId?> ParentAsync(string code, CancellationToken ct) =>
        (
            await db.Set<OrgUnit>().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code && u.ClosedOn == null, ct)
        )?.Id;
}
