using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>She looked at the file and wants its rows registered, all or without some (<paramref name="Without"/>:
/// «3, 7-9»). This only says so, once; the rows are commands of their own (<see cref="RunBatch"/>), so that a stop half way
/// loses nothing.</summary>
internal sealed record ApplyImport(Guid BatchId, string? Without = null) : ICommand
{
    public static string Kind => "import.apply";
}

internal sealed class ApplyImportHandler(JisrDb db) : IHandle<ApplyImport>
{
    public async Task<Reach> ReachAsync(ApplyImport command, CommandScope scope, CancellationToken ct) =>
        await db.Set<ImportBatch>()
            .AsNoTracking()
            .Where(b => b.Id == command.BatchId)
            .Select(b => new { b.UnitId, b.ProgrammeId })
            .SingleOrDefaultAsync(ct)
            is { } batch
            ? Reach.Unit(batch.UnitId, batch.ProgrammeId)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(ApplyImport command, CommandScope scope, CancellationToken ct)
    {
        var rows = await db.Set<ImportBatch>().Where(b => b.Id == command.BatchId).Select(b => b.Rows).SingleAsync(ct);
        if (command.Without is { Length: > RowNumbers.MostLetters } || RowNumbers.Read(command.Without, rows) is null)
            return Outcome.No("ROWS_UNREADABLE", "without");
        // Asked for again after a stop: it goes on, and what was done stays done.
        await db.Set<ImportBatch>()
            .Where(b => b.Id == command.BatchId && b.State == "previewed")
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(b => b.State, "applying")
                        .SetProperty(b => b.StartedAt, scope.Now)
                        .SetProperty(b => b.Without, command.Without),
                ct
            );
        return new Outcome.Done { Subject = command.BatchId };
    }
}
