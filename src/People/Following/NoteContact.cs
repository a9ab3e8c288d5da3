using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;

namespace Jisr.People.Following;

/// <summary>She was visited, called or not reached; and when the next contact is due.</summary>
internal sealed record NoteContact(Guid AccompanimentId, string How, string Note, DateOnly? NextContactDue = null)
    : ICommand
{
    public static string Kind => "accompaniment.note";
}

internal sealed class NoteContactHandler(JisrDb db, IUnitTree units, Sealer sealer) : IHandle<NoteContact>
{
    private Accompaniment? known;

    public async Task<Reach> ReachAsync(NoteContact command, CommandScope scope, CancellationToken ct)
    {
        known = (await FollowingRules.FindAsync(db, command.AccompanimentId, ct))?.Row;
        // The right comes with the open accompaniment and ends with it (doors.md §7).
        return known is { To: null } ? Reach.Unit(known.OrganisationId) : Reach.Missing;
    }

    public void Check(NoteContact command, Problems problems, CommandScope scope)
    {
        if (!FollowingCodes.Ways.Contains(command.How))
            problems.Add("how", "CHOOSE_ONE");
        problems.Text("note", command.Note, 1000);
        FollowingRules.CheckDue(command.NextContactDue, units.Today(known!.OrganisationId), problems);
    }

    public async Task<Outcome> HandleAsync(NoteContact command, CommandScope scope, CancellationToken ct)
    {
        await db.Entry(known!).ReloadAsync(ct);
        if (known!.To is not null)
            return Outcome.No("FOLLOWING_ENDED");
        var id = scope.Id.Value;
        db.Add(
            new AccompanimentNote
            {
                Id = id,
                AccompanimentId = known.Id,
                On = units.Today(known.OrganisationId),
                How = command.How,
                Note = sealer.Seal(command.Note.Trim(), AccompanimentNote.Table, "note", id),
                At = scope.Now,
                By = scope.Actor.AccountId,
            }
        );
        known.NextContactDue = command.NextContactDue;
        return new Outcome.Done { Subject = known.Id };
    }
}
