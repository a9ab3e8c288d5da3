using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Places;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>Several units become one new one. Their last day is the one before <paramref name="On"/>; their women are
/// of the new one from then on, what was counted keeps the unit of its day.</summary>
internal sealed record MergeUnits(
    IReadOnlyList<UnitId> UnitIds,
    string Code,
    string NameAr,
    string? NameFr,
    string? NameEn,
    string Place,
    string? On = null
) : ICommand
{
    public static string Kind => "unit.merge";
}

internal sealed class MergeUnitsHandler(JisrDb db, UnitTree tree, UnitsAsAt history, PlaceBook places, AccessGate gate)
    : IHandle<MergeUnits>
{
    public Task<Reach> ReachAsync(MergeUnits command, CommandScope scope, CancellationToken ct)
    {
        // All of them must be hers.
        var first = command.UnitIds is { Count: > 0 } ids ? ids[0] : default;
        foreach (var id in command.UnitIds?.Skip(1) ?? [])
            if (!gate.May(scope.Actor, MergeUnits.Kind, UnitChange.ReachOf(tree, id)))
                return Task.FromResult(Reach.Missing);
        return Task.FromResult(UnitChange.ReachOf(tree, first));
    }

    public void Check(MergeUnits command, Problems problems, CommandScope scope)
    {
        if (command.UnitIds.Distinct().Count() < 2)
            problems.Add("unitIds", "TWO_UNITS_AT_LEAST");
        if (!Codes.IsCode(command.Code))
            problems.Add("code", "CODE_SHAPE");
        if (places.Find(command.Place ?? "") is null)
            problems.Add("place", "PLACE_CODE_UNKNOWN");
        UnitChange.Names(command.NameAr, command.NameFr, command.NameEn, problems);
        UnitChange.Day("on", command.On, tree.Today(command.UnitIds[0]), problems);
    }

    public async Task<Outcome> HandleAsync(MergeUnits command, CommandScope scope, CancellationToken ct)
    {
        UnitId[] ids = [.. command.UnitIds.Distinct()];
        var old = await db.Set<OrgUnit>().Where(u => ids.Contains(u.Id) && u.ClosedOn == null).ToListAsync(ct);
        if (old.Count < ids.Length)
            return Outcome.No("UNIT_CLOSED");
        if (await db.Set<OrgUnit>().AnyAsync(u => u.Code == command.Code, ct))
            return Outcome.No("CODE_TAKEN", "code");
        var on = UnitChange.Day("on", command.On, tree.Today(ids[0]), [])!.Value;
        foreach (var unit in old)
            if (await UnitEnds.RefusalAsync(db, history, tree, unit, on, ct) is { } refused)
                return refused;
        var id = new UnitId(scope.Id.Value);
        foreach (var unit in old)
        {
            NewUnit.Close(db, unit, "merge", tree.Find(unit.Id)?.PlaceCode, on.AddDays(-1), scope);
            db.Add(UnitEnds.Heir(scope, unit.Id, id, 10_000));
        }
        var kind = old.Find(u => u.Id == ids[0])!.Kind;
        NewUnit.Write(
            db,
            id,
            new AddUnit(command.Code, kind, command.Place, command.NameAr, command.NameFr, command.NameEn, null, on),
            tree.ParentOf(ids[0]) ?? UnitId.Root,
            scope
        );
        await db.SaveChangesAsync(ct);
        await UnitEnds.ProgrammesAsync(db, ids, [id], on, ct);
        await db.Set<Party>()
            .Where(p => ids.Contains(p.HomeUnitId))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.HomeUnitId, id), ct);
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = id.Value, Number = command.Code };
    }
}
