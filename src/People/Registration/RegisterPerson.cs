using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Jisr.People.Programmes;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Registration;

/// <summary>A woman is registered: by a worker with her, by herself, or from a file. Everything as it was typed; what
/// it means is read in one place (<see cref="RegistrationReader"/>). Without a unit she registers herself.</summary>
internal sealed record RegisterPerson : ICommand
{
    public static string Kind => "party.register";

    public UnitId? UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }

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

    /// <summary>mine, shared, do-not-write.</summary>
    public string? PhoneSafety { get; init; }

    /// <summary>morning, noon, evening.</summary>
    public string? PreferredHour { get; init; }

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

    /// <summary>ar, fr, en.</summary>
    public string? Language { get; init; }

    /// <summary>yes, no, unknown.</summary>
    public string? CanRead { get; init; }

    /// <summary>Codes of what she makes.</summary>
    public IReadOnlyList<string>? Makes { get; init; }

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
    Sealer sealer
) : IHandle<RegisterPerson>, IRefuseFirst
{
    private (RegisterPerson Command, Registered Read)? known;

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

    public void Check(RegisterPerson command, Problems problems, CommandScope scope)
    {
        var read = reader.Read(command, command.UnitId, problems);
        ConsentRules.Check(command, problems, mustAsk: scope.Door is not (Door.File or Door.System));
        known = (command, read);
    }

    public async Task<Outcome> HandleAsync(RegisterPerson command, CommandScope scope, CancellationToken ct)
    {
        var read =
            known is { } k && ReferenceEquals(k.Command, command) ? k.Read : reader.Read(command, command.UnitId, []);
        if (command.ProgrammeId is { } programme && !await db.Set<Programme>().AnyAsync(p => p.Id == programme, ct))
            return Outcome.No("PROGRAMME_UNKNOWN", "programmeId");
        var id = new PartyId(scope.Id.Value);
        var unit = command.UnitId ?? await nearest.ToAsync(read.Place?.Code, ct);
        var how =
            command.UnitId is null ? "self"
            : scope.Door == Door.File ? "import"
            : "assisted";
        var number = await NextNumberAsync(ct);
        var seals = new RegistrationRows(sealer, id, read, scope, how);
        db.Add(seals.Party(unit, number));
        db.Add(seals.Person(command));
        db.AddRange(seals.Contacts(command));
        IReadOnlyList<PartyId> samePaper = [];
        if (read.Paper is { } paper)
        {
            samePaper = await matches.MarkPaperAsync(sealer.Index("paper", paper.Compared), paper.Type, ct);
            db.Add(seals.Identifier(clash: samePaper.Count > 0));
        }
        if (read.Place is not null)
            db.Add(seals.Residence());
        if (seals.Displacement() is { } displacement)
            db.Add(displacement);
        db.AddRange(seals.Consents(command));
        db.Add(seals.Record(command, unit));
        db.Add(seals.Text());
        if (command.ProgrammeId is { } joined)
            seals.Join(db, joined);
        await matches.OpenAsync(seals.Form, id, samePaper, scope, ct);
        Publish(command, scope, read, id, unit, how);
        return new Outcome.Done
        {
            Subject = id.Value,
            Version = 1,
            Number = number,
            Notes = read.Notes,
        };
    }

    private static void Publish(
        RegisterPerson command,
        CommandScope scope,
        Registered read,
        PartyId id,
        UnitId unit,
        string how
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
                Detail = how,
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

    private async Task<string> NextNumberAsync(CancellationToken ct)
    {
        var next = await db
            .Database.SqlQueryRaw<long>(
                "UPDATE people_counter SET next = next + 1 WHERE id = {0} RETURNING next - 1 AS \"Value\"",
                db.Storage.RawId(NumberCounter.Members)
            )
            .ToListAsync(ct);
        return MemberNumber.Of(next[0]);
    }
}
