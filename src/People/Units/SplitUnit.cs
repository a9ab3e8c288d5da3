using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Places;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>One part of a split. <paramref name="Share"/> of the old unit in 1/10,000, for targets and comparisons.</summary>
internal sealed record UnitPart(string Code, string NameAr, string? NameFr, string? NameEn, string Place, int Share);

/// <summary>A unit becomes several. Its last day is the one before <paramref name="On"/>; what was counted there keeps
/// its id. Women go to the part whose place holds their district, the others to the largest.</summary>
internal sealed record SplitUnit(UnitId UnitId, IReadOnlyList<UnitPart> Into, string? On = null) : ICommand
{
    public static string Kind => "unit.split";
}

internal sealed class SplitUnitHandler(JisrDb db, UnitTree tree, UnitsAsAt history, PlaceBook places)
    : IHandle<SplitUnit>
{
    private const int Whole = 10_000;

    public Task<Reach> ReachAsync(SplitUnit command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(UnitChange.ReachOf(tree, command.UnitId));

    public void Check(SplitUnit command, Problems problems, CommandScope scope)
    {
        if (command.Into is not { Count: >= 2 and <= 10 })
        {
            problems.Add("into", "TWO_PARTS_AT_LEAST");
            return;
        }
        foreach (var (i, part) in command.Into.Index())
        {
            var own = new Problems();
            if (!Codes.IsCode(part.Code))
                own.Add("code", "CODE_SHAPE");
            if (places.Find(part.Place ?? "") is null)
                own.Add("place", "PLACE_CODE_UNKNOWN");
            UnitChange.Names(part.NameAr, part.NameFr, part.NameEn, own);
            if (part.Share is < 1 or >= Whole)
                own.Add("share", "SHARE_RANGE");
            problems.AddRange(own.Select(p => p with { Field = $"into.{i}.{p.Field}" }));
        }
        if (problems.Count == 0 && command.Into.Sum(p => p.Share) != Whole)
            problems.Add("into.0.share", "SHARES_MAKE_A_WHOLE");
        if (command.Into.Select(p => p.Code).Distinct(StringComparer.Ordinal).Count() < command.Into.Count)
            problems.Add("into.1.code", "CODE_TAKEN");
        UnitChange.Day("on", command.On, tree.Today(command.UnitId), problems);
    }

    public async Task<Outcome> HandleAsync(SplitUnit command, CommandScope scope, CancellationToken ct)
    {
        if (await UnitChange.OpenAsync(db, command.UnitId, ct) is not { } old)
            return Outcome.No("UNIT_CLOSED");
        var on = UnitChange.Day("on", command.On, tree.Today(old.Id), [])!.Value;
        if (await UnitEnds.RefusalAsync(db, history, tree, old, on, ct) is { } refused)
            return refused;
        string[] codes = [.. command.Into.Select(p => p.Code)];
        if (
            await db.Set<OrgUnit>().Where(u => codes.Contains(u.Code)).Select(u => u.Code).FirstOrDefaultAsync(ct) is
            { } taken
        )
            return Outcome.No("CODE_TAKEN", $"into.{Array.IndexOf(codes, taken)}.code");
        var parent = tree.ParentOf(old.Id) ?? UnitId.Root;
        NewUnit.Close(db, old, "split", tree.Find(old.Id)?.PlaceCode, on.AddDays(-1), scope);
        var parts = new List<(UnitId Id, UnitPart Part)>();
        foreach (var part in command.Into)
        {
            var id = new UnitId(NewId.Next());
            NewUnit.Write(
                db,
                id,
                new AddUnit(
                    part.Code,
                    old.Kind,
                    part.Place,
                    part.NameAr,
                    part.NameFr,
                    part.NameEn,
                    null,
                    on,
                    old.Phone
                ),
                parent,
                scope
            );
            db.Add(UnitEnds.Heir(scope, old.Id, id, part.Share));
            parts.Add((id, part));
        }
        await db.SaveChangesAsync(ct);
        await UnitEnds.ProgrammesAsync(db, [old.Id], [.. parts.Select(p => p.Id)], on, ct);
        await MoveWomenAsync(old.Id, parts, ct);
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = parts[0].Id.Value, Number = parts[0].Part.Code };
    }

    private async Task MoveWomenAsync(UnitId old, List<(UnitId Id, UnitPart Part)> parts, CancellationToken ct)
    {
        // The finest place first: a district before the governorate around it.
        foreach (var (id, part) in parts.OrderByDescending(p => places.Find(p.Part.Place)!.Level))
        {
            string[] within = [.. places.WithAllBelow(part.Place)];
            await db.Set<Party>()
                .Where(p =>
                    p.HomeUnitId == old
                    && db.Set<Residence>().Any(r => r.PartyId == p.Id && r.To == null && within.Contains(r.PlaceCode))
                )
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.HomeUnitId, id), ct);
        }
        var largest = parts.MaxBy(p => p.Part.Share).Id;
        await db.Set<Party>()
            .Where(p => p.HomeUnitId == old)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.HomeUnitId, largest), ct);
    }
}
