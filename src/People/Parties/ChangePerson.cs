using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.People.Places;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>Fields of one group change. <paramref name="Base"/> is the version of the group that the writer saw; a
/// field that she left as she saw it is no wish (doors.md §4.9).</summary>
internal sealed record ChangePerson(
    PartyId PartyId,
    string Group,
    int Base,
    IReadOnlyDictionary<string, string?> Values
) : IOfflineCommand
{
    public static string Kind => "party.change";

    /// <summary>As <c>verifiedAt</c>: she was reached when this is said.</summary>
    public const string Now = "now";

    /// <summary>The id of the task that a conflict over a field makes.</summary>
    public static Guid TaskId(CommandId command, string field) => NameUuid.Of("conflict", command.ToString(), field);
}

internal sealed class ChangePersonHandler(
    JisrDb db,
    IUnitTree units,
    PlaceFinder places,
    Sealer sealer,
    PersonValues values,
    KeepChanges keep
) : IHandle<ChangePerson>
{
    private (PartyId Id, UnitId Home)? who;

    public async Task<Reach> ReachAsync(ChangePerson command, CommandScope scope, CancellationToken ct)
    {
        who = await LivesOn.FindAsync(db, command.PartyId, ct);
        return who is { } w
            ? PersonRights.ReachOf(w.Id, w.Home, await PersonRights.ProgrammesOfAsync(db, w.Id, ct))
            : Reach.Missing;
    }

    public void Check(ChangePerson command, Problems problems, CommandScope scope)
    {
        if (!FieldGroups.Fields.TryGetValue(command.Group, out var fields))
            problems.Add("group", "CHOICE_UNKNOWN");
        else if (command.Values.Keys.Except(fields, StringComparer.Ordinal).Any())
            problems.Add("values", "CHOICE_UNKNOWN");
        else
            _ = Read(command, problems, scope);
    }

    public async Task<Outcome> HandleAsync(ChangePerson command, CommandScope scope, CancellationToken ct)
    {
        command = command with { PartyId = who!.Value.Id };
        await db.Storage.LockRowAsync(db, "people_party", "id", command.PartyId.Value, ct);
        await values.LoadAsync(command.PartyId, ct);
        var later = await db.Set<FieldChange>()
            .AsNoTracking()
            .Where(c => c.PartyId == command.PartyId && c.Group == command.Group)
            .OrderBy(c => c.Version)
            .ToListAsync(ct);
        var version = later.Count == 0 ? 1 : later[^1].Version;
        if (command.Base < 1 || command.Base > version)
            return Outcome.No("BASE_UNKNOWN", "base");
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        var clashes = new List<FieldConflict>();
        foreach (var (field, mine) in Read(command, [], scope))
        {
            var now = values.Of(field);
            var since = later.Where(c => c.Field == field && c.Version > command.Base).ToList();
            var seen = since.Count == 0 ? now : Open(since[0], since[0].Before, "before");
            if (mine == now || mine == seen)
                continue;
            // That she was reached is true whoever says it; it tells nothing of a number that came since.
            if (field == "verifiedAt" && later.Any(c => FieldGroups.IsChannel(c.Field) && c.Version > command.Base))
                continue;
            if (since.Count == 0 || field == "verifiedAt")
                wanted[field] = mine;
            else
                clashes.Add(Clash(command, scope, field, seen, now, mine, since[^1]));
        }
        if (IsOfNoNumber(wanted))
            return Outcome.No("PHONE_MISSING", "phone");
        if (wanted.Count > 0)
            await keep.WriteAsync(values, command.Group, ++version, wanted, scope, ct);
        return clashes.Count > 0
            ? new Outcome.Clash(clashes[0])
            {
                Details = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["page"] = $"/people/{command.PartyId}/conflict/{ChangePerson.TaskId(scope.Id, clashes[0].Field)}",
                },
            }
            : new Outcome.Done { Subject = command.PartyId.Value, Version = version };
    }

    private FieldConflict Clash(
        ChangePerson command,
        CommandScope scope,
        string field,
        string seen,
        string theirs,
        string yours,
        FieldChange last
    )
    {
        var id = ChangePerson.TaskId(scope.Id, field);
        db.Add(
            new ConflictTask
            {
                Id = id,
                PartyId = command.PartyId,
                Group = command.Group,
                Field = field,
                Base = sealer.Seal(seen, ConflictTask.Table, "base", id),
                Theirs = sealer.Seal(theirs, ConflictTask.Table, "theirs", id),
                Yours = sealer.Seal(yours, ConflictTask.Table, "yours", id),
                TheirsAt = last.At,
                TheirsBy = last.By,
                At = scope.Now,
                By = scope.Actor.AccountId,
                State = "open",
            }
        );
        // An answer is kept in the receipt in the clear: a number does not stand in it.
        return FieldGroups.IsSealed(field)
            ? new FieldConflict(command.Group, field, null, null, null)
            : new FieldConflict(command.Group, field, seen, theirs, yours);
    }

    // Who answers, and that she was reached: of a number she has after this.
    private bool IsOfNoNumber(Dictionary<string, string> wanted) =>
        (wanted.GetValueOrDefault("answeredBy", "") + wanted.GetValueOrDefault("verifiedAt", "")).Length > 0
        && ((string[])["phone", "whatsApp"]).All(f => wanted.GetValueOrDefault(f, values.Of(f)).Length == 0);

    private Dictionary<string, string> Read(ChangePerson command, Problems problems, CommandScope scope)
    {
        var unit = who?.Home ?? UnitId.Root;
        var country = units.Find(unit)?.Country ?? "SY";
        var today = units.Today(unit);
        return command.Values.ToDictionary(
            v => v.Key,
            v =>
                v is { Key: "verifiedAt", Value: ChangePerson.Now }
                    ? FieldReader.WriteInstant(scope.OccurredAt)
                    : FieldReader.Read(v.Key, v.Value, country, today, places, problems),
            StringComparer.Ordinal
        );
    }

    private string Open(FieldChange change, byte[] sealedText, string column) =>
        sealer.Open(sealedText, FieldChange.Table, column, change.Id);
}
