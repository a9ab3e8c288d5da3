using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>Her standing in a programme changes, along the table of people.md A4. <paramref name="Reason"/> is a code of
/// <see cref="MembershipReasons.All"/>.</summary>
internal sealed record ChangeMembership(Guid MembershipId, string To, string? Reason = null, string? Note = null)
    : ICommand
{
    public static string Kind => "membership.change";

    /// <summary>To say that she completed it.</summary>
    public const string Complete = "membership.complete";

    /// <summary>To end it against or without her wish.</summary>
    public const string Exit = "membership.exit";

    /// <summary>All other steps.</summary>
    public const string Decide = "membership.decide";
}

/// <summary>Why a standing changed: codes that are kept, and words that only the note has.</summary>
internal static class MembershipReasons
{
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All =
    [
        "moved",
        "work",
        "health",
        "family",
        "too-far",
        "no-time",
        "no-contact",
        "age",
        "place",
        "other-programme",
        "full",
        "exception",
        Other,
    ];
}

/// <summary>Which standing may follow which, who may say so, and where a reason is asked.</summary>
internal static class MembershipRules
{
    private static readonly (string From, string To, bool Herself, bool Reason)[] Steps =
    [
        ("applied", "eligible", false, false),
        ("applied", "not-eligible", false, true),
        ("eligible", "waiting", false, false),
        ("eligible", "enrolled", false, false),
        ("waiting", "enrolled", false, false),
        ("enrolled", "paused", true, true),
        ("paused", "enrolled", true, false),
        ("enrolled", "completed", false, false),
        ("paused", "completed", false, false),
        ("enrolled", "exited", false, true),
        ("paused", "exited", false, true),
        ("waiting", "exited", false, true),
    ];

    public static bool IsOpen(string state) => state is not ("not-eligible" or "completed" or "exited" or "withdrawn");

    /// <summary>Standings that a programme may do without. Every woman has applied, and each may withdraw.</summary>
    public static readonly IReadOnlyList<string> Choices = [.. Steps.Select(s => s.To).Distinct()];

    /// <summary>Is a standing in use where <paramref name="states"/> are, apart by blanks; null for all.</summary>
    public static bool Uses(string? states, string state) =>
        states is null || !Choices.Contains(state) || states.Split(' ').Contains(state);

    /// <summary>Those of the standings to which no step leads from the first by others of them.</summary>
    public static IReadOnlyList<string> Unreached(IReadOnlyCollection<string> states)
    {
        var reached = new List<string> { "applied" };
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(
                Steps
                    .Where(s => s.From == reached[i] && states.Contains(s.To) && !reached.Contains(s.To))
                    .Select(s => s.To)
            );
        return [.. states.Except(reached, StringComparer.Ordinal)];
    }

    /// <summary>What may come next, of the standings in use.</summary>
    public static IReadOnlyList<string> NextOf(string state, string? states) =>
        IsOpen(state)
            ? [.. Steps.Where(s => s.From == state && Uses(states, s.To)).Select(s => s.To), "withdrawn"]
            : [];

    /// <summary>The permission that a step needs where it is not she herself who takes it.</summary>
    public static string PermissionOf(string to) =>
        to switch
        {
            "completed" => ChangeMembership.Complete,
            "exited" => ChangeMembership.Exit,
            _ => ChangeMembership.Decide,
        };

    /// <summary>Null: there is no such step.</summary>
    public static (bool Herself, bool Reason)? Step(string from, string to) =>
        to == "withdrawn" && IsOpen(from) ? (true, false)
        : Array.FindIndex(Steps, s => s.From == from && s.To == to) is >= 0 and var i
            ? (Steps[i].Herself, Steps[i].Reason)
        : null;
}

internal sealed class ChangeMembershipHandler(
    JisrDb db,
    IUnitTree units,
    AccessGate gate,
    Sealer sealer,
    ProgrammeRules rules
) : IHandle<ChangeMembership>
{
    private Membership? known;
    private UnitId home;

    public async Task<Reach> ReachAsync(ChangeMembership command, CommandScope scope, CancellationToken ct)
    {
        var row = await (
            from membership in db.Set<Membership>()
            join party in db.Set<Party>() on membership.PartyId equals party.Id
            where membership.Id == command.MembershipId
            select new { membership, party.HomeUnitId }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return Reach.Missing;
        (known, home) = (row.membership, row.HomeUnitId);
        return Reach.Any(Reach.Unit(home, known.ProgrammeId), Reach.Self(known.PartyId));
    }

    public void Check(ChangeMembership command, Problems problems, CommandScope scope)
    {
        problems.Text("note", command.Note, 200, required: command.Reason == MembershipReasons.Other);
        if (MembershipRules.Step(known!.State, command.To) is not { } step)
            problems.Add("to", "STEP_NOT_ALLOWED");
        else if (step.Reason && string.IsNullOrWhiteSpace(command.Reason))
            problems.Add("reason", "REASON_MISSING");
        else if (command.Reason is { Length: > 0 } reason && !MembershipReasons.All.Contains(reason))
            problems.Add("reason", "CHOICE_UNKNOWN");
        else if (
            !(step.Herself && scope.Actor.Is(known.PartyId))
            && !gate.May(scope.Actor, MembershipRules.PermissionOf(command.To), Reach.Unit(home, known.ProgrammeId))
        )
            problems.Add("to", "NOT_ALLOWED");
    }

    public async Task<Outcome> HandleAsync(ChangeMembership command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "people_membership", "id", command.MembershipId, ct);
        var now = await db.Set<Membership>().SingleAsync(m => m.Id == command.MembershipId, ct);
        await db.Entry(now).ReloadAsync(ct);
        if (MembershipRules.Step(now.State, command.To) is null)
            return Outcome.No("STEP_NOT_ALLOWED", "to");
        var states = await db.Set<Programme>()
            .Where(p => p.Id == now.ProgrammeId)
            .Select(p => p.States)
            .SingleAsync(ct);
        if (!MembershipRules.Uses(states, command.To))
            return Outcome.No("STANDING_UNUSED", "to");
        if (
            command.To == "eligible"
            && await rules.AgainstAsync(now.ProgrammeId, now.PartyId, home, command.Reason is not null, ct)
                is { } against
        )
            return against;
        var id = scope.Id.Value;
        db.Add(
            new MembershipEvent
            {
                // The command's: facts of this step are found by it.
                Id = id,
                MembershipId = now.Id,
                FromState = now.State,
                ToState = command.To,
                At = scope.Now,
                By = scope.Actor.AccountId,
                Reason = string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason,
                Note = string.IsNullOrWhiteSpace(command.Note)
                    ? null
                    : sealer.Seal(command.Note.Trim(), MembershipEvent.Table, "note", id),
            }
        );
        now.State = command.To;
        now.IsOpen = MembershipRules.IsOpen(command.To);
        now.Since = scope.Now;
        // A worker who decides has spoken with her.
        if (!scope.Actor.Is(now.PartyId))
            now.ConfirmedBy ??= scope.Actor.AccountId;
        scope.Publish(
            new MembershipChanged
            {
                On = units.Today(home),
                SourceId = id,
                UnitId = home,
                ProgrammeId = now.ProgrammeId,
                PartyId = now.PartyId,
                Detail = command.To,
            }
        );
        return new Outcome.Done { Subject = now.Id };
    }
}
