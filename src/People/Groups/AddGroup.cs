using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Jisr.People.Units;

namespace Jisr.People.Groups;

/// <summary>A household is written down. Its size is what she says; nobody is made of it.</summary>
internal sealed record AddHousehold(UnitId UnitId, int? DeclaredSize, int? DeclaredChildren, string? Note = null)
    : ICommand
{
    public static string Kind => "household.add";
}

/// <summary>A co-operative, an association or another body with members is written down.</summary>
internal sealed record AddOrganisation(
    UnitId UnitId,
    string OrganisationKind,
    string NameAr,
    string? NameFr = null,
    string? NameEn = null,
    int? DeclaredMembers = null,
    DateOnly? RegisteredOn = null
) : ICommand
{
    public static string Kind => "organisation.add";
}

internal sealed class AddHouseholdHandler(JisrDb db, IUnitTree units) : IHandle<AddHousehold>
{
    public Task<Reach> ReachAsync(AddHousehold command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(units.Find(command.UnitId) is null ? Reach.Missing : Reach.Unit(command.UnitId));

    public void Check(AddHousehold command, Problems problems, CommandScope scope) =>
        GroupRules.Household(command.DeclaredSize, command.DeclaredChildren, command.Note, problems);

    public async Task<Outcome> HandleAsync(AddHousehold command, CommandScope scope, CancellationToken ct)
    {
        var party = await GroupRules.PartyAsync(db, GroupCodes.Household, command.UnitId, scope, ct);
        db.Add(
            new Household
            {
                PartyId = party.Id,
                DeclaredSize = command.DeclaredSize,
                DeclaredChildren = command.DeclaredChildren,
                Note = UnitChange.Clean(command.Note),
            }
        );
        return new Outcome.Done { Subject = party.Id.Value, Number = party.Number };
    }
}

internal sealed class AddOrganisationHandler(JisrDb db, IUnitTree units) : IHandle<AddOrganisation>
{
    public Task<Reach> ReachAsync(AddOrganisation command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(units.Find(command.UnitId) is null ? Reach.Missing : Reach.Unit(command.UnitId));

    public void Check(AddOrganisation command, Problems problems, CommandScope scope)
    {
        if (!GroupCodes.Kinds.Contains(command.OrganisationKind))
            problems.Add("organisationKind", "CHOOSE_ONE");
        GroupRules.Organisation(
            command.NameAr,
            command.NameFr,
            command.NameEn,
            command.DeclaredMembers,
            command.RegisteredOn,
            units.Today(command.UnitId),
            problems
        );
    }

    public async Task<Outcome> HandleAsync(AddOrganisation command, CommandScope scope, CancellationToken ct)
    {
        var party = await GroupRules.PartyAsync(db, GroupCodes.Organisation, command.UnitId, scope, ct);
        db.Add(
            new OrganisationParty
            {
                PartyId = party.Id,
                Kind = command.OrganisationKind,
                NameAr = command.NameAr.Trim(),
                NameFr = UnitChange.Clean(command.NameFr),
                NameEn = UnitChange.Clean(command.NameEn),
                DeclaredMembers = command.DeclaredMembers,
                RegisteredOn = command.RegisteredOn,
            }
        );
        scope.Publish(
            new OrganisationAdded
            {
                On = units.Today(command.UnitId),
                SourceId = party.Id.Value,
                UnitId = command.UnitId,
                PlaceCode = units.Find(command.UnitId)?.PlaceCode,
                PartyId = party.Id,
                Detail = command.OrganisationKind,
            }
        );
        return new Outcome.Done { Subject = party.Id.Value, Number = party.Number };
    }
}

/// <summary>What households and organisations have in common.</summary>
internal static class GroupRules
{
    public static void Household(int? size, int? children, string? note, Problems problems)
    {
        Household("declaredSize", size, "declaredChildren", children, problems);
        problems.Text("note", note, 300, required: false);
    }

    public static void Organisation(
        string nameAr,
        string? nameFr,
        string? nameEn,
        int? members,
        DateOnly? registeredOn,
        DateOnly today,
        Problems problems
    )
    {
        problems.Text("nameAr", nameAr, 120);
        problems.Text("nameFr", nameFr, 120, required: false);
        problems.Text("nameEn", nameEn, 120, required: false);
        Size("declaredMembers", members, 100_000, problems);
        if (registeredOn > today)
            problems.Add("registeredOn", "DAY_TO_COME");
    }

    public static void Size(string field, int? value, int most, Problems problems)
    {
        if (value is < 1 || value > most)
            problems.Add(field, "GROUP_SIZE_RANGE", ("min", 1), ("max", most));
    }

    /// <summary>A household as it is told: it has one grown-up at least.</summary>
    public static void Household(string sizeField, int? size, string childrenField, int? children, Problems problems)
    {
        Size(sizeField, size, 40, problems);
        if (children is not 0)
            Size(childrenField, children, 30, problems);
        if (children >= size)
            problems.Add(childrenField, "CHILDREN_TOO_MANY");
    }

    public static async Task<Party> PartyAsync(
        JisrDb db,
        string kind,
        UnitId unit,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var party = new Party
        {
            Id = new PartyId(scope.Id.Value),
            Kind = kind,
            State = "active",
            HomeUnitId = unit,
            Number = MemberNumber.Of(await DeviceNumbers.NextAsync(db, 1, ct)),
            CreatedAt = scope.Now,
            CreatedBy = scope.Actor.AccountId,
        };
        db.Add(party);
        return party;
    }
}
