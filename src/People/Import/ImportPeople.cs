using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>One row and what became of it.</summary>
internal sealed record RowAnswer(int Row, RegisterPerson Command, string Outcome, CommandId Id, Problem? Problem);

/// <summary>The file door: rows become the same command that a page sends, in chunks of one transaction each.</summary>
internal sealed class ImportPeople(CommandPipeline pipeline, JisrDb db, Sealer sealer, TimeProvider clock)
{
    private const int Chunk = 1000;

    /// <summary>Sends all rows; <paramref name="progress"/> hears how many are done. Rows that this same run did before
    /// it was stopped (since <paramref name="startedAt"/>) count as accepted, not as repeats.</summary>
    public async Task<IReadOnlyList<RowAnswer>> RunAsync(
        ImportFile file,
        UnitId unit,
        string unitCode,
        ProgrammeId? programme,
        Actor actor,
        DateTimeOffset? startedAt,
        Action<int> progress,
        CancellationToken ct
    )
    {
        var answers = new List<RowAnswer>(file.Rows.Count);
        var seen = new HashSet<CommandId>(file.Rows.Count);
        var rows = file.Rows.Select(row => Envelope(file, row, unit, unitCode, programme));
        await foreach (var (part, sent) in pipeline.SendChunksAsync(rows, actor, Door.File, Chunk, ct))
        {
            var mine = await DoneSinceAsync(part, sent, startedAt, ct);
            for (var i = 0; i < sent.Count; i++)
            {
                var answer = await AnswerAsync(answers.Count, part[i], sent[i], unit, ct);
                var first = seen.Add(part[i].Id);
                answers.Add(
                    first && answer.Outcome == "duplicate" && mine.Contains(part[i].Id)
                        ? answer with
                        {
                            Outcome = "accepted",
                        }
                        : answer
                );
            }
            progress(answers.Count);
        }
        return answers;
    }

    private async Task<HashSet<CommandId>> DoneSinceAsync(
        IReadOnlyList<Envelope<RegisterPerson>> part,
        IReadOnlyList<Answer> sent,
        DateTimeOffset? startedAt,
        CancellationToken ct
    )
    {
        CommandId[] repeats =
        [
            .. part.Zip(sent).Where(p => p.Second.Result == AnswerResult.Duplicate).Select(p => p.First.Id).Distinct(),
        ];
        if (startedAt is not { } since || repeats.Length == 0)
            return [];
        return
        [
            .. await db.Set<CommandReceipt>()
                .AsNoTracking()
                .Where(r => repeats.Contains(r.Id) && r.ReceivedAt >= since)
                .Select(r => r.Id)
                .ToListAsync(ct),
        ];
    }

    private static Envelope<RegisterPerson> Envelope(
        ImportFile file,
        IReadOnlyList<string> row,
        UnitId unit,
        string unitCode,
        ProgrammeId? programme
    )
    {
        var command = PeopleColumns.Command(file, row, unit, programme);
        return new Envelope<RegisterPerson>(PeopleColumns.IdOf(unitCode, file, row, command), command)
        {
            UnitId = unit,
            ProgrammeId = programme,
        };
    }

    private async Task<RowAnswer> AnswerAsync(
        int row,
        Envelope<RegisterPerson> sent,
        Answer answer,
        UnitId unit,
        CancellationToken ct
    )
    {
        var problem = answer.Reasons.Count > 0 ? answer.Reasons[0] : null;
        if (problem?.Code == "ID_REUSED")
        {
            var field = await KeepConflictAsync(sent, unit, ct);
            return new RowAnswer(row, sent.Payload, "conflict", sent.Id, problem with { Field = field });
        }
        var outcome = answer.Result switch
        {
            AnswerResult.Accepted => "accepted",
            AnswerResult.Duplicate => "duplicate",
            AnswerResult.Conflict => "conflict",
            _ => "rejected",
        };
        return new RowAnswer(row, sent.Payload, outcome, sent.Id, problem);
    }

    // The first row stands. What came later is kept beside it, once, and a person settles it.
    private async Task<string?> KeepConflictAsync(Envelope<RegisterPerson> sent, UnitId unit, CancellationToken ct)
    {
        var first = await db.Set<WrittenRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == sent.Id.Value, ct);
        var yours = JsonSerializer.Serialize(sent.Payload, CanonicalJson.Options);
        var theirs = first is null ? null : sealer.Open(first.Written, WrittenRecord.Table, "written", first.Id);
        var field = ReadConflict.Differences(theirs, yours) is [{ } difference, ..] ? difference.Column : null;
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        var open = await db.Set<ImportConflict>()
            .AsNoTracking()
            .Where(c => c.CommandId == sent.Id.Value)
            .ToListAsync(ct);
        if (open.Any(c => sealer.Open(c.Yours, ImportConflict.Table, "yours", c.Id) == yours))
            return field;
        var id = NewId.Next();
        db.Add(
            new ImportConflict
            {
                Id = id,
                CommandId = sent.Id.Value,
                UnitId = unit,
                RecordId = sent.Payload.RecordId ?? "",
                Field = field,
                Yours = sealer.Seal(yours, ImportConflict.Table, "yours", id),
                State = "open",
                At = Clock.Now(clock),
            }
        );
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return field;
    }
}
