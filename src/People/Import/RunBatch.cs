using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>Sends the rows of a batch that she asked to apply, and keeps what became of each.</summary>
internal sealed class RunBatch(JisrDb db, ImportPeople import, UnitTree tree, Sealer sealer)
{
    /// <summary>Does nothing for a batch that is applied already.</summary>
    public async Task RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var batch = await db.Set<ImportBatch>().AsNoTracking().SingleAsync(b => b.Id == id, ct);
        if (batch.State != "applying" || tree.Find(batch.UnitId) is not { } unit)
            return;
        var file = FileOf(batch, sealer);
        var without = RowNumbers.Read(batch.Without, file.Rows.Count) ?? new HashSet<int>();
        var chosen =
            without.Count == 0 ? file : file with { Rows = [.. file.Rows.Where((_, i) => !without.Contains(i))] };
        var answers = await import.RunAsync(
            chosen,
            unit.Id,
            unit.Code,
            batch.ProgrammeId,
            actor,
            batch.StartedAt,
            _ => { },
            ct
        );
        await KeepAsync(batch, All(file, answers, without, batch), ct);
    }

    // Every row of the file has its answer, those with it that she left out.
    private static IReadOnlyList<RowAnswer> All(
        ImportFile file,
        IReadOnlyList<RowAnswer> answers,
        IReadOnlySet<int> without,
        ImportBatch batch
    )
    {
        if (without.Count == 0)
            return answers;
        var next = 0;
        return
        [
            .. file.Rows.Select(
                (row, i) =>
                    without.Contains(i)
                        ? new RowAnswer(
                            i,
                            PeopleColumns.Command(file, row, batch.UnitId, batch.ProgrammeId),
                            "left-out",
                            default,
                            null
                        )
                        : answers[next++] with
                        {
                            Row = i,
                        }
            ),
        ];
    }

    /// <summary>The table of a batch.</summary>
    public static ImportFile FileOf(ImportBatch batch, Sealer sealer) =>
        JsonSerializer.Deserialize<ImportFile>(
            sealer.Open(batch.File, ImportBatch.Table, "file", batch.Id),
            CanonicalJson.Options
        )!;

    /// <summary>What became of each row of a batch that was applied.</summary>
    public static IReadOnlyList<RowAnswer> AnswersOf(ImportBatch batch, ImportFile file, UnitTree tree, Sealer sealer)
    {
        if (batch.Answers is null || tree.Find(batch.UnitId) is not { } unit)
            return [];
        var kept = JsonSerializer.Deserialize<List<KeptAnswer>>(
            sealer.Open(batch.Answers, ImportBatch.Table, "answers", batch.Id),
            CanonicalJson.Options
        )!;
        return
        [
            .. kept.Select(
                (a, i) =>
                {
                    var command = PeopleColumns.Command(file, file.Rows[i], batch.UnitId, batch.ProgrammeId);
                    return new RowAnswer(
                        i,
                        command,
                        a.Outcome,
                        PeopleColumns.IdOf(unit.Code, file, file.Rows[i], command),
                        a.Code is null ? null : new Problem(a.Code, a.Field) { Args = a.Args }
                    );
                }
            ),
        ];
    }

    private async Task KeepAsync(ImportBatch batch, IReadOnlyList<RowAnswer> answers, CancellationToken ct)
    {
        var kept = answers.Select(a => new KeptAnswer(a.Outcome, a.Problem?.Code, a.Problem?.Field, a.Problem?.Args));
        var sealedAnswers = sealer.Seal(
            JsonSerializer.Serialize(kept, CanonicalJson.Options),
            ImportBatch.Table,
            "answers",
            batch.Id
        );
        int Of(string outcome) => answers.Count(a => a.Outcome == outcome);
        var (accepted, duplicate) = (Of("accepted"), Of("duplicate"));
        var (conflict, rejected) = (Of("conflict"), Of("rejected"));
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        // Two taps run side by side over the same rows and get the same answers; the first one is kept.
        await db.Set<ImportBatch>()
            .Where(b => b.Id == batch.Id && b.State == "applying")
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(b => b.State, "applied")
                        .SetProperty(b => b.Answers, sealedAnswers)
                        .SetProperty(b => b.Accepted, accepted)
                        .SetProperty(b => b.Duplicate, duplicate)
                        .SetProperty(b => b.Conflict, conflict)
                        .SetProperty(b => b.Rejected, rejected),
                ct
            );
    }
}
