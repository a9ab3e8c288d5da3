using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Places;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>A centre, space or other unit begins, or is planned for a day to come: a planned one is counted nowhere
/// until <see cref="OpenUnit"/> says that it began. Its zone is that of its country.</summary>
internal sealed record AddUnit(
    string Code,
    string UnitKind,
    string Place,
    string NameAr,
    string? NameFr = null,
    string? NameEn = null,
    string? ParentCode = null,
    DateOnly? OpenedOn = null,
    string? Phone = null,
    DateOnly? PlannedOpening = null
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
        UnitChange.Names(command.NameAr, command.NameFr, command.NameEn, problems);
        if (command.OpenedOn is { } opened && opened < OrgUnitDates.First)
            problems.Add("openedOn", "DAY_TOO_EARLY");
        if (command.PlannedOpening is not null && command.OpenedOn is not null)
            problems.Add("plannedOpening", "OPEN_OR_PLANNED");
        UnitPhone.Read(command.Phone, CountryOf(command), problems);
    }

    public async Task<Outcome> HandleAsync(AddUnit command, CommandScope scope, CancellationToken ct)
    {
        if (await db.Set<OrgUnit>().AnyAsync(u => u.Code == command.Code, ct))
            return Outcome.No("CODE_TAKEN", "code");
        var parent = UnitId.Root;
        if (command.ParentCode is { } parentCode)
        {
            if (await ParentAsync(parentCode, ct) is not { } found)
                return Outcome.No("ORG_UNIT_UNKNOWN", "parentCode");
            parent = found;
        }
        var id = new UnitId(scope.Id.Value);
        NewUnit.Write(db, id, command, parent, scope);
        scope.Stale(UnitTree.Tag);
        return new Outcome.Done { Subject = id.Value, Number = command.Code };
    }

    internal static string CountryOf(AddUnit command) => command.Place is { Length: >= 2 } p ? p[..2] : "SY";

    private async Task<UnitId?> ParentAsync(string code, CancellationToken ct) =>
        (
            await db.Set<OrgUnit>().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code && u.ClosedOn == null, ct)
        )?.Id;
}
