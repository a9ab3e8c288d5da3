using System.Collections.Concurrent;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.People.Consents;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Jisr.People.Programmes;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Registration;

/// <summary>A woman is registered: by a worker with her, by herself, or from a file. Everything as it was typed; what
/// it means is read in one place (<see cref="RegistrationReader"/>). Without a unit she registers herself.</summary>
internal sealed record RegisterPerson : IOfflineCommand
{
    public static string Kind => "party.register";

    public UnitId? UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }

    /// <summary>The record's own id, where it is not that of the command: one that mends another keeps what depends on
    /// it.</summary>
    public PartyId? PartyId { get; init; }

    /// <summary>The number that her card has already, from the block of a device.</summary>
    public string? Number { get; init; }

    /// <summary>The id of the row in its own file.</summary>
    public string? RecordId { get; init; }

    /// <summary>The name as she says it; a file has the parts instead.</summary>
    public string? FullName { get; init; }
    public string? GivenName { get; init; }
    public string? FatherName { get; init; }
    public string? GrandfatherName { get; init; }
    public string? FamilyName { get; init; }
    public string? LatinName { get; init; }

    /// <summary>F, M or empty.</summary>
    public string? Sex { get; init; }
    public string? BirthDate { get; init; }

    /// <summary>Where she knows her age only.</summary>
    public string? Age { get; init; }

    /// <summary>One number or several; words for none are none.</summary>
    public string? Phone { get; init; }

    /// <summary>«yes» where the telephone number has WhatsApp; otherwise a number of its own.</summary>
    public string? WhatsApp { get; init; }
    public string? Email { get; init; }

    /// <summary>mine, shared, do-not-write.</summary>
    public string? PhoneSafety { get; init; }

    /// <summary>morning, noon, evening.</summary>
    public string? PreferredHour { get; init; }

    /// <summary>Who answers the number, where it is not she alone.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>«yes» where the number was tried and she was reached by it.</summary>
    public string? PhoneVerified { get; init; }

    /// <summary>Any paper she has; none is needed.</summary>
    public string? NationalId { get; init; }

    /// <summary>Name or code.</summary>
    public string? Governorate { get; init; }

    /// <summary>Name or code, inside the governorate.</summary>
    public string? District { get; init; }

    /// <summary>host, idp, idp-returnee, refugee, refugee-returnee, other, refused.</summary>
    public string? Displacement { get; init; }

    /// <summary>Name or code of the place she left.</summary>
    public string? DisplacedFrom { get; init; }
    public string? HouseholdHead { get; init; }

    /// <summary>How many live in her household, as she says; a number makes a household of which she is one.</summary>
    public string? HouseholdSize { get; init; }
    public string? HouseholdChildren { get; init; }

    /// <summary>ar, fr, en.</summary>
    public string? Language { get; init; }

    /// <summary>yes, no, unknown.</summary>
    public string? CanRead { get; init; }

    /// <summary>Codes of what she makes.</summary>
    public IReadOnlyList<string>? Makes { get; init; }

    /// <summary>Codes of what she wants.</summary>
    public IReadOnlyList<string>? Wants { get; init; }

    /// <summary>Her answers to the six questions on functioning: seeing, hearing, walking, memory, selfCare,
    /// communication each 1, 2, 3, 4 or 7; one that was not asked is not there.</summary>
    public IReadOnlyDictionary<string, string>? Functioning { get; init; }

    /// <summary>Her answer (given, refused) for each purpose she was asked about.</summary>
    public IReadOnlyDictionary<string, string>? Consents { get; init; }
    public string? NoticeVersion { get; init; }

    /// <summary>spoken, written, audio, online.</summary>
    public string? ConsentChannel { get; init; }

    /// <summary>The day she came, where it is not today.</summary>
    public string? RegisteredOn { get; init; }
}

