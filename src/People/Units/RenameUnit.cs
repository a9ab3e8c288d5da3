using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>A unit has other names from a day on; the old ones stay for the days before.</summary>
internal sealed record RenameUnit(
    UnitId UnitId,
    string NameAr,
    string? NameFr = null,
    string? NameEn = null,
    string? From = null
) : ICommand
{
    public static string Kind => "unit.rename";
}

internal sealed class RenameUnitHandler(JisrDb db, UnitTree tree) : IHandle<RenameUnit>
{
    public Task<Reach> ReachAsync(RenameUnit command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(UnitChange.ReachOf(tree, command.UnitId));

    public void Check(RenameUnit command, Problems problems, CommandScope scope)
    {
        UnitChange.Names(command.NameAr, command.NameFr, command.NameEn, problems);
        UnitChange.Day("from", command.From, tree.Today(command.UnitId), problems);
    }

    public async Task<Outcome> HandleAsync(RenameUnit command, CommandScope scope, CancellationToken ct)
    {
        if (await UnitChange.OpenAsync(db, command.UnitId, ct) is not { } unit)
            return Outcome.No("UNIT_CLOSED");
        var from = UnitChange.Day("from", command.From, tree.Today(command.UnitId), [])!.Value;
        var last = await db.Set<OrgUnitName>().SingleAsync(n => n.UnitId == unit.Id && n.To == null, ct);
        if (from < last.From)
            return Outcome.No("CHANGED_SINCE", "from");
        if (from == last.From)
        {
            // The same day again mends what was typed that day.
            last.Ar = command.NameAr.Trim();
            last.Fr = UnitChange.Clean(command.NameFr);
            last.En = UnitChange.Clean(command.NameEn);
        }
        else
        {
            last.To = from.AddDays(-1);
            db.Add(
                new OrgUnitName
                {
                    Id = scope.Id.Value,
                    UnitId = unit.Id,
                    Ar = command.NameAr.Trim(),
                    Fr = UnitChange.Clean(command.NameFr),
                    En = UnitChange.Clean(command.NameEn),
                    From = from,
                }
            );
        }
        db.Add(UnitChange.Event(unit.Id, "rename", from, scope));
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = unit.Id.Value, Number = unit.Code };
    }
}
