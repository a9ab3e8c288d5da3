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
        return
        [
            .. a
                .RootElement.EnumerateObject()
                .Concat(b.RootElement.EnumerateObject())
                .Select(p => p.Name)
                .Distinct(StringComparer.Ordinal)
                .Select(name => new Difference(
                    PeopleColumns.ColumnOf(name),
                    Text(a.RootElement, name),
                    Text(b.RootElement, name)
                ))
                .Where(d => d.First != d.Later),
        ];
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) ? value.ToString() : null;
}
