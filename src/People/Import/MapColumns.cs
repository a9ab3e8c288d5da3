using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>She says what the headings of a file mean. It is kept for the next file of her unit with the same
/// headings.</summary>
internal sealed record MapColumns(Guid BatchId, IReadOnlyDictionary<string, string> Columns) : ICommand
{
    public static string Kind => "import.map-columns";
}

internal sealed class MapColumnsHandler(JisrDb db, Sealer sealer) : IHandle<MapColumns>
{
    public async Task<Reach> ReachAsync(MapColumns command, CommandScope scope, CancellationToken ct) =>
        await db.Set<ImportBatch>()
            .AsNoTracking()
            .Where(b => b.Id == command.BatchId)
            .Select(b => new { b.UnitId, b.ProgrammeId })
            .SingleOrDefaultAsync(ct)
            is { } batch
            ? Reach.Unit(batch.UnitId, batch.ProgrammeId)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(MapColumns command, CommandScope scope, CancellationToken ct)
    {
        var batch = await db.Set<ImportBatch>().SingleAsync(b => b.Id == command.BatchId, ct);
        // Ids of rows without a number of their own come from their columns: once rows are sent, these stay.
        if (batch.State != "previewed")
            return Outcome.No("IMPORT_UNDER_WAY");
        var file = RunBatch.FileOf(batch, sealer);
        var headings = file.Headings ?? file.Columns;
        var wanted = command
            .Columns.Where(c => headings.Contains(c.Key))
            .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        var problems = new Problems();
        foreach (var (heading, column) in wanted)
            if (column.Length > 0 && !PeopleColumns.IsKnown(column))
                problems.Add(heading, "CHOICE_UNKNOWN");
        var mapped = ImportMap.Apply(file, wanted);
        if (
            mapped
                .Columns.Where(PeopleColumns.IsKnown)
                .GroupBy(c => c, StringComparer.Ordinal)
                .FirstOrDefault(g => g.Count() > 1) is
            { } twice
        )
            problems.Add("columns", "COLUMNS_TWICE", ("column", twice.Key));
        if (!mapped.Columns.Any(PeopleColumns.Names.Contains))
            problems.Add("columns", "COLUMNS_NO_NAME", ("columns", string.Join(", ", PeopleColumns.Names)));
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        batch.Columns = string.Join(',', mapped.Columns);
        batch.File = sealer.Seal(
            JsonSerializer.Serialize(mapped, CanonicalJson.Options),
            ImportBatch.Table,
            "file",
            batch.Id
        );
        await RememberAsync(batch, headings, wanted, scope, ct);
        return new Outcome.Done { Subject = batch.Id };
    }

    private async Task RememberAsync(
        ImportBatch batch,
        IReadOnlyList<string> headings,
        Dictionary<string, string> wanted,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var key = ImportMap.KeyOf(headings);
        var text = JsonSerializer.Serialize(wanted, CanonicalJson.Options);
        if (
            await db.Set<ImportMap>().SingleOrDefaultAsync(m => m.UnitId == batch.UnitId && m.Headings == key, ct) is
            { } known
        )
            known.Map = text;
        else
            db.Add(
                new ImportMap
                {
                    Id = scope.Id.Value,
                    UnitId = batch.UnitId,
                    Headings = key,
                    Map = text,
                }
            );
    }
}
