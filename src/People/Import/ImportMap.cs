using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Import;

/// <summary>What the headings of a unit's files mean, as a person said once. Files with the same headings are read by it
/// from then on.</summary>
internal sealed class ImportMap
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>SHA-256 of the headings, folded, in their order.</summary>
    public required byte[] Headings { get; init; }

    /// <summary>Heading → column as JSON; empty text where it is left alone.</summary>
    public required string Map { get; set; }

    public IReadOnlyDictionary<string, string> Read() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Map, CanonicalJson.Options)!;

    public static byte[] KeyOf(IReadOnlyList<string> headings) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', headings.Select(ArabicText.Fold))));

    /// <summary>The file with its columns named as the map says. One that is left alone keeps its heading in brackets.</summary>
    public static ImportFile Apply(ImportFile file, IReadOnlyDictionary<string, string> map)
    {
        var headings = file.Headings ?? file.Columns;
        var folded = map.DistinctBy(m => ArabicText.Fold(m.Key))
            .ToDictionary(m => ArabicText.Fold(m.Key), m => m.Value, StringComparer.Ordinal);
        return file with
        {
            Headings = headings,
            Columns =
            [
                .. headings.Select(h =>
                    !folded.TryGetValue(ArabicText.Fold(h), out var column) ? h
                    : column.Length > 0 ? column
                    : PeopleColumns.IsKnown(h) ? $"({h})"
                    : h
                ),
            ],
        };
    }
}

internal sealed class ImportMapTable : IEntityTypeConfiguration<ImportMap>
{
    public void Configure(EntityTypeBuilder<ImportMap> table)
    {
        table.ToTable("people_import_map");
        table.HasKey(m => m.Id);
        table.Property(m => m.Headings).HasMaxLength(32);
        table.HasIndex(m => new { m.UnitId, m.Headings }).IsUnique();
    }
}