internal sealed class RegisterPersonHandler(
    JisrDb db,
    RegistrationReader reader,
    MatchFinder matches,
    UnitTree units,
    NearestUnit nearest,
    DeviceNumbers cards,
    ProgrammeRules rules,
    Sealer sealer
) : IHandleMany<RegisterPerson>
{
    // What was read of each command, by the command itself.
    private readonly ConcurrentDictionary<RegisterPerson, (Registered Read, Problems Problems)> known = new(
        ReferenceEqualityComparer.Instance
    );

    // Rows of a chunk's commands, made side by side: by the command too, for two rows of a file may claim one id.
    private readonly ConcurrentDictionary<RegisterPerson, (RegistrationRows Rows, Compared Record)> made = new(
        ReferenceEqualityComparer.Instance
    );
    private readonly HashSet<ProgrammeId> programmes = [];
    private readonly HashSet<PartyId> owned = [];
    private readonly Queue<string> numbers = [];
    private IReadOnlyDictionary<string, LegalBasis>? bases;
    private int wanted = 1;

    public Task<Reach> ReachAsync(RegisterPerson command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(
            command.UnitId is { } unit
                ? units.Find(unit) is null
                    ? Reach.Missing
                    : Reach.Unit(unit, command.ProgrammeId)
                // Alone she comes by the public page only: no other door registers without naming a unit.
                : scope.Door is Door.Form or Door.System
                    ? Reach.Anywhere
                    : Reach.Missing
        );

    public void MakeReady(IReadOnlyList<(RegisterPerson Command, CommandScope Scope)> chunk) =>
        Parallel.ForEach(
            chunk,
            Beside.Writing,
            one =>
            {
                if (
                    Read(one.Command, one.Scope) is { Problems.Count: 0, Read: var read }
                    && one.Command.UnitId is { } unit
                )
                    made[one.Command] = Made(new RegistrationRows(sealer, one.Command, read, one.Scope, unit));
            }
        );

    public void LookAhead(IReadOnlyList<RegisterPerson> chunk, RunMemory memory) =>
        matches.LookAhead([.. chunk.Where(made.ContainsKey).Select(c => made[c].Record)], memory.Of<KnownRegister>());

    public async Task ReadAheadAsync(
        IReadOnlyList<(RegisterPerson Command, CommandScope Scope)> chunk,
        RunMemory memory,
        CancellationToken ct
    )
    {
        RegisterPerson[] ready = [.. chunk.Select(c => c.Command).Where(made.ContainsKey)];
        (RegistrationRows Rows, Compared Record)[] all = [.. ready.Select(c => made[c])];
        wanted = Math.Max(1, ready.Count(c => c.Number is null) + all.Count(m => m.Rows.HasHousehold));
        await cards.ReadAheadAsync([.. ready.Select(c => c.Number).OfType<string>()], ct);
        await matches.ReadAheadAsync(
            [.. all.Select(m => m.Record)],
            [.. all.Select(m => m.Rows.Identifier?.ValueIndex).OfType<byte[]>()],
            memory.Of<KnownRegister>(),
            ct
        );
    }

    public void Check(RegisterPerson command, Problems problems, CommandScope scope)
    {
        problems.AddRange(Read(command, scope).Problems);
        Rules(command, problems, scope.Door);
    }

    /// <summary>What is asked of the answers beside what each of them says. A file need not tell that she was asked, but one
    /// that tells of her health must.</summary>
    internal static void Rules(RegisterPerson command, Problems problems, Door door)
    {
        FunctioningRules.Check(command, problems);
        ConsentRules.Check(
            command,
            problems,
            mustAsk: door is not (Door.File or Door.System)
                || (door is Door.File && command.Functioning is { Count: > 0 })
        );
    }

    public async Task<Outcome> HandleAsync(RegisterPerson command, CommandScope scope, CancellationToken ct)
    {
        var read = Read(command, scope).Read;
        if (command.PartyId is { } own && (!owned.Add(own) || await db.Set<Party>().AnyAsync(p => p.Id == own, ct)))
            return Outcome.No("ID_REUSED", "partyId");
        if (command.ProgrammeId is { } programme && !await IsKnownAsync(programme, ct))
            return Outcome.No("PROGRAMME_UNKNOWN", "programmeId");
        if (!made.TryRemove(command, out var one))
        {
            var home = command.UnitId ?? await nearest.ToAsync(read.Place?.Code, ct);
            // Alone she applies to the programme that takes women who come alone, where there is one such at her place.
            if (command is { UnitId: null, ProgrammeId: null })
                command = command with
                {
                    ProgrammeId = await rules.OpenAsync(read.Place?.Code, units.Today(home), ct) is [var only]
                        ? only.Id
                        : null,
                };
            one = Made(new RegistrationRows(sealer, command, read, scope, home));
        }
        var (rows, record) = one;
        var (id, unit) = (rows.Id, rows.Unit);
        var hasCard = command.Number is { Length: > 0 } typed && await cards.TryTakeAsync(typed, scope, ct);
        var number = hasCard ? command.Number! : await NextNumberAsync(ct);
        bases ??= await LegalBases.ReadAsync(db, ct);
        foreach (var consent in rows.Others.OfType<Consent>())
            consent.Basis = bases.Of(consent.Purpose);
        db.AddNew(rows.Party(number));
        db.AddNew(rows.Others);
        if (rows.HasHousehold)
            db.AddNew(rows.Household(await NextNumberAsync(ct)));
        if (rows.Identifier is { } identifier)
        {
            if (await matches.MarkPaperAsync(identifier.ValueIndex, identifier.Type, ct))
                identifier.State = "needs-investigation";
            db.AddNew(identifier);
            matches.Remember(identifier);
        }
        await matches.OpenAsync(record, unit, scope, ct);
        var isLeftOut = rows
            .Others.OfType<Consent>()
            .Any(c => c is { Purpose: ConsentRules.Reports, Answer: not "given", Basis: LegalBases.Consent });
        Publish(command, scope, read, id, unit, rows.How, isLeftOut);
        return new Outcome.Done
        {
            Subject = id.Value,
            Version = 1,
            Number = number,
            Notes =
                hasCard || string.IsNullOrEmpty(command.Number)
                    ? read.Notes
                    : [.. read.Notes, new Problem("NUMBER_CHANGED", "number")],
        };
    }

    private (RegistrationRows, Compared) Made(RegistrationRows rows)
    {
        var record = matches.Ready(rows.Form, rows.Id);
        // Worked out here, where it may be beside others.
        _ = record.Keys;
        return (rows, record);
    }

    private static void Publish(
        RegisterPerson command,
        CommandScope scope,
        Registered read,
        PartyId id,
        UnitId unit,
        string how,
        bool isLeftOut
    )
    {
        scope.Publish(
            new PersonRegistered
            {
                On = read.On,
                SourceId = id.Value,
                UnitId = unit,
                PlaceCode = read.Place?.Code,
                ProgrammeId = command.ProgrammeId,
                PartyId = id,
                Sex = read.Sex is "F" or "M" ? read.Sex : null,
                Detail = how,
                LeftOutOfReports = isLeftOut,
            }
        );
        if (command.ProgrammeId is not null)
            scope.Publish(
                new MembershipChanged
                {
                    On = read.On,
                    SourceId = id.Value,
                    UnitId = unit,
                    PlaceCode = read.Place?.Code,
                    ProgrammeId = command.ProgrammeId,
                    PartyId = id,
                    Detail = "applied",
                }
            );
    }

    private (Registered Read, Problems Problems) Read(RegisterPerson command, CommandScope scope) =>
        known.GetOrAdd(
            command,
            c =>
            {
                var problems = new Problems();
                return (reader.Read(c, c.UnitId, problems, scope.OccurredAt), problems);
            }
        );

    // The rows of a file join the same one: it is asked for once.
    private async Task<bool> IsKnownAsync(ProgrammeId programme, CancellationToken ct)
    {
        if (!programmes.Contains(programme) && await db.Set<Programme>().AnyAsync(p => p.Id == programme, ct))
            programmes.Add(programme);
        return programmes.Contains(programme);
    }

    // A chunk takes the numbers of all its good rows at once.
    private async Task<string> NextNumberAsync(CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            var next = await DeviceNumbers.NextAsync(db, wanted, ct);
            for (var i = 0; i < wanted; i++)
                numbers.Enqueue(MemberNumber.Of(next + i));
            wanted = 1;
        }
        return numbers.Dequeue();
    }
}
