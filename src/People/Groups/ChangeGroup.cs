using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Groups;

/// <summary>What a household says of itself is written anew; what stood before is kept.</summary>
internal sealed record ChangeHousehold(PartyId GroupId, int? DeclaredSize, int? DeclaredChildren, string? Note)
    : ICommand
{
    public static string Kind => "household.change";
}

/// <summary>Names, members and registration of a body are written anew; its kind stays what it was written down as.</summary>
internal sealed record ChangeOrganisation(PartyId GroupId, string NameAr) : ICommand
{
    public static string Kind => "organisation.change";
    public string? NameFr { get; init; }
    public string? NameEn { get; init; }
    public int? DeclaredMembers { get; init; }
    public DateOnly? RegisteredOn { get; init; }
}

internal sealed class ChangeHouseholdHandler(JisrDb db, GroupHistory history) : IHandle<ChangeHousehold>
{
    public Task<Reach> ReachAsync(ChangeHousehold command, CommandScope scope, CancellationToken ct) =>
        GroupHistory.ReachAsync(db, command.GroupId, GroupCodes.Household, ct);

    public void Check(ChangeHousehold command, Problems problems, CommandScope scope) =>
        GroupRules.Household(command.DeclaredSize, command.DeclaredChildren, command.Note, problems);

    public async Task<Outcome> HandleAsync(ChangeHousehold command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "people_party", "id", command.GroupId.Value, ct);
        var now = await db.Set<Household>().SingleAsync(h => h.PartyId == command.GroupId, ct);
        await db.Entry(now).ReloadAsync(ct);
        var note = UnitChange.Clean(command.Note);
        await history.KeepAsync(
            command.GroupId,
            GroupCodes.Household,
            [
                ("declaredSize", GroupHistory.Text(now.DeclaredSize), GroupHistory.Text(command.DeclaredSize)),
                (
                    "declaredChildren",
                    GroupHistory.Text(now.DeclaredChildren),
                    GroupHistory.Text(command.DeclaredChildren)
                ),
                ("note", now.Note ?? "", note ?? ""),
            ],
            scope,
            ct
        );
        (now.DeclaredSize, now.DeclaredChildren, now.Note) = (command.DeclaredSize, command.DeclaredChildren, note);
        return new Outcome.Done { Subject = command.GroupId.Value };
    }
}

internal sealed class ChangeOrganisationHandler(JisrDb db, GroupHistory history, IUnitTree units)
    : IHandle<ChangeOrganisation>
{
    public Task<Reach> ReachAsync(ChangeOrganisation command, CommandScope scope, CancellationToken ct) =>
        GroupHistory.ReachAsync(db, command.GroupId, GroupCodes.Organisation, ct);

    public void Check(ChangeOrganisation command, Problems problems, CommandScope scope) =>
        GroupRules.Organisation(
            command.NameAr,
            command.NameFr,
            command.NameEn,
            command.DeclaredMembers,
            command.RegisteredOn,
            units.Today(UnitId.Root),
            problems
        );

    public async Task<Outcome> HandleAsync(ChangeOrganisation command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "people_party", "id", command.GroupId.Value, ct);
        var now = await db.Set<OrganisationParty>().SingleAsync(o => o.PartyId == command.GroupId, ct);
        await db.Entry(now).ReloadAsync(ct);
        var (ar, fr, en) = (command.NameAr.Trim(), UnitChange.Clean(command.NameFr), UnitChange.Clean(command.NameEn));
        await history.KeepAsync(
            command.GroupId,
            GroupCodes.Organisation,
            [
                ("nameAr", now.NameAr, ar),
                ("nameFr", now.NameFr ?? "", fr ?? ""),
                ("nameEn", now.NameEn ?? "", en ?? ""),
                ("declaredMembers", GroupHistory.Text(now.DeclaredMembers), GroupHistory.Text(command.DeclaredMembers)),
                ("registeredOn", Screen.Text(now.RegisteredOn) ?? "", Screen.Text(command.RegisteredOn) ?? ""),
            ],
            scope,
            ct
        );
        (now.NameAr, now.NameFr, now.NameEn) = (ar, fr, en);
        (now.DeclaredMembers, now.RegisteredOn) = (command.DeclaredMembers, command.RegisteredOn);
        return new Outcome.Done { Subject = command.GroupId.Value };
    }
}

/// <summary>Every field of a group that changed: what stood before, what stands since, kept as for people.</summary>
internal sealed class GroupHistory(KeepChanges keep)
{
    public static async Task<Reach> ReachAsync(JisrDb db, PartyId group, string kind, CancellationToken ct)
    {
        var home = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == group && p.Kind == kind && p.State == "active")
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
        return home is { } unit ? Reach.Unit(unit) : Reach.Missing;
    }

    public static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public async Task KeepAsync(
        PartyId group,
        string part,
        IReadOnlyList<(string Field, string Before, string After)> fields,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var version = await keep.VersionAsync(group, part, ct) + 1;
        foreach (var (field, before, after) in fields.Where(f => f.Before != f.After))
            keep.Note(group, part, field, version, before, after, scope);
    }
}
