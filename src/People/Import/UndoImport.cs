using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Following;
using Jisr.People.Groups;
using Jisr.People.Parties;
using Jisr.People.Programmes;
using Jisr.People.Referrals;
using Jisr.People.Retention;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>A file was brought by mistake: those of its registrations with which nothing has happened since are taken back
/// and made nameless; the figures follow. All others stay, so that nobody's help is undone with them.</summary>
internal sealed record UndoImport(Guid BatchId, string? Reason) : ICommand
{
    public static string Kind => "import.undo";
}

internal sealed class UndoImportHandler(JisrDb db, UnitTree tree, Sealer sealer, Forgetting forgetting)
    : IHandle<UndoImport>
{
    // So many in one transaction; a longer file is taken back by merging and retention, not by a button.
    private const int Most = 5_000;

    private ImportBatch? batch;

    public async Task<Reach> ReachAsync(UndoImport command, CommandScope scope, CancellationToken ct)
    {
        batch = await db.Set<ImportBatch>().SingleOrDefaultAsync(b => b.Id == command.BatchId, ct);
        return batch is null ? Reach.Missing : Reach.Unit(batch.UnitId, batch.ProgrammeId);
    }

    public void Check(UndoImport command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(UndoImport command, CommandScope scope, CancellationToken ct)
    {
        if (batch!.State != "applied")
            return Outcome.No("IMPORT_NOT_APPLIED");
        if (batch.Accepted > Most)
            return Outcome.No("TOO_MANY_TO_UNDO");
        var answers = RunBatch.AnswersOf(batch, RunBatch.FileOf(batch, sealer), tree, sealer);
        Guid[] commands = [.. answers.Where(a => a.Outcome == "accepted").Select(a => a.Id.Value).Distinct()];
        var undone = 0;
        foreach (var part in commands.Chunk(500))
        foreach (var (id, party) in await UntouchedAsync(part, ct))
        {
            await TakeBackAsync(id, party, scope, ct);
            undone++;
        }
        batch.Undone = undone;
        batch.State = "undone";
        return new Outcome.Done { Subject = batch.Id };
    }

    private async Task<IReadOnlyList<(Guid Command, PartyId Party)>> UntouchedAsync(
        Guid[] commands,
        CancellationToken ct
    )
    {
        var rows = await (
            from record in db.Set<WrittenRecord>().AsNoTracking()
            join party in db.Set<Party>() on record.PartyId equals party.Id
            join person in db.Set<Person>() on record.PartyId equals person.PartyId
            where
                EF.Parameter(commands).Contains(record.Id)
                && party.State == "active"
                && party.MergedInto == null
                && person.Door == "import"
                // Nothing of hers was changed, joined, added or promised since.
                && party.Version == 1
                && !db.Set<Party>().Any(p => p.MergedInto == party.Id)
                && !db.Set<FieldChange>().Any(c => c.PartyId == party.Id)
                && !db.Set<Accompaniment>().Any(a => a.PartyId == party.Id)
                && !db.Set<PartyLink>().Any(l => l.PersonId == party.Id)
                && !db.Set<Referral>().Any(r => r.PartyId == party.Id)
                && !db.Set<Membership>().Any(m => m.PartyId == party.Id && m.State != "applied")
            select new { record.Id, record.PartyId }
        ).ToListAsync(ct);
        var free = new List<(Guid, PartyId)>(rows.Count);
        foreach (var row in rows)
            if (!await forgetting.SellsAsync([row.PartyId], ct))
                free.Add((row.Id, row.PartyId));
        return free;
    }

    private async Task TakeBackAsync(Guid command, PartyId party, CommandScope scope, CancellationToken ct)
    {
        var on = await db.Set<Person>().Where(p => p.PartyId == party).Select(p => p.RegisteredOn).SingleAsync(ct);
        scope.Publish(
            new PersonRegistered
            {
                On = on,
                SourceId = party.Value,
                UnitId = batch!.UnitId,
                PartyId = party,
                TakesBack = true,
            }
        );
        foreach (
            var membership in await db.Set<Membership>().Where(m => m.PartyId == party && m.IsOpen).ToListAsync(ct)
        )
        {
            scope.Publish(
                new MembershipChanged
                {
                    On = on,
                    SourceId = party.Value,
                    UnitId = batch.UnitId,
                    ProgrammeId = membership.ProgrammeId,
                    PartyId = party,
                    TakesBack = true,
                }
            );
            (membership.State, membership.IsOpen) = ("withdrawn", false);
        }
        await forgetting.ForgetAsync(party, scope.Now, ct);
        // A receipt is kept as long as what it made (doors.md §4.3): the same row may be brought again.
        var id = new CommandId(command);
        await db.Set<CommandReceipt>().Where(r => r.Id == id).ExecuteDeleteAsync(ct);
    }
}
