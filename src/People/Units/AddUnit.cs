using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Places;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>A centre, space or other unit begins. Its zone is that of its country.</summary>
internal sealed record AddUnit(
    string Code,
    string UnitKind,
    string Place,
    string NameAr,
    string? NameFr = null,
    string? NameEn = null,
    string? ParentCode = null,
    DateOnly? OpenedOn = null
) : ICommand
{
    public static string Kind => "unit.add";

    /// <summary>people.md A2.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "space",
        "rural-centre",
        "rural-unit",
        "association",
        "agency",
        "market",
    ];
}

internal sealed class AddUnitHandler(JisrDb db, PlaceBook places) : IHandle<AddUnit>
{
    public async Task<Reach> ReachAsync(AddUnit command, CommandScope scope, CancellationToken ct) =>
        command.ParentCode is null ? Reach.Unit(UnitId.Root)
        : await ParentAsync(command.ParentCode, ct) is { } parent ? Reach.Unit(parent)
        : Reach.Unit(UnitId.Root);

    public void Check(AddUnit command, Problems problems, CommandScope scope)
    {
        if (!Codes.IsCode(command.Code))
            problems.Add("code", "CODE_SHAPE");
        if (!AddUnit.Kinds.Contains(command.UnitKind))
            problems.Add("unitKind", "UNIT_KIND_UNKNOWN", ("kinds", string.Join(", ", AddUnit.Kinds)));
        if (places.Find(command.Place ?? "") is null)
            problems.Add("place", "PLACE_CODE_UNKNOWN");
        problems.Text("nameAr", command.NameAr, 120);
        problems.Text("nameFr", command.NameFr, 120, required: false);
        problems.Text("nameEn", command.NameEn, 120, required: false);
    }

    public async Task<Outcome> HandleAsync(AddUnit command, CommandScope scope, CancellationToken ct)
    {
        if (await db.Set<OrgUnit>().AnyAsync(u => u.Code == command.Code, ct))
            return Outcome.No("CODE_TAKEN", "code");
        var parent = UnitId.Root;
        if (command.ParentCode is { } parentCode)
        {
            if (await ParentAsync(parentCode, ct) is not { } found)
                return Outcome.No("UNIT_UNKNOWN", "parentCode");
            parent = found;
        }
        var id = new UnitId(scope.Id.Value);
        var zone = Zones.OfCountry(command.Place[..2]);
        var opened =
            command.OpenedOn
            ?? DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(scope.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime
            );
        db.Add(
            new OrgUnit
            {
                Id = id,
                Code = command.Code,
                Kind = command.UnitKind,
                PlaceCode = command.Place,
                Zone = zone,
                OpenedOn = opened,
                CreatedAt = scope.Now,
            }
        );
        db.Add(
            new OrgUnitName
            {
                Id = NewId.Next(),
                UnitId = id,
                Ar = command.NameAr.Trim(),
                Fr = command.NameFr?.Trim(),
                En = command.NameEn?.Trim(),
                From = WritePlaces.Always,
            }
        );
        db.Add(
            new UnitLink
            {
                Id = NewId.Next(),
                UnitId = id,
                ParentId = parent,
                From = WritePlaces.Always,
            }
        );
        scope.Publish(
            new UnitOpened
            {
                On = opened,
                SourceId = id.Value,
                UnitId = id,
                PlaceCode = command.Place,
                Detail = command.UnitKind,
            }
        );
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = id.Value, Number = command.Code };
    }

    private async Task<UnitId?> ParentAsync(string code, CancellationToken ct) =>
        (await db.Set<OrgUnit>().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, ct))?.Id;
}
