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

/// <summary>A field of which the row that came later says something else.</summary>
internal sealed record Difference(string Column, string? First, string? Later);

/// <summary>Both values of a row that came twice under one id.</summary>
internal sealed record ConflictView(
    ImportConflict Conflict,
    PartyId? Party,
    string Name,
    IReadOnlyList<Difference> Differences
);

/// <summary>Reads a conflict for somebody who may settle it.</summary>
internal sealed class ReadConflict(JisrDb db, AccessGate gate, ICurrentActor current, Sealer sealer)
{
    public async Task<ConflictView?> OneAsync(Guid id, CancellationToken ct)
    {
        var conflict = await db.Set<ImportConflict>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (conflict is null || !gate.May(await current.GetAsync(ct), SettleConflict.Kind, Reach.Unit(conflict.UnitId)))
            return null;
        var record = await db.Set<WrittenRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == conflict.CommandId, ct);
        var first = record is null ? null : sealer.Open(record.Written, WrittenRecord.Table, "written", record.Id);
        var later = sealer.Open(conflict.Yours, ImportConflict.Table, "yours", conflict.Id);
        return new ConflictView(
            conflict,
            record?.PartyId,
            ImportWords.NameOf(JsonSerializer.Deserialize<RegisterPerson>(first ?? later, CanonicalJson.Options)!),
            Differences(first, later)
        );
    }

    /// <summary>Fields that differ, in the order of the first row.</summary>
    public static IReadOnlyList<Difference> Differences(string? first, string later)
    {
        if (first is null)
            return [];
        using var a = JsonDocument.Parse(first);
        using var b = JsonDocument.Parse(later);
        var (before, after) = (Cells(a.RootElement), Cells(b.RootElement));
        return
        [
            .. before
                .Keys.Concat(after.Keys)
                .Distinct(StringComparer.Ordinal)
                .Select(column => new Difference(
                    column,
                    before.GetValueOrDefault(column),
                    after.GetValueOrDefault(column)
                ))
                .Where(d => d.First != d.Later),
        ];
    }

    // A row as its file has it: each of the six questions and each purpose in a column of its own.
    private static Dictionary<string, string> Cells(JsonElement row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in row.EnumerateObject())
            switch (field.Value.ValueKind)
            {
                case JsonValueKind.Object when field.NameEquals("functioning"):
                    foreach (var answer in field.Value.EnumerateObject())
                        cells[PeopleColumns.OfQuestion(answer.Name)] = answer.Value.ToString();
                    break;
                case JsonValueKind.Object when field.NameEquals("consents"):
                    foreach (var answer in field.Value.EnumerateObject())
                        cells[PeopleColumns.OfPurpose(answer.Name)] = answer.Value.ToString();
                    break;
                case JsonValueKind.Array:
                    cells[PeopleColumns.ColumnOf(field.Name)] = string.Join(", ", field.Value.EnumerateArray());
                    break;
                default:
                    cells[PeopleColumns.ColumnOf(field.Name)] = field.Value.ToString();
                    break;
            }
        return cells;
    }
}
