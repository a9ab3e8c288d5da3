using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Places;

namespace Jisr.People.Units;

/// <summary>The rows of a unit that begins, and the event that says so.</summary>
internal static class NewUnit
{
    public static void Write(JisrDb db, UnitId id, AddUnit command, UnitId parent, CommandScope scope)
    {
        var country = AddUnitHandler.CountryOf(command);
        // Today as the platform's clock has it: never a day that lies ahead somewhere.
        var opened = command.PlannedOpening is null
            ? command.OpenedOn ?? DateOnly.FromDateTime(scope.Now.UtcDateTime)
            : (DateOnly?)null;
        db.Add(
            new OrgUnit
            {
                Id = id,
                Code = command.Code,
                Kind = command.UnitKind,
                Zone = Zones.OfCountry(country),
                OpenedOn = opened,
                PlannedOpening = command.PlannedOpening,
                Phone = UnitPhone.Read(command.Phone, country, []),
                CreatedAt = scope.Now,
            }
        );
        db.Add(
            new OrgUnitName
            {
                Id = NewId.Next(),
                UnitId = id,
                Ar = command.NameAr.Trim(),
                Fr = UnitChange.Clean(command.NameFr),
                En = UnitChange.Clean(command.NameEn),
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
        db.Add(
            new OrgUnitPlace
            {
                Id = NewId.Next(),
                UnitId = id,
                PlaceCode = command.Place,
                From = WritePlaces.Always,
            }
        );
        if (opened is { } day)
            Open(db, id, command.UnitKind, command.Place, day, scope);
        else if (command.PlannedOpening is { } planned)
            scope.Publish(Planned(id, command.UnitKind, command.Place, planned));
    }

    /// <summary>It is planned no more: it began, or will never begin.</summary>
    public static void EndPlan(OrgUnit unit, string? place, CommandScope scope)
    {
        if (unit.PlannedOpening is { } planned)
            scope.Publish(Planned(unit.Id, unit.Kind, place, planned) with { TakesBack = true });
    }

    /// <summary>Says that it began.</summary>
    public static void Open(JisrDb db, UnitId id, string kind, string? place, DateOnly day, CommandScope scope)
    {
        db.Add(UnitChange.Event(id, "open", day, scope));
        scope.Publish(
            new UnitOpened
            {
                On = day,
                SourceId = id.Value,
                UnitId = id,
                PlaceCode = place,
                Detail = kind,
            }
        );
    }

    /// <summary>Says that it ended; the day is its last. One that never began is planned no more, and nothing else.</summary>
    public static void Close(JisrDb db, OrgUnit unit, string why, string? place, DateOnly last, CommandScope scope)
    {
        unit.ClosedOn = last;
        db.Add(UnitChange.Event(unit.Id, why, last, scope));
        if (unit.OpenedOn is null)
            EndPlan(unit, place, scope);
        else
            scope.Publish(
                new UnitClosed
                {
                    On = last,
                    SourceId = unit.Id.Value,
                    UnitId = unit.Id,
                    PlaceCode = place,
                    Detail = unit.Kind,
                }
            );
    }

    private static UnitPlanned Planned(UnitId id, string kind, string? place, DateOnly day) =>
        new()
        {
            On = day,
            SourceId = id.Value,
            UnitId = id,
            PlaceCode = place,
            Detail = kind,
        };
}
